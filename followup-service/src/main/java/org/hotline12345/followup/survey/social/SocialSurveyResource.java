package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.callback.AnswerSheet;
import org.hotline12345.followup.channel.ContactUnavailable;
import org.jboss.resteasy.reactive.RestPath;

/** The sampled social survey by a third party, 社会调查: drawn here, asked elsewhere, imported or entered. */
@Path("/api/v1/social-surveys")
@RolesAllowed(Roles.EVALUATOR)
public class SocialSurveyResource {
    private static final int MAX_SIZE = 5000;
    private static final int MAX_DAYS = 400;
    private static final int MAX_TEXT = 200;
    private static final String CSV = "text/csv";
    private static final ProblemType NO_CONTACT_DATA = new ProblemType("contact-unavailable", 503);

    /**
     * A survey to be drawn.
     *
     * @param surveyor Who asks.
     * @param from First day of the replies asked about.
     * @param to Last day.
     * @param size How many citizens at most.
     * @param seed Any text: the same seed draws the same sample of the same cases; made by chance if left out.
     */
    public record SurveyInput(String title, String surveyor, LocalDate from, LocalDate to, Integer size, String seed) {}

    /** A survey with what came of it. */
    public record SurveyView(
            UUID id,
            String title,
            String surveyor,
            LocalDate from,
            LocalDate to,
            int size,
            String seed,
            int drawn,
            int answered) {}

    /**
     * An answer that a person enters.
     *
     * @param number Number in the sample.
     * @param answer What the citizen said.
     */
    public record EnteredInput(Integer number, AnswerInput answer) {}

    /**
     * What became of a file.
     *
     * @param taken Answers taken, corrections among them.
     * @param corrected Corrections.
     * @param refused Rows that were not taken, and why.
     */
    public record ImportView(int taken, int corrected, List<RefusedRow> refused) {}

    /** A row that was not taken. */
    public record RefusedRow(int line, String field, String why) {}

    private final DrawSample draw;
    private final TakeSurveyAnswer answers;
    private final Idempotency idempotency;
    private final SocialSurveyQueries queries;
    private final Caller caller;
    private final Clock clock;

    public SocialSurveyResource(
            DrawSample draw, TakeSurveyAnswer answers, Idempotency idempotency, SocialSurveyQueries queries, Caller caller, Clock clock) {
        this.draw = draw;
        this.answers = answers;
        this.idempotency = idempotency;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** All surveys, the latest first. */
    @GET
    public Uni<Page<SurveyView>> list() {
        return queries.all().map(surveys -> new Page<>(surveys, null));
    }

    /** Draws a sample: at random, a citizen once, nobody who refused contact or hides from the unit. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SurveyView.class)))
    public Uni<Response> create(@HeaderParam("Idempotency-Key") String key, SurveyInput input) {
        check(input);
        String by = caller.subject();
        return idempotency.run(
                key,
                input,
                session -> draw.draw(session, input, by, clock.instant())
                        .map(survey -> Response.created(URI.create("/api/v1/social-surveys/" + survey.id()))
                                .entity(survey)
                                .build()));
    }

    @GET
    @Path("/{id}")
    public Uni<SurveyView> get(@RestPath UUID id) {
        return found(id);
    }

    /** The sample for whoever asks: telephone numbers are read from intake and logged there, and are not kept here. */
    @GET
    @Path("/{id}/sample")
    @Produces(CSV)
    public Uni<Response> sample(@RestPath UUID id) {
        return found(id)
                .chain(survey ->
                        draw.sample(id).chain(rows -> draw.withContacts(rows, "社会调查 " + survey.title())))
                .map(list -> Response.ok(AnswerSheet.write(DrawSample.HEAD, list), CSV + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sample-" + id + ".csv\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .onFailure(ContactUnavailable.class)
                .transform(failure -> Problem.of(NO_CONTACT_DATA).header("Retry-After", "60"));
    }

    /** A person enters an answer. */
    @POST
    @Path("/{id}/answers")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TakeSurveyAnswer.TakenView.class)))
    public Uni<Response> enter(@RestPath UUID id, @HeaderParam("Idempotency-Key") String key, EnteredInput input) {
        if (input == null || input.number() == null) {
            throw Problem.invalid("number", "violation.required");
        }
        if (input.answer() == null) {
            throw Problem.invalid("answer", "violation.required");
        }
        String by = caller.subject();
        return idempotency.run(
                key,
                input,
                session -> answers.take(session, id, input.number(), input.answer(), by, clock.instant())
                        .map(taken -> Response.ok(taken).build()));
    }

    /** The answers as a file, with the column number and those of the answer sheet; right rows are taken, wrong ones named. */
    @POST
    @Path("/{id}/answers/import")
    @Consumes({CSV, "text/plain"})
    public Uni<ImportView> importCsv(@RestPath UUID id, String file) {
        List<AnswerSheet.Line> lines = AnswerSheet.read(file == null ? "" : file, "number", "satisfaction");
        String by = caller.subject();
        return found(id).chain(() -> answers.takeAll(id, lines, by, clock.instant()));
    }

    private Uni<SurveyView> found(UUID id) {
        return queries.find(id).invoke(survey -> {
            if (survey == null) {
                throw Problem.notFound();
            }
        });
    }

    private static void check(SurveyInput input) {
        var violations = new ArrayList<Violation>();
        if (input == null) {
            throw Problem.invalid("title", "violation.required");
        }
        text(violations, "title", input.title());
        text(violations, "surveyor", input.surveyor());
        if (input.from() == null
                || input.to() == null
                || input.to().isBefore(input.from())
                || input.from().plusDays(MAX_DAYS).isBefore(input.to())) {
            violations.add(Violation.of("from", "violation.period", MAX_DAYS));
        }
        if (input.size() == null || input.size() < 1 || input.size() > MAX_SIZE) {
            violations.add(Violation.of("size", "violation.range", 1, MAX_SIZE));
        }
        if (input.seed() != null && input.seed().length() > MAX_TEXT) {
            violations.add(Violation.of("seed", "violation.Size", 0, MAX_TEXT));
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }

    private static void text(List<Violation> violations, String field, String text) {
        if (text == null || text.isBlank() || text.length() > MAX_TEXT) {
            violations.add(Violation.of(field, "violation.Size", 1, MAX_TEXT));
        }
    }
}
