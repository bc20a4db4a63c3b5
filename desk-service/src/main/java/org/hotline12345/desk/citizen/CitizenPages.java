package org.hotline12345.desk.citizen;

import io.quarkus.qute.Engine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.desk.citizen.CitizenServices.Answer;

/** Shows pages to citizens, leads from one to another, and says what a service refused. */
@RequestScoped
class CitizenPages {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri"
                    + " 'none'; frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff");

    private static final int SERVER_ERROR = 500;

    private final Engine engine;
    private final Visit visit;

    CitizenPages(Engine engine, Visit visit) {
        this.engine = engine;
        this.visit = visit;
    }

    /**
     * A page.
     *
     * @param name of its template
     */
    Uni<Response> show(int status, String name, Map<String, ?> data) {
        String asked = visit.languageAsked();
        var page = engine.getTemplate("citizen/" + name + ".html").instance();
        data.forEach(page::data);
        page.data("t", visit.texts())
                .data("query", asked.isEmpty() ? "" : "?" + asked)
                .data("other", "?lang=" + (visit.language().equals("en") ? "zh" : "en"))
                .data("mark", visit.mark(false))
                .data("caseMark", visit.mark(true))
                .data("key", Objects.requireNonNullElseGet(data.get("key"), UUID::randomUUID));
        return Uni.createFrom()
                .completionStage(page::renderAsync)
                .map(html -> headed(Response.status(status).entity(html).type(MediaType.TEXT_HTML + ";charset=UTF-8"))
                        .header("Content-Language", visit.language())
                        .build());
    }

    /** One sentence as a page. */
    Uni<Response> say(int status, String key) {
        return show(status, "said", Map.of("words", visit.text(key)));
    }

    /** Leads to a page; more may be added to the answer. */
    Response.ResponseBuilder to(String page, String... query) {
        String address = "/citizen" + (page.isEmpty() ? "" : "/" + page);
        String more = Stream.concat(Stream.of(query), Stream.of(visit.languageAsked()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return headed(Response.seeOther(URI.create(address + (more.isEmpty() ? "" : "?" + more))));
    }

    /** The same as an answer. */
    Uni<Response> go(String page, String... query) {
        return Uni.createFrom().item(to(page, query).build());
    }

    private static Response.ResponseBuilder headed(Response.ResponseBuilder response) {
        HEADERS.forEach(response::header);
        return response;
    }

    /** What was written in these fields; nothing of a field that was left empty. */
    static Map<String, String> written(MultivaluedMap<String, String> form, List<String> names) {
        var values = new LinkedHashMap<String, String>();
        names.forEach(name -> {
            String value = form.getFirst(name);
            if (value != null && !value.isBlank()) {
                values.put(name, value.replace("\r\n", "\n"));
            }
        });
        return values;
    }

    /**
     * The key of the form that is shown again: the one that was sent where nobody knows whether the service has taken the form, so that it
     * takes it once. Null: a new one.
     */
    static String sameKey(Answer answer, MultivaluedMap<String, String> form) {
        return answer.status() >= SERVER_ERROR ? form.getFirst("key") : null;
    }

    /** What is wrong, by field. */
    static Map<String, String> wrong(Answer answer) {
        var wrong = new HashMap<String, String>();
        answer.body()
                .path("violations")
                .forEach(one -> wrong.putIfAbsent(
                        one.path("field").asText(), one.path("message").asText()));
        return wrong;
    }

    /** What went wrong, in one sentence. */
    String sentence(Answer answer) {
        return visit.text(
                switch (answer.status()) {
                    case 400 -> "seeFields";
                    case 409 -> "notNow";
                    case 429 -> "tooMany";
                    default -> "away";
                });
    }
}
