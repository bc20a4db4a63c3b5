package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.ReviewOutcome;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Planned matters (暂不具备条件,已定方案并说明) come up again at their review date, 复核, however long ago the case was closed.
 */
@Path("/api/v1")
public class PlannedReviewResource {
    private static final int MAX_NOTE = 1000;

    /**
     * What the review came to.
     *
     * @param outcome The finding.
     * @param reviewDate When it is looked at next, for LATER; after today.
     * @param note In words.
     */
    public record ReviewInput(
            @NotNull ReviewOutcome outcome,
            LocalDate reviewDate,
            @Words(max = MAX_NOTE) String note) implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(
                    outcome == null || (outcome == ReviewOutcome.LATER) == (reviewDate != null),
                    "reviewDate",
                    "violation.review.date");
        }
    }

    /** A planned matter to be looked at. */
    public record ReviewView(
            UUID deadlineId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            int round,
            OffsetDateTime repliedAt,
            OffsetDateTime dueAt) {}

    private final CaseCommands commands;
    private final ReworkQueries queries;
    private final Caller caller;
    private final Clock clock;

    public PlannedReviewResource(CaseCommands commands, ReworkQueries queries, Caller caller, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** Planned matters whose review is due until {@code until} (today if left out), the earliest first. */
    @GET
    @Path("/planned-reviews")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<ReviewView>> due(@RestQuery LocalDate until, @RestQuery String unit, @BeanParam PageRequest page) {
        String wanted = caller.unitAskedFor(unit);
        LocalDate last = until == null ? ShanghaiTime.day(clock.instant()) : until;
        return queries.due(ShanghaiTime.start(last.plusDays(1)), wanted, page);
    }

    /** The matter was looked at: done, again later, or to be handled again. */
    @POST
    @Path("/cases/{caseId}/review-decision")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReworkDecisionResource.DecisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    @RequestHeaders(Name.KEY)
    public Uni<Response> decide(@RestPath UUID caseId, @NotNull @Valid ReviewInput input) {
        caller.requireOffice();
        if (input.reviewDate() != null && !input.reviewDate().isAfter(ShanghaiTime.day(clock.instant()))) {
            throw Problem.invalid("reviewDate", "violation.review.date");
        }
        String note = Masking.official(input.note().strip());
        return commands.run(Cases.By.CASE, caseId, input, (hand, cause) -> {
            if (hand.file().afterReply().reviewDue().isEmpty()) {
                throw Problem.notFound();
            }
            hand.file().afterReply().reviewed(input.outcome(), input.reviewDate(), note, cause, hand.office());
            return Response.ok(ReworkDecisionResource.view(hand.file())).build();
        });
    }
}
