package org.hotline12345.assessment.sampling;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.Samples.Drawing;
import org.hotline12345.assessment.sampling.Samples.Finding;
import org.hotline12345.assessment.sampling.Samples.Item;
import org.hotline12345.assessment.sampling.Samples.Plan;
import org.hotline12345.assessment.sampling.model.Method;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Samples for supervision, and what was found (督查). */
@Path("/api/v1/sample-plans")
@Tag(name = "sample-plans")
@RolesAllowed({Roles.EVALUATOR, Roles.SUPERVISOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SamplePlanResource {
    private static final int MOST_PER_UNIT = 500;
    private static final int MOST_NAMED = 1_000;

    private final Samples samples;
    private final ReportingPeriods periods;
    private final Idempotency idempotency;
    private final Caller caller;

    SamplePlanResource(Samples samples, ReportingPeriods periods, Idempotency idempotency, Caller caller) {
        this.periods = periods;
        this.samples = samples;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * What is to be drawn.
     *
     * @param period Of the rounds finished in this period.
     * @param seed The same seed draws the same sample of the same rounds; made by chance if left out.
     * @param perUnit So many of each unit, or all it has.
     * @param units Of these units only; absent: of all.
     * @param excludedCases Cases left out, by their ids.
     * @param excludedCaseNumbers Cases left out, by their numbers.
     */
    public record SampleInput(
            @NotBlank @Size(max = 100) String name,
            @NotBlank String period,
            @NotNull Method method,
            @Size(max = 100) String seed,
            @NotNull @Min(1) @Max(MOST_PER_UNIT) Integer perUnit,
            @Size(max = MOST_NAMED) List<@NotBlank String> units,
            @Size(max = MOST_NAMED) List<@NotBlank String> excludedUnits,
            @Size(max = MOST_NAMED) List<@NotNull UUID> excludedCases,
            @Size(max = MOST_NAMED) List<@NotBlank String> excludedCaseNumbers) {}

    /** A plan that was drawn. */
    public record PlanView(
            UUID planId,
            String name,
            String period,
            Method method,
            String methodName,
            String seed,
            int perUnit,
            List<String> units,
            List<String> excludedUnits,
            List<UUID> excludedCases,
            int drawn,
            String drawnBy,
            OffsetDateTime drawnAt) {}

    /** A round that was drawn. */
    public record ItemView(
            int number, String unit, UUID caseId, String caseNumber, UUID workOrderId, OffsetDateTime finishedAt) {}

    /**
     * What was found.
     *
     * @param number Number in the sample; absent: it is about no single case of it, and names its unit.
     */
    public record FindingInput(
            @Min(1) Integer number,
            String unit,
            @NotNull Severity severity,
            @NotBlank @Size(max = 4_000) String text) {}

    /** A finding; {@code rectificationId} is the order that was made of it. */
    public record FindingView(
            UUID findingId,
            Integer number,
            String unit,
            Severity severity,
            String severityName,
            String text,
            String foundBy,
            OffsetDateTime foundAt,
            UUID rectificationId) {}

    @POST
    @RolesAllowed(Roles.EVALUATOR)
    @Operation(
            summary = "Draws a sample of the finished rounds of a period, so many of each unit",
            description = "Who refused contact is not drawn where the citizen is spoken to.")
    public Uni<Response> draw(@HeaderParam("Idempotency-Key") String key, @NotNull @Valid SampleInput input) {
        Period period = periods.read("period", input.period());
        String seed =
                input.seed() == null || input.seed().isBlank() ? UuidV7.next().toString() : input.seed();
        String by = caller.subject();
        return idempotency.run(
                key,
                input,
                session -> samples.draw(
                                session,
                                new Drawing(
                                        input.name(),
                                        period,
                                        input.method(),
                                        seed,
                                        input.perUnit(),
                                        orEmpty(input.units()),
                                        orEmpty(input.excludedUnits()),
                                        orEmpty(input.excludedCases())),
                                orEmpty(input.excludedCaseNumbers()),
                                by)
                        .map(plan -> Response.created(URI.create("/api/v1/sample-plans/" + plan.id()))
                                .entity(view(plan))
                                .build()));
    }

    @GET
    @Operation(summary = "Samples, the latest first")
    public Uni<Page<PlanView>> list(@BeanParam PageRequest page) {
        return samples.list(page)
                .map(found -> new Page<>(
                        found.items().stream().map(SamplePlanResource::view).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A sample")
    public Uni<PlanView> one(@PathParam("id") UUID id) {
        return samples.find(id).map(SamplePlanResource::view);
    }

    @GET
    @Path("/{id}/items")
    @Operation(summary = "What was drawn")
    public Uni<Page<ItemView>> items(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return samples.items(id, page)
                .map(found -> new Page<>(
                        found.items().stream().map(SamplePlanResource::view).toList(), found.next()));
    }

    @POST
    @Path("/{id}/findings")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.KEY)
    @Operation(summary = "Writes down what was found")
    public Uni<Response> note(@PathParam("id") UUID id, @NotNull @Valid FindingInput input) {
        String by = caller.subject();
        return idempotency.run(
                input,
                session -> samples.note(session, id, input.number(), input.unit(), input.severity(), input.text(), by)
                        .map(finding -> Response.status(Response.Status.CREATED)
                                .entity(view(finding))
                                .build()));
    }

    @GET
    @Path("/{id}/findings")
    @Operation(summary = "What was found")
    public Uni<Page<FindingView>> findings(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return samples.findings(id, page)
                .map(found -> new Page<>(
                        found.items().stream().map(SamplePlanResource::view).toList(), found.next()));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    private static PlanView view(Plan plan) {
        return new PlanView(
                plan.id(),
                plan.name(),
                plan.period(),
                plan.method(),
                plan.method().chinese(),
                plan.seed(),
                plan.perUnit(),
                plan.units(),
                plan.excludedUnits(),
                plan.excludedCases(),
                plan.drawn(),
                plan.drawnBy(),
                ShanghaiTime.of(plan.drawnAt()));
    }

    private static ItemView view(Item item) {
        return new ItemView(
                item.number(),
                item.unit(),
                item.caseId(),
                item.caseNumber(),
                item.workOrderId(),
                ShanghaiTime.of(item.finishedAt()));
    }

    private static FindingView view(Finding finding) {
        return new FindingView(
                finding.id(),
                finding.number(),
                finding.unit(),
                finding.severity(),
                finding.severity().chinese(),
                finding.text(),
                finding.foundBy(),
                ShanghaiTime.of(finding.foundAt()),
                finding.rectificationId());
    }
}
