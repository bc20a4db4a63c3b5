package org.hotline12345.assessment.campaign;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.campaign.Campaign.State;
import org.hotline12345.assessment.campaign.CampaignStore.Status;
import org.hotline12345.assessment.campaign.Campaigns.Opening;
import org.hotline12345.assessment.campaign.model.Plan;
import org.hotline12345.assessment.campaign.model.Plan.Batch;
import org.hotline12345.assessment.campaign.model.Progress;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Campaigns on hot issues (专项整治). */
@Path("/api/v1/campaigns")
@Tag(name = "campaigns")
@RolesAllowed({Roles.EVALUATOR, Roles.SUPERVISOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class CampaignResource {
    private final Campaigns campaigns;
    private final CampaignStore store;
    private final Idempotency idempotency;
    private final Command command;
    private final Caller caller;
    private final Clock clock;

    CampaignResource(
            Campaigns campaigns,
            CampaignStore store,
            Idempotency idempotency,
            Command command,
            Caller caller,
            Clock clock) {
        this.campaigns = campaigns;
        this.store = store;
        this.idempotency = idempotency;
        this.command = command;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * A batch of a plan.
     *
     * @param units Units whose cases are in it; none: those that no other batch names.
     * @param target Percent of its cases to be resolved by its last day.
     */
    public record BatchInput(
            @NotBlank @Size(max = 100) String name,
            @Size(max = 500) List<@NotBlank String> units,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotNull @DecimalMin("0.01") @DecimalMax("100") BigDecimal target) {
        Batch toBatch() {
            return new Batch(name, units == null ? List.of() : units, from, to, target);
        }
    }

    /** Dates, target and batches. */
    public record PlanInput(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotNull @DecimalMin("0.01") @DecimalMax("100") BigDecimal target,
            @Valid List<@NotNull BatchInput> batches) {
        Plan toPlan() {
            return new Plan(
                    from,
                    to,
                    target,
                    batches == null
                            ? List.of()
                            : batches.stream().map(BatchInput::toBatch).toList());
        }
    }

    /** A campaign to be opened. */
    public record CampaignInput(
            @NotNull UUID issueId,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 2_000) String goal,
            String leadUnit,
            @NotNull @Valid PlanInput plan) {}

    /** Why and how it ends. */
    public record Closure(@NotBlank @Size(max = 2_000) String note) {}

    /**
     * How far it is.
     *
     * @param rate Percent of the cases that are resolved; absent without cases.
     */
    public record ProgressView(
            long cases,
            long finished,
            long resolved,
            long overdue,
            BigDecimal rate,
            BigDecimal target,
            Progress.Standing standing) {}

    /** A batch and how far it is. */
    public record BatchView(
            int number, String name, List<String> units, LocalDate from, LocalDate to, ProgressView progress) {}

    /**
     * A campaign and how far it is.
     *
     * @param issueId The issue it is on now: the one it was opened on, or the one of which that became a part.
     */
    public record CampaignView(
            UUID campaignId,
            UUID issueId,
            String issueName,
            String name,
            String goal,
            String leadUnit,
            State state,
            LocalDate from,
            LocalDate to,
            BigDecimal target,
            ProgressView progress,
            List<BatchView> batches,
            String openedBy,
            OffsetDateTime openedAt,
            String closedBy,
            OffsetDateTime closedAt,
            String closingNote,
            int version,
            List<String> allowed) {}

    @POST
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = CampaignView.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> open(@NotNull @Valid CampaignInput input) {
        var opening = new Opening(
                input.issueId(),
                input.name(),
                input.goal(),
                FreeText.given(input.leadUnit()),
                input.plan().toPlan());
        var now = command.now();
        return idempotency.run(
                input,
                session -> campaigns
                        .open(session, opening, now)
                        .map(status -> Command.created(
                                "/api/v1/campaigns/" + status.campaign().id(),
                                view(status),
                                status.campaign().version())));
    }

    @GET
    public Uni<Page<CampaignView>> list(
            @QueryParam("state") State state, @QueryParam("issue") UUID issue, @BeanParam PageRequest page) {
        return store.list(state, issue, page)
                .map(found -> new Page<>(found.items().stream().map(this::view).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = CampaignView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        return campaigns.status(id).map(this::answer);
    }

    @PUT
    @Path("/{id}/plan")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = CampaignView.class, responseCode = "200")
    public Uni<Response> replan(@PathParam("id") UUID id, @NotNull @Valid PlanInput plan) {
        return campaigns.replan(id, plan.toPlan(), command.now()).map(this::answer);
    }

    @POST
    @Path("/{id}/closure")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = CampaignView.class, responseCode = "200")
    public Uni<Response> close(@PathParam("id") UUID id, @NotNull @Valid Closure closure) {
        return campaigns.close(id, closure.note(), command.now()).map(this::answer);
    }

    private Response answer(Status status) {
        return Command.ok(view(status), status.campaign().version());
    }

    private CampaignView view(Status status) {
        Campaign campaign = status.campaign();
        Plan plan = status.plan();
        var batches = new ArrayList<BatchView>();
        for (int i = 0; i < plan.batches().size(); i++) {
            Batch batch = plan.batches().get(i);
            batches.add(new BatchView(
                    i + 1,
                    batch.name(),
                    batch.units(),
                    batch.from(),
                    batch.to(),
                    view(status.batches().get(i), batch.from(), batch.to(), batch.target())));
        }
        return new CampaignView(
                campaign.id(),
                status.issueId(),
                status.issueName(),
                campaign.name,
                campaign.goal,
                campaign.leadUnit,
                campaign.state(),
                plan.from(),
                plan.to(),
                plan.target(),
                view(status.progress(), plan.from(), plan.to(), plan.target()),
                batches,
                campaign.madeBy(),
                Campaign.shown(campaign.madeAt()),
                campaign.closedBy,
                Campaign.shown(campaign.closedAt),
                campaign.closingNote,
                campaign.version(),
                Campaign.STEPS.allowed(campaign.state(), caller));
    }

    private ProgressView view(Progress progress, LocalDate from, LocalDate to, BigDecimal target) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ShanghaiTime.ZONE);
        return new ProgressView(
                progress.cases(),
                progress.finished(),
                progress.resolved(),
                progress.overdue(),
                progress.rate(),
                target,
                progress.standing(from, to, target, today));
    }
}
