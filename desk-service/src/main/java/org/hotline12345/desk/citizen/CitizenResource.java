package org.hotline12345.desk.citizen;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.desk.citizen.CitizenFiles.Files;
import org.hotline12345.desk.citizen.Seal.OwnCase;
import org.hotline12345.desk.citizen.model.HumanCheck;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The pages for citizens: plain forms, made here, that work without script and without signing in. Nothing of a citizen stands in an address. */
@Path("/citizen")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class CitizenResource {
    private static final List<String> MATTER =
            List.of("type", "title", "text", "area", "address", "name", "phone", "anonymity", "respondentName");
    private static final List<String> TYPES =
            List.of("HELP", "COMPLAINT", "CONSULTATION", "SUGGESTION", "REPORT", "PRAISE");
    private static final List<String> ANONYMITY = List.of("NAMED", "HIDDEN_FROM_UNIT", "NO_CONTACT");

    private final CitizenServices services;
    private final CitizenPages pages;
    private final Visit visit;
    private final HumanCheck check;
    private final Areas areas;
    private final CitizenFiles files;

    CitizenResource(
            CitizenServices services,
            CitizenPages pages,
            Visit visit,
            HumanCheck check,
            Areas areas,
            CitizenFiles files) {
        this.services = services;
        this.pages = pages;
        this.visit = visit;
        this.check = check;
        this.areas = areas;
        this.files = files;
    }

    @GET
    public Uni<Response> home() {
        return pages.show(200, "home", Map.of());
    }

    @GET
    @Path("/new")
    public Uni<Response> matter() {
        return matter(200, Map.of(), Files.NONE, Map.of(), null, null);
    }

    /** The same as {@link #put}, of a browser that was shown no field for files. */
    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> putWithoutFiles(MultivaluedMap<String, String> form) {
        return put(new SentForm(form, List.of()));
    }

    /** A matter was put in; number and code are shown after a redirect, so that a reload sends nothing again. */
    @POST
    @Path("/new")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Response> put(MultipartFormDataInput form) {
        return put(SentForm.of(form));
    }

    private Uni<Response> put(SentForm sent) {
        var form = sent.fields();
        var written = CitizenPages.written(form, MATTER);
        if (!visit.isOfAPage(form, false)) {
            return matter(400, written, files.unsent(sent), Map.of(), visit.text("formOver"), null);
        }
        if (!check.passes(form.getFirst(Visit.MARK), form.getFirst("proof"), System.nanoTime())) {
            return matter(429, written, files.unsent(sent), Map.of(), visit.text("tooMany"), null);
        }
        return files.send(sent)
                .chain(given -> given.wrong().isEmpty()
                        ? put(form, written, given)
                        : matter(400, written, given, Map.of(), visit.text("seeFields"), null));
    }

    private Uni<Response> put(MultivaluedMap<String, String> form, Map<String, String> written, Files given) {
        var body = new HashMap<String, Object>(written);
        if (!given.taken().isEmpty()) {
            body.put("attachments", given.ids());
        }
        return services.intake("cases", body, visit.asker(form.getFirst("key"))).chain(answer -> {
            if (!answer.isGood()) {
                var wrong = CitizenPages.wrong(answer);
                return matter(
                        answer.status(),
                        written,
                        files.left(given, wrong),
                        wrong,
                        pages.sentence(answer),
                        CitizenPages.sameKey(answer, form));
            }
            var entered = new OwnCase(
                    answer.body().path("caseNumber").asText(),
                    answer.body().path("queryCode").asText());
            return Uni.createFrom()
                    .item(pages.to("registered").cookie(visit.keep(entered)).build());
        });
    }

    private Uni<Response> matter(
            int status, Map<String, String> written, Files given, Map<String, String> wrong, String error, String key) {
        var data = new HashMap<String, Object>();
        data.put("values", written);
        data.put("errors", wrong);
        data.put("error", error);
        data.put("key", key);
        data.put("types", choices("type.", TYPES));
        data.put("anonymities", choices("anonymity.", ANONYMITY));
        data.put("bits", check.bits());
        return areas.choices()
                .invoke(choices -> data.put("areas", choices))
                .chain(() -> files.field(given))
                .chain(field -> {
                    data.put("field", field);
                    return pages.show(status, "matter", data);
                });
    }

    private Map<String, String> choices(String prefix, List<String> codes) {
        var choices = new LinkedHashMap<String, String>();
        codes.forEach(code -> choices.put(code, visit.text(prefix + code)));
        return choices;
    }

    @GET
    @Path("/registered")
    public Uni<Response> registered() {
        return visit.opened()
                .map(own -> pages.show(200, "registered", Map.of("number", own.number(), "code", own.code())))
                .orElseGet(() -> pages.go("find"));
    }

    @GET
    @Path("/find")
    public Uni<Response> find() {
        return find(200, Map.of(), null);
    }

    /** Number and code open a case, which the browser keeps sealed for a while. */
    @POST
    @Path("/find")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> open(MultivaluedMap<String, String> form) {
        var written = CitizenPages.written(form, List.of("caseNumber"));
        String code = form.getFirst("code");
        if (!visit.isOfAPage(form, false)) {
            return find(400, written, visit.text("formOver"));
        }
        if (written.isEmpty() || code == null || code.isBlank()) {
            return find(400, written, visit.text("numberAndCode"));
        }
        var own = new OwnCase(written.get("caseNumber").strip(), code.strip());
        return services.intake("cases/status", own.fields(), visit.asker(null)).chain(answer -> {
            if (answer.isGood()) {
                return Uni.createFrom()
                        .item(pages.to("case").cookie(visit.keep(own)).build());
            }
            boolean unknown = answer.status() == 404 || answer.status() == 400;
            return find(answer.status(), written, unknown ? visit.text("notFound") : pages.sentence(answer));
        });
    }

    private Uni<Response> find(int status, Map<String, String> written, String error) {
        var data = new HashMap<String, Object>();
        data.put("values", written);
        data.put("error", error);
        return pages.show(status, "find", data);
    }

    @GET
    @Path("/lost")
    public Uni<Response> lost() {
        return lost(200, Map.of(), Map.of(), null);
    }

    /** The answer is the same whether number and telephone belong together or not. */
    @POST
    @Path("/lost")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> askAgain(MultivaluedMap<String, String> form) {
        var written = CitizenPages.written(form, List.of("caseNumber", "phone"));
        return visit.isOfAPage(form, false)
                ? services.intake("query-codes", written, visit.asker(null))
                        .chain(answer -> answer.isGood()
                                ? pages.say(200, "codeSent")
                                : lost(answer.status(), written, CitizenPages.wrong(answer), pages.sentence(answer)))
                : lost(400, written, Map.of(), visit.text("formOver"));
    }

    private Uni<Response> lost(int status, Map<String, String> written, Map<String, String> wrong, String error) {
        var data = new HashMap<String, Object>();
        data.put("values", written);
        data.put("errors", wrong);
        data.put("error", error);
        return pages.show(status, "lost", data);
    }
}
