package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.Exclusions;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Decisions of the office that change scores beside the facts: points taken off by hand, and cases left out. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ScoreChangeResource {
    private static final int MOST_CASES = 10_000;

    private final HandDeductions deductions;
    private final DeductionQueries standingDeductions;
    private final ExcludeCases exclusions;
    private final ExclusionQueries standingExclusions;
    private final ChangeScores changes;
    private final Command command;
    private final ReportingPeriods periods;
    private final CaseSight sight;

    public ScoreChangeResource(
            HandDeductions deductions,
            DeductionQueries standingDeductions,
            ExcludeCases exclusions,
            ExclusionQueries standingExclusions,
            ChangeScores changes,
            Command command,
            ReportingPeriods periods,
            CaseSight sight) {
        this.deductions = deductions;
        this.standingDeductions = standingDeductions;
        this.exclusions = exclusions;
        this.standingExclusions = standingExclusions;
        this.changes = changes;
        this.command = command;
        this.periods = periods;
        this.sight = sight;
    }

    /** Points to be taken off; without a rule set the default one is meant. */
    public record Deduction(
            @NotBlank String unit,
            String ruleSet,
            @NotNull @Positive BigDecimal points,
            @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * Cases to be left out.
     *
     * @param caseIds The cases, by id. May be absent.
     * @param caseNumbers The same by number. May be absent.
     * @param item From which item; absent: from all.
     * @param ruleSet Of which rule set's scores; absent: of the default one.
     */
    public record ExclusionBody(
            @Size(max = MOST_CASES) List<@NotNull UUID> caseIds,
            @Size(max = MOST_CASES) List<@NotBlank String> caseNumbers,
            String item,
            String ruleSet,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Why a decision is taken back. */
    public record Withdrawal(
            String ruleSet, @NotBlank @Size(max = 2_000) String reason) {}

    /** A deduction that stands. */
    public record DeductionView(UUID id, String unit, BigDecimal points, String reason, String by, OffsetDateTime at) {
        static DeductionView of(String unit, UnitSheet.Deducted deducted) {
            return new DeductionView(
                    deducted.id(),
                    unit,
                    deducted.points(),
                    deducted.reason(),
                    deducted.by(),
                    ShanghaiTime.of(deducted.at()));
        }
    }

    @GET
    @Path("/{period}/deductions")
    public Uni<Page<DeductionView>> deductions(
            @PathParam("period") String period, @QueryParam("ruleSet") String ruleSet) {
        return standingDeductions
                .standing(scores(period, ruleSet))
                .map(byUnit -> new Page<>(
                        byUnit.entrySet().stream()
                                .flatMap(entry -> entry.getValue().stream()
                                        .map(deducted -> DeductionView.of(entry.getKey(), deducted)))
                                .toList(),
                        null));
    }

    @POST
    @Path("/{period}/deductions")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = DeductionView.class, responseCode = "201")
    public Uni<Response> deduct(@PathParam("period") String period, @NotNull @Valid Deduction deduction) {
        return deductions
                .deduct(
                        scores(period, deduction.ruleSet()),
                        deduction.unit(),
                        deduction.points(),
                        deduction.reason(),
                        command.now())
                .map(deducted -> Response.status(Response.Status.CREATED)
                        .entity(DeductionView.of(deduction.unit(), deducted))
                        .build());
    }

    @POST
    @Path("/{period}/deductions/{id}/withdrawal")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponse(responseCode = "204", description = "无内容 No content")
    public Uni<Response> withdrawDeduction(
            @PathParam("period") String period, @PathParam("id") UUID id, @NotNull @Valid Withdrawal withdrawal) {
        return withdraw(Kept.DEDUCTIONS, period, id, withdrawal);
    }

    @GET
    @Path("/{period}/exclusions")
    public Uni<Page<Exclusions.Exclusion>> exclusions(
            @PathParam("period") String period, @QueryParam("ruleSet") String ruleSet) {
        return standingExclusions
                .standing(scores(period, ruleSet))
                .chain(standing -> sight.hidden(standing.stream()
                                .flatMap(exclusion -> exclusion.cases().stream())
                                .toList())
                        .map(hidden -> new Page<>(
                                standing.stream()
                                        .map(exclusion -> exclusion.without(hidden))
                                        .filter(exclusion -> !exclusion.cases().isEmpty())
                                        .toList(),
                                null)));
    }

    @POST
    @Path("/{period}/exclusions")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = Exclusions.Exclusion.class, responseCode = "201")
    public Uni<Response> exclude(@PathParam("period") String period, @NotNull @Valid ExclusionBody wanted) {
        return exclusions
                .exclude(
                        scores(period, wanted.ruleSet()),
                        wanted.caseIds(),
                        wanted.caseNumbers(),
                        FreeText.given(wanted.item()),
                        wanted.reason(),
                        command.now())
                .map(exclusion -> Response.status(Response.Status.CREATED)
                        .entity(exclusion)
                        .build());
    }

    @POST
    @Path("/{period}/exclusions/{id}/withdrawal")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponse(responseCode = "204", description = "无内容 No content")
    public Uni<Response> withdrawExclusion(
            @PathParam("period") String period, @PathParam("id") UUID id, @NotNull @Valid Withdrawal withdrawal) {
        return withdraw(Kept.EXCLUSIONS, period, id, withdrawal);
    }

    private Uni<Response> withdraw(Kept kept, String period, UUID id, Withdrawal withdrawal) {
        return changes.withdraw(kept, scores(period, withdrawal.ruleSet()), id, withdrawal.reason(), command.now())
                .replaceWith(Response.noContent().build());
    }

    private OfScores scores(String period, String ruleSet) {
        return new OfScores(periods.read("period", period).text(), RuleSetQueries.orDefault(ruleSet));
    }
}
