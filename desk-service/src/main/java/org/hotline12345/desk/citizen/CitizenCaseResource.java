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
import org.hotline12345.desk.citizen.Seal.OwnCase;

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

    CitizenCaseResource(CitizenServices services, CitizenPages pages, Visit visit) {
        this.services = services;
        this.pages = pages;
        this.visit = visit;
    }

    /** What is said of the case beside how it stands. */
    private record Said(String done, String error, Map<String, String> written, String key) {}

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
        OwnCase own = visit.opened().orElse(null);
        if (own == null || !visit.isOfAPage(form, true)) {
            return pages.go("find");
        }
        if (!DEEDS.contains(deed)) {
            return pages.go("case");
        }
        var written = CitizenPages.written(form, List.of("text"));
        var body = new HashMap<String, String>(own.fields());
        body.putAll(written);
        return services.intake("cases/" + deed, body, visit.asker(form.getFirst("key")))
                .chain(answer -> {
                    if (answer.isGood()) {
                        return pages.go("case", "done=" + deed);
                    }
                    String error = CitizenPages.wrong(answer).getOrDefault("text", pages.sentence(answer));
                    var kept = written.isEmpty() ? Map.<String, String>of() : Map.of(deed, written.get("text"));
                    return services.intake("cases/status", own.fields(), visit.asker(null))
                            .chain(now -> show(
                                    answer.status(),
                                    now.body(),
                                    new Said(null, error, kept, CitizenPages.sameKey(answer, form))));
                });
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
        return pages.show(status, "case", data);
    }

    private static String time(DateTimeFormatter format, JsonNode moment) {
        return moment.isTextual() ? format.format(OffsetDateTime.parse(moment.asText())) : "";
    }
}
