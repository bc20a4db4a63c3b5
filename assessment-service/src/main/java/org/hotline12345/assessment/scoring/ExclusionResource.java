package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.scoring.model.Exclusions;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;

/** Cases left out of scores. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ExclusionResource {
    private static final int MOST_CASES = 10_000;

    private final ExcludeCases exclude;
    private final ExclusionQueries exclusions;
    private final Command command;
    private final ReportingPeriods periods;

    public ExclusionResource(
            ExcludeCases exclude, ExclusionQueries exclusions, Command command, ReportingPeriods periods) {
        this.exclude = exclude;
        this.exclusions = exclusions;
        this.command = command;
        this.periods = periods;
    }

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
    public record ExclusionWithdrawal(
            String ruleSet, @NotBlank @Size(max = 2_000) String reason) {}

    @GET
    @Path("/{period}/exclusions")
    public Uni<Page<Exclusions.Exclusion>> standing(
            @PathParam("period") String period, @QueryParam("ruleSet") String ruleSet) {
        return exclusions
                .standing(periods.read("period", period).text(), RuleSetQueries.orDefault(ruleSet))
                .map(standing -> new Page<>(standing, null));
    }

    @POST
    @Path("/{period}/exclusions")
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = Exclusions.Exclusion.class, responseCode = "201")
    public Uni<Response> exclude(@PathParam("period") String period, @NotNull @Valid ExclusionBody wanted) {
        return exclude.exclude(
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
    @APIResponse(responseCode = "204", description = "No Content")
    public Uni<Response> withdraw(
            @PathParam("period") String period,
            @PathParam("id") UUID id,
            @NotNull @Valid ExclusionWithdrawal withdrawal) {
        return exclude.withdraw(scores(period, withdrawal.ruleSet()), id, withdrawal.reason(), command.now())
                .replaceWith(Response.noContent().build());
    }

    private ExcludeCases.OfScores scores(String period, String ruleSet) {
        return new ExcludeCases.OfScores(periods.read("period", period).text(), RuleSetQueries.orDefault(ruleSet));
    }
}
