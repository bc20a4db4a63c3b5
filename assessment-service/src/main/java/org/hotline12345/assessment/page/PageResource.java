package org.hotline12345.assessment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * The evaluation page. What is served here holds no figures and needs no token; its script reads the figures with the
 * viewer's own token, which stays in the browser's session.
 */
@Path("/")
public class PageResource {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    private static final TextBundle TEXTS = TextBundle.of("page");

    private final Template evaluation;
    private final ObjectMapper json;
    private final Clock clock;
    private final Command command;

    public PageResource(@Location("evaluation") Template evaluation, ObjectMapper json, Clock clock, Command command) {
        this.command = command;
        this.evaluation = evaluation;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> root(@QueryParam("lang") String lang) {
        return page(lang);
    }

    @GET
    @Path("/api/v1")
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Uni<Response> underApi(@QueryParam("lang") String lang) {
        return page(lang);
    }

    private Uni<Response> page(String lang) {
        Language language = lang == null || lang.isBlank() ? command.language() : Language.of(lang);
        var words = TEXTS.in(language);
        return evaluation
                .data("lang", language.locale().toLanguageTag())
                .data("other", Text.in(language, "en", "zh"))
                .data("t", words)
                .data("texts", scriptSafe(words))
                .data(
                        "month",
                        YearMonth.from(clock.instant().atZone(ShanghaiTime.ZONE))
                                .toString())
                .createUni()
                .map(html -> Response.ok(html, MediaType.TEXT_HTML + ";charset=UTF-8")
                        .header("Content-Language", language.locale().toLanguageTag())
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .header("Cache-Control", "no-cache")
                        .header("Vary", "Accept-Language")
                        .build());
    }

    private String scriptSafe(Object value) {
        try {
            return json.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
