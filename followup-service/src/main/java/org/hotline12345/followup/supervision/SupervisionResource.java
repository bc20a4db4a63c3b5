package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.notice.NoticePages;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Supervision, 督办: opened by a supervisor or by itself, reported on by the unit, raised, closed with a finding. */
@Path("/api/v1/supervisions")
public class SupervisionResource {
    private static final int MAX_TEXT = 2000;
    private static final int MAX_DAYS = 60;
    private static final String DAYS = "{violation.supervision.days}";

    /**
     * An order.
     *
     * @param order The order in words.
     * @param dueWorkingDays How many working days the unit has to report.
     */
    public record OrderInput(
            @NotNull UUID workOrderId,
            @Words(max = MAX_TEXT) String order,

            @NotNull @Range(min = 1, max = MAX_DAYS, message = DAYS)
            Integer dueWorkingDays) {}

    /** A unit's report. */
    public record FeedbackInput(@Words(max = MAX_TEXT) String text) {}

    /**
     * Why it is raised.
     *
     * @param note Why.
     * @param dueWorkingDays How many working days the unit has to report anew; as the policy says if it is missing.
     */
    public record RaiseInput(
            @Words(max = MAX_TEXT) String note,

            @Range(min = 1, max = MAX_DAYS, message = DAYS) Integer dueWorkingDays) {}

    /** The course of a supervision. */
    public record Course(List<SupervisionQueries.StepView> items, String next) {}

    /** The finding. */
    public record CloseInput(@Words(max = MAX_TEXT) String finding) {}

    private final Idempotency idempotency;
    private final Supervise supervise;
    private final SupervisionQueries queries;
    private final NoticePages pages;
    private final Caller caller;
    private final Clock clock;

    public SupervisionResource(
            Idempotency idempotency,
            Supervise supervise,
            SupervisionQueries queries,
            NoticePages pages,
            Caller caller,
            Clock clock) {
        this.idempotency = idempotency;
        this.supervise = supervise;
        this.queries = queries;
        this.pages = pages;
        this.caller = caller;
        this.clock = clock;
    }

    /** A supervisor opens supervision. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> open(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid OrderInput input) {
        String order = masked(input.order());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> supervise
                        .open(session, input.workOrderId(), order, input.dueWorkingDays(), cause)
                        .map(view -> Response.created(URI.create("/api/v1/supervisions/" + view.id()))
                                .header(HttpHeaders.ETAG, ETags.tag(view.version()))
                                .entity(view)
                                .build()));
    }

    /** Supervisions by state and unit, the earliest due first. A unit's people see their own unit's. */
    @GET
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<SupervisionView>> list(
            @RestQuery SupervisionState state, @RestQuery String unit, @BeanParam PageRequest page) {
        Instant now = clock.instant();
        String ofUnit = caller.unitAskedFor(unit);
        Instant notified = caller.hasAny(Roles.OF_OFFICE) ? null : now;
        SupervisionState wanted = state == null ? SupervisionState.OPEN : state;
        return queries.list(wanted, ofUnit, notified, now, page);
    }

    /** A supervision. */
    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Response> get(@RestPath UUID id) {
        return seen(id).map(SupervisionResource::answer);
    }

    /** Its course: the order, each report, each raising, the finding. */
    @GET
    @Path("/{id}/course")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Course> course(@RestPath UUID id) {
        return seen(id).chain(queries::course).map(steps -> new Course(steps, null));
    }

    /** The order as a page to be printed, 督办通知单; of a raised one, 提级督办通知单. */
    @GET
    @Path("/{id}/notice")
    @Produces(MediaType.TEXT_HTML)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Response> notice(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted) {
        return seen(id).chain(view -> queries.course(view)
                        .chain(course -> queries.ofCase(id).map(about -> page(view, course, about))))
                .chain(page -> pages.supervision(page, Language.of(accepted)));
    }

    private static NoticePages.Supervision page(
            SupervisionView view, List<SupervisionQueries.StepView> course, SupervisionQueries.OfCase about) {
        return new NoticePages.Supervision(
                view.number(),
                view.unit(),
                view.cause(),
                view.level(),
                view.order(),
                view.dueAt().toInstant(),
                view.openedBy(),
                view.openedAt().toInstant(),
                view.finding(),
                about.caseNumber(),
                about.title(),
                about.registeredAt(),
                about.dispatchedAt(),
                course.stream()
                        .map(step -> new NoticePages.Step(
                                step.step().name(),
                                step.text(),
                                step.by(),
                                step.at().toInstant()))
                        .toList());
    }

    /** The unit reports. */
    @POST
    @Path("/{id}/feedback")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Response> feedback(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid FeedbackInput input) {
        String text = masked(input.text());
        var cause = Cause.at(clock.instant(), caller.subject());
        return change(id, key, ifMatch, input, (session, wanted) -> supervise.report(session, wanted, text, cause));
    }

    /** It goes up a level. */
    @POST
    @Path("/{id}/raise")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> raise(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid RaiseInput input) {
        String note = masked(input.note());
        var cause = Cause.at(clock.instant(), caller.subject());
        return change(
                id,
                key,
                ifMatch,
                input,
                (session, wanted) -> supervise.raise(session, wanted, note, input.dueWorkingDays(), cause));
    }

    /** It ends with a finding. */
    @POST
    @Path("/{id}/close")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> close(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull @Valid CloseInput input) {
        String finding = masked(input.finding());
        var cause = Cause.at(clock.instant(), caller.subject());
        return change(id, key, ifMatch, input, (session, wanted) -> supervise.close(session, wanted, finding, cause));
    }

    private Uni<Response> change(
            UUID id,
            String key,
            String ifMatch,
            Object input,
            BiFunction<Mutiny.Session, Supervise.Wanted, Uni<SupervisionView>> command) {
        return idempotency.run(
                key,
                input,
                session -> queries.find(session, id, clock.instant())
                        .invoke(this::requireSeen)
                        .chain(seen -> command.apply(session, new Supervise.Wanted(seen, ifMatch)))
                        .map(SupervisionResource::answer));
    }

    private Uni<SupervisionView> seen(UUID id) {
        return queries.find(id, clock.instant()).invoke(this::requireSeen);
    }

    /** A unit's people see their own unit's, and not before the unit was told. */
    private void requireSeen(SupervisionView found) {
        if (found == null) {
            throw Problem.notFound();
        }
        if (!caller.hasAny(Roles.OF_OFFICE)) {
            caller.requireUnit(found.unit());
            if (found.notifyAt().toInstant().isAfter(clock.instant())) {
                throw Problem.notFound();
            }
        }
    }

    private static String masked(String text) {
        return Masking.mask(text.strip());
    }

    private static Response answer(SupervisionView view) {
        return Response.ok(view)
                .header(HttpHeaders.ETAG, ETags.tag(view.version()))
                .build();
    }
}
