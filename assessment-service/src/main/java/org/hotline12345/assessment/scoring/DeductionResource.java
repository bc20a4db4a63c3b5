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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Points taken off by hand. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DeductionResource {
    private final HandDeductions deductions;
    private final DeductionQueries standing;
    private final Command command;
    private final ReportingPeriods periods;

    public DeductionResource(
            HandDeductions deductions, DeductionQueries standing, Command command, ReportingPeriods periods) {
        this.deductions = deductions;
        this.standing = standing;
        this.command = command;
        this.periods = periods;
    }

    /** Points to be taken off; without a rule set the default one is meant. */
    public record Deduction(
            @NotBlank String unit,
            String ruleSet,
            @NotNull @Positive BigDecimal points,
            @NotBlank @Size(max = 2_000) String reason) {}

    /** Why a deduction is taken back. */
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
    public Uni<Page<DeductionView>> standing(
            @PathParam("period") String period, @QueryParam("ruleSet") String ruleSet) {
        return standing.standing(periods.read("period", period).text(), RuleSetQueries.orDefault(ruleSet))
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
        var concerned = new HandDeductions.OfUnit(
                periods.read("period", period).text(), RuleSetQueries.orDefault(deduction.ruleSet()), deduction.unit());
        return deductions
                .deduct(concerned, deduction.points(), deduction.reason(), command.now())
                .map(deducted -> Response.status(Response.Status.CREATED)
                        .entity(DeductionView.of(deduction.unit(), deducted))
                        .build());
    }

    @POST
    @Path("/{period}/deductions/{id}/withdrawal")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponse(responseCode = "204", description = "无内容 No content")
    public Uni<Response> withdraw(
            @PathParam("period") String period, @PathParam("id") UUID id, @NotNull @Valid Withdrawal withdrawal) {
        return deductions
                .withdraw(
                        periods.read("period", period).text(),
                        RuleSetQueries.orDefault(withdrawal.ruleSet()),
                        id,
                        withdrawal.reason(),
                        command.now())
                .replaceWith(Response.noContent().build());
    }
}
