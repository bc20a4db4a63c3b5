package org.hotline12345.desk.citizen;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hotline12345.desk.citizen.CitizenFiles.Files;
import org.hotline12345.desk.citizen.Seal.OwnCase;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** The case that a citizen opened by number and code: where it stands, and what can be done about it. */
@Path("/citizen/case")
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class CitizenCaseResource {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneId.of("Asia/Shanghai"));
    /** What is done to the case, by the interface's words for it. */
    private static final Set<String> DEEDS = Set.of("urges", "supplements", "withdrawal");

    private final CitizenServices services;
    private final CitizenPages pages;
    private final Visit visit;
    private final CitizenFiles files;

    CitizenCaseResource(CitizenServices services, CitizenPages pages, Visit visit, CitizenFiles files) {
        this.services = services;
        this.pages = pages;
        this.visit = visit;
        this.files = files;
    }

    /** What is said of the case beside how it stands. */
    private record Said(String done, String error, Map<String, String> written, Files files, String key) {}

    @GET
    public Uni<Response> look(@QueryParam("done") String done) {
        OwnCase own = visit.opened().orElse(null);
        if (own == null) {
            return pages.go("find");
        }
        return services.intake("cases/status", own.fields(), visit.asker(null))
                .chain(answer -> switch (answer.status()) {
                    case 200 ->
                        show(
                                200,
                                answer.body(),
                                new Said(
                                        done != null && DEEDS.contains(done) ? visit.text("done." + done) : null,
                                        null,
                                        Map.of(),
                                        Files.NONE,
                                        null));
                    // the code was made anew meanwhile
                    case 404 ->
                        Uni.createFrom()
                                .item(pages.to("find").cookie(visit.forget()).build());
                    default -> pages.say(answer.status(), answer.status() == 429 ? "tooMany" : "away");
                });
    }

    /** Ends the looking: nothing is left on a machine that others use. */
    @POST
    @Path("/leave")
    public Response leave() {
        return pages.to("").cookie(visit.forget()).build();
    }

    /** Leads to the survey page. */
    @POST
    @Path("/survey")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> survey(MultivaluedMap<String, String> form) {
        OwnCase own = visit.opened().orElse(null);
        if (own == null || !visit.isOfAPage(form, true)) {
            return pages.go("find");
        }
        String asked = visit.languageAsked();
        return services.followup("surveys", own.fields(), visit.asker(null))
                .chain(answer -> answer.isGood()
                        ? Uni.createFrom()
                                .item(Response.seeOther(URI.create(
                                                answer.body().path("path").asText()
                                                        + (asked.isEmpty() ? "" : "?" + asked)))
                                        .build())
                        : pages.say(answer.status(), answer.status() == 409 ? "noSurvey" : "away"));
    }

    /** Urges, adds to the case or takes it back. */
    @POST
    @Path("/{deed}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> act(@PathParam("deed") String deed, MultivaluedMap<String, String> form) {
        return act(deed, new SentForm(form, List.of()));
    }

    /** The same with files: what is added may have some. */
    @POST
    @Path("/{deed}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Uni<Response> actWithFiles(@PathParam("deed") String deed, MultipartFormDataInput form) {
        return act(deed, SentForm.of(form));
    }

    private Uni<Response> act(String deed, SentForm sent) {
        OwnCase own = visit.opened().orElse(null);
        if (own == null || !visit.isOfAPage(sent.fields(), true)) {
            return pages.go("find");
        }
        if (!DEEDS.contains(deed)) {
            return pages.go("case");
        }
        var written = CitizenPages.written(sent.fields(), List.of("text"));
        return files.send(sent)
                .chain(given -> given.wrong().isEmpty()
                        ? act(deed, own, written, given, sent.fields())
                        : showAnew(400, own, said(deed, written, visit.text("seeFields"), given, null)));
    }

    private Uni<Response> act(
            String deed, OwnCase own, Map<String, String> written, Files given, MultivaluedMap<String, String> form) {
        var body = new HashMap<String, Object>(own.fields());
        body.putAll(written);
        if (!given.taken().isEmpty()) {
            body.put("attachments", given.ids());
        }
        return services.intake("cases/" + deed, body, visit.asker(form.getFirst("key")))
                .chain(answer -> {
                    if (answer.isGood()) {
                        return pages.go("case", "done=" + deed);
                    }
                    var wrong = CitizenPages.wrong(answer);
                    String error = wrong.getOrDefault("text", pages.sentence(answer));
                    String key = CitizenPages.sameKey(answer, form);
                    return showAnew(answer.status(), own, said(deed, written, error, files.left(given, wrong), key));
                });
    }

    private static Said said(String deed, Map<String, String> written, String error, Files given, String key) {
        var kept = written.isEmpty() ? Map.<String, String>of() : Map.of(deed, written.get("text"));
        return new Said(null, error, kept, given, key);
    }

    private Uni<Response> showAnew(int status, OwnCase own, Said said) {
        return services.intake("cases/status", own.fields(), visit.asker(null))
                .chain(now -> show(status, now.body(), said));
    }

    private Uni<Response> show(int status, JsonNode found, Said said) {
        var allowed = StreamSupport.stream(found.path("allowed").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        var steps = StreamSupport.stream(found.path("timeline").spliterator(), false)
                .map(step -> Map.of(
                        "at",
                        time(TIME, step.path("at")),
                        "text",
                        step.path("text").asText()))
                .toList();
        var data = new HashMap<String, Object>();
        data.put(
                "it",
                Map.of(
                        "number", found.path("caseNumber").asText(),
                        "status", found.path("statusText").asText(),
                        "registered", time(TIME, found.path("registeredAt")),
                        "due", time(DAY, found.path("dueAt")),
                        "reply", found.path("reply").path("text").asText(""),
                        "replied", time(TIME, found.path("reply").path("at"))));
        data.put("steps", steps);
        data.put("mayUrge", allowed.contains("urges"));
        data.put("maySupplement", allowed.contains("supplements"));
        data.put("mayWithdraw", allowed.contains("withdrawal"));
        data.put("mayRate", found.path("status").asText().equals("REPLIED"));
        data.put("done", said.done());
        data.put("error", said.error());
        data.put("written", said.written());
        data.put("key", said.key());
        return files.field(said.files()).chain(field -> {
            data.put("field", field);
            return pages.show(status, "case", data);
        });
    }

    private static String time(DateTimeFormatter format, JsonNode moment) {
        return moment.isTextual() ? format.format(OffsetDateTime.parse(moment.asText())) : "";
    }
}
