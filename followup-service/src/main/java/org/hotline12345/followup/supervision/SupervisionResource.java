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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.followup.cases.model.Supervision;
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

    private final Supervise supervise;
    private final SupervisionQueries queries;
    private final NoticePages pages;
    private final Caller caller;
    private final OfficeCopy office;
    private final Clock clock;

    public SupervisionResource(
            Supervise supervise,
            SupervisionQueries queries,
            NoticePages pages,
            Caller caller,
            OfficeCopy office,
            Clock clock) {
        this.supervise = supervise;
        this.queries = queries;
        this.pages = pages;
        this.caller = caller;
        this.office = office;
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
    @RequestHeaders(Name.KEY)
    public Uni<Response> open(@Context UriInfo uri, @NotNull @Valid OrderInput input) {
        caller.requireOffice();
        String order = masked(input.order());
        return supervise.open(input.workOrderId(), input, order, input.dueWorkingDays(), uri.getBaseUri());
    }

    /**
     * Supervisions by state and unit, the earliest due first. A unit's people see their own unit's, and as the unit above those of the
     * units directly below it that were raised.
     */
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
        Instant notified = caller.isOfOffice() ? null : now;
        SupervisionState wanted = state == null ? SupervisionState.OPEN : state;
        List<String> below = ofUnit == null ? List.of() : office.directlyBelow(ofUnit);
        return queries.list(wanted, ofUnit, below, notified, now, page);
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
        return seen(id).map(found -> Command.ok(SupervisionView.of(found, clock.instant(), caller), found.version()));
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
        return seen(id).chain(order -> queries.course(order)
                .chain(course -> queries.ofCase(id)
                        .chain(matter -> pages.supervision(
                                order,
                                matter,
                                course.stream()
                                        .map(step -> new NoticePages.Step(
                                                step.step().name(),
                                                step.text(),
                                                step.by(),
                                                step.at().toInstant()))
                                        .toList(),
                                Language.of(accepted)))));
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
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> feedback(@RestPath UUID id, @NotNull @Valid FeedbackInput input) {
        return supervise.report(id, input, masked(input.text()));
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
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> raise(@RestPath UUID id, @NotNull @Valid RaiseInput input) {
        String note = masked(input.note());
        return supervise.raise(id, input, note, input.dueWorkingDays());
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
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> close(@RestPath UUID id, @NotNull @Valid CloseInput input) {
        return supervise.close(id, input, masked(input.finding()));
    }

    private Uni<Supervision> seen(UUID id) {
        return queries.find(id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(found -> Supervise.requireSeen(caller, found, clock.instant()));
    }

    private static String masked(String text) {
        return Masking.official(text.strip());
    }
}
