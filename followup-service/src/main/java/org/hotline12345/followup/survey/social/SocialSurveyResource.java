package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
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
     * @param byAgents True: agents of the centre call the citizens; false if left out.
     */
    public record SurveyInput(
            @Words(max = MAX_TEXT) String title,
            @Words(max = MAX_TEXT) String surveyor,
            LocalDate from,
            LocalDate to,

            @NotNull @Range(min = 1, max = MAX_SIZE, message = "{violation.range}")
            Integer size,

            @Size(max = MAX_TEXT) String seed,
            Boolean byAgents)
            implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(
                    from != null
                            && to != null
                            && !to.isBefore(from)
                            && !from.plusDays(MAX_DAYS).isBefore(to),
                    "from",
                    "violation.period",
                    MAX_DAYS);
        }
    }

    /**
     * A survey with what came of it.
     *
     * @param byAgents Whether agents of the centre call the citizens.
     * @param unreached Whom they could not ask and call no more.
     */
    public record SurveyView(
            UUID id,
            String title,
            String surveyor,
            LocalDate from,
            LocalDate to,
            int size,
            String seed,
            int drawn,
            int answered,
            boolean byAgents,
            int unreached) {}

    /**
     * An answer that a person enters.
     *
     * @param number Number in the sample.
     * @param answer What the citizen said.
     */
    public record EnteredInput(
            @NotNull Integer number, @NotNull AnswerInput answer) {}

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

    private final SampleSheet sheet;
    private final TakeSurveyAnswer answers;
    private final Idempotency idempotency;
    private final SocialSurveyStore surveys;
    private final Caller caller;
    private final Clock clock;

    public SocialSurveyResource(
            SampleSheet sheet,
            TakeSurveyAnswer answers,
            Idempotency idempotency,
            SocialSurveyStore surveys,
            Caller caller,
            Clock clock) {
        this.sheet = sheet;
        this.answers = answers;
        this.idempotency = idempotency;
        this.surveys = surveys;
        this.caller = caller;
        this.clock = clock;
    }

    /** All surveys, the latest first. */
    @GET
    public Uni<Page<SurveyView>> list() {
        return surveys.all().map(surveys -> new Page<>(surveys, null));
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
    @RequestHeaders(Name.KEY)
    public Uni<Response> create(@NotNull @Valid SurveyInput input) {
        String by = caller.subject();
        return idempotency.run(
                input,
                session -> surveys.draw(session, input, by, clock.instant())
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
        caller.requireOffice();
        return found(id)
                .chain(survey -> surveys.sample(id).chain(rows -> sheet.write(rows, "社会调查 " + survey.title())))
                .map(file -> Response.ok(file, CSV + ";charset=UTF-8")
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
    @RequestHeaders(Name.KEY)
    public Uni<Response> enter(@RestPath UUID id, @NotNull @Valid EnteredInput input) {
        return answers.enter(id, input);
    }

    /** The answers as a file, with the column number and those of the answer sheet; right rows are taken, wrong ones named. */
    @POST
    @Path("/{id}/answers/import")
    @Consumes({CSV, "text/plain"})
    public Uni<ImportView> importCsv(@RestPath UUID id, String file) {
        List<AnswerSheet.Line> lines = AnswerSheet.read(file == null ? "" : file, "number", "satisfaction");
        var all = answers.takeAll(id, lines);
        return found(id).chain(() -> all);
    }

    private Uni<SurveyView> found(UUID id) {
        return surveys.find(id).invoke(survey -> {
            if (survey == null) {
                throw Problem.notFound();
            }
        });
    }
}
