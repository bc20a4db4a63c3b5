package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.rectification.RectificationStore.StepView;
import org.hotline12345.assessment.rectification.Rectifications.Detail;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.OfficialText;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;

/** Orders to put something right by a date (限期整改). A unit sees its own and those of its subordinates. */
@Path("/api/v1/rectifications")
@Tag(name = "rectifications")
@RolesAllowed({
    Roles.EVALUATOR,
    Roles.SUPERVISOR,
    Roles.OFFICE_LEADER,
    Roles.UNIT_HANDLER,
    Roles.UNIT_REVIEWER,
    Roles.UNIT_LEADER
})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RectificationResource {
    private static final int MOST_DAYS = 250;
    private static final int USUAL_DAYS = 5;

    private final Rectifications rectifications;
    private final Idempotency idempotency;
    private final Command command;
    private final Caller caller;
    private final OfficeCopy office;
    private final Clock clock;

    RectificationResource(
            Rectifications rectifications,
            Idempotency idempotency,
            Command command,
            Caller caller,
            OfficeCopy office,
            Clock clock) {
        this.rectifications = rectifications;
        this.idempotency = idempotency;
        this.command = command;
        this.caller = caller;
        this.office = office;
        this.clock = clock;
    }

    /**
     * An order.
     *
     * @param unit The unit; absent: that of the finding.
     * @param findingId Finding of a sample. May be absent.
     * @param workingDays By the close of this working day after today.
     */
    public record OrderInput(
            String unit,
            UUID findingId,
            @OfficialText @NotBlank @Size(max = 4_000) String text,
            @NotNull @Min(1) @Max(MOST_DAYS) Integer workingDays) {}

    /** What the unit did. */
    public record ReportInput(
            @OfficialText @NotBlank @Size(max = 4_000) String text) {}

    /**
     * Whether it was put right.
     *
     * @param workingDays Working days for another try if it was not; absent: five.
     */
    public record VerificationInput(
            @NotNull Boolean fulfilled,
            @OfficialText @NotBlank @Size(max = 4_000) String comment,
            @Min(1) @Max(MOST_DAYS) Integer workingDays) {}

    /** Why it is open again. */
    public record ReopeningInput(
            @OfficialText @NotBlank @Size(max = 4_000) String reason,
            @NotNull @Min(1) @Max(MOST_DAYS) Integer workingDays) {}

    /** An order; its steps are absent in lists. */
    public record RectificationView(
            UUID rectificationId,
            UUID findingId,
            String unit,
            String text,
            RectificationState state,
            String stateName,
            OffsetDateTime dueAt,
            boolean overdue,
            int reopened,
            String orderedBy,
            OffsetDateTime orderedAt,
            String reportedBy,
            OffsetDateTime reportedAt,
            List<StepView> steps,
            int version,
            List<String> allowed) {}

    @POST
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = RectificationView.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> order(@NotNull @Valid OrderInput input) {
        var now = command.now();
        String unit = FreeText.given(input.unit());
        return rectifications
                .ready()
                .chain(() -> idempotency.run(
                        input,
                        session -> rectifications
                                .order(session, input.findingId(), unit, input.text(), input.workingDays(), now)
                                .map(detail -> Command.created(
                                        "/api/v1/rectifications/"
                                                + detail.order().id(),
                                        view(detail.order(), detail.steps()),
                                        detail.order().version()))));
    }

    @GET
    public Uni<Page<RectificationView>> list(
            @QueryParam("unit") String unit,
            @QueryParam("state") RectificationState state,
            @QueryParam("overdue") Boolean overdue,
            @BeanParam PageRequest page) {
        String asked = caller.unitAskedFor(FreeText.given(unit));
        Collection<String> units = asked == null ? null : office.withSubordinates(asked);
        return rectifications
                .list(units, state, overdue, page)
                .map(found -> new Page<>(
                        found.items().stream().map(order -> view(order, null)).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = RectificationView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        return rectifications.detail(id).map(detail -> {
            caller.requireUnitOr(detail.order().unit, Roles.EVALUATOR, Roles.SUPERVISOR, Roles.OFFICE_LEADER);
            return answer(detail);
        });
    }

    @POST
    @Path("/{id}/report")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = RectificationView.class, responseCode = "200")
    public Uni<Response> report(@PathParam("id") UUID id, @NotNull @Valid ReportInput input) {
        return rectifications
                .report(id, input.text(), ownUnits(), command.now())
                .map(this::answer);
    }

    @POST
    @Path("/{id}/verify")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = RectificationView.class, responseCode = "200")
    public Uni<Response> verify(@PathParam("id") UUID id, @NotNull @Valid VerificationInput input) {
        int days = input.workingDays() == null ? USUAL_DAYS : input.workingDays();
        return rectifications
                .verify(id, input.fulfilled(), input.comment(), days, ownUnits(), command.now())
                .map(this::answer);
    }

    @POST
    @Path("/{id}/reopening")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = RectificationView.class, responseCode = "200")
    public Uni<Response> reopen(@PathParam("id") UUID id, @NotNull @Valid ReopeningInput input) {
        return rectifications
                .reopen(id, input.reason(), input.workingDays(), command.now())
                .map(this::answer);
    }

    private Collection<String> ownUnits() {
        return caller.unit() == null ? List.of() : office.withSubordinates(caller.unit());
    }

    private Response answer(Detail detail) {
        return Command.ok(view(detail.order(), detail.steps()), detail.order().version());
    }

    private RectificationView view(Rectification order, List<StepView> steps) {
        return new RectificationView(
                order.id(),
                order.findingId,
                order.unit,
                order.text,
                order.state(),
                order.state().words().zh(),
                Rectification.shown(order.dueAt),
                order.state() == RectificationState.ORDERED
                        && order.dueAt.toInstant().isBefore(clock.instant()),
                order.reopened,
                order.madeBy(),
                Rectification.shown(order.madeAt()),
                order.reportedBy,
                Rectification.shown(order.reportedAt),
                steps,
                order.version(),
                allowed(order));
    }

    /** What the caller may do: whoever reported it does not verify it, and a unit reports on what was ordered from it. */
    private List<String> allowed(Rectification order) {
        var units = ownUnits();
        boolean may = switch (order.state()) {
            case ORDERED -> units.contains(order.unit);
            case REPORTED -> order.mayBeVerifiedBy(caller.subject(), units);
            case FULFILLED -> true;
        };
        return may ? Rectification.STEPS.allowed(order.state(), caller) : List.of();
    }
}
