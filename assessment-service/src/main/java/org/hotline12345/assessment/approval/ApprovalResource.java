package org.hotline12345.assessment.approval;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.scoring.RuleSetQueries;
import org.hotline12345.assessment.scoring.ScoreSheet;
import org.hotline12345.assessment.scoring.ScoreSheet.State;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.Command;

/** Scores are opened to objection by evaluation staff and approved by the office leader. */
@Path("/api/v1/scores")
@Tag(name = "scores")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalResource {
    private final Approval approval;
    private final Command command;
    private final ReportingPeriods periods;
    private final Caller caller;

    public ApprovalResource(Approval approval, Command command, ReportingPeriods periods, Caller caller) {
        this.approval = approval;
        this.command = command;
        this.periods = periods;
        this.caller = caller;
    }

    /**
     * How the scores are opened.
     *
     * @param ruleSet By which rule set; absent: the default.
     * @param objectionsUntil Until when units may object; absent: until approval.
     */
    public record Opening(String ruleSet, OffsetDateTime objectionsUntil) {}

    /**
     * How approved scores are opened again.
     *
     * @param ruleSet By which rule set; absent: the default.
     * @param reason Why they have to be corrected.
     * @param objectionsUntil Until when units may object; absent: until approval.
     */
    public record Correction(
            String ruleSet, @NotBlank @Size(max = 2_000) String reason, OffsetDateTime objectionsUntil) {}

    /**
     * What is approved.
     *
     * @param ruleSet By which rule set; absent: the default.
     */
    public record Approving(String ruleSet) {}

    /** How far the scores of a period are. */
    public record SheetView(
            String period,
            String ruleSet,
            int version,
            State status,
            OffsetDateTime openedAt,
            String openedBy,
            OffsetDateTime objectionsUntil,
            OffsetDateTime approvedAt,
            String approvedBy,
            String mark,
            int edition,
            String correctionReason,
            List<String> allowed) {
        static SheetView of(ScoreSheet sheet, Caller caller) {
            return new SheetView(
                    sheet.period(),
                    sheet.ruleSet(),
                    sheet.rulesVersion(),
                    sheet.state(),
                    ScoreSheet.shown(sheet.madeAt()),
                    sheet.madeBy(),
                    sheet.objectionsUntil(),
                    sheet.approvedAt(),
                    sheet.approvedBy(),
                    sheet.mark(),
                    sheet.edition(),
                    sheet.correctionReason(),
                    ScoreSheet.STEPS.allowed(sheet.state(), caller));
        }
    }

    @POST
    @Path("/{period}/open")
    @RolesAllowed(Roles.EVALUATOR)
    public Uni<SheetView> open(@PathParam("period") String period, Opening opening) {
        return approval.open(
                        periods.read("period", period),
                        RuleSetQueries.orDefault(opening == null ? null : opening.ruleSet()),
                        opening == null || opening.objectionsUntil() == null
                                ? null
                                : opening.objectionsUntil().toInstant(),
                        command.now())
                .map(sheet -> SheetView.of(sheet, caller));
    }

    @POST
    @Path("/{period}/correction")
    @RolesAllowed(Roles.EVALUATOR)
    public Uni<SheetView> correct(@PathParam("period") String period, @NotNull @Valid Correction correction) {
        return approval.correct(
                        periods.read("period", period),
                        RuleSetQueries.orDefault(correction.ruleSet()),
                        correction.reason(),
                        correction.objectionsUntil() == null
                                ? null
                                : correction.objectionsUntil().toInstant(),
                        command.now())
                .map(sheet -> SheetView.of(sheet, caller));
    }

    @POST
    @Path("/{period}/approve")
    @RolesAllowed(Roles.OFFICE_LEADER)
    public Uni<SheetView> approve(@PathParam("period") String period, Approving approving) {
        return approval.approve(
                        periods.read("period", period),
                        RuleSetQueries.orDefault(approving == null ? null : approving.ruleSet()),
                        command.now())
                .map(sheet -> SheetView.of(sheet, caller));
    }
}
