package org.hotline12345.assessment.rebuild;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.scoring.RuleSetQueries;
import org.hotline12345.assessment.scoring.ScoreSheet;
import org.hotline12345.assessment.scoring.ScoreSheetQueries;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;

/** Making the facts anew; {@code ./hotline rebuild assessment} calls it. */
@Path("/api/v1/rebuilds")
@Tag(name = "rebuild")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RebuildResource {
    private final Rebuild rebuild;
    private final ScoreSheetQueries sheets;
    private final ReportingPeriods periods;

    public RebuildResource(Rebuild rebuild, ScoreSheetQueries sheets, ReportingPeriods periods) {
        this.rebuild = rebuild;
        this.sheets = sheets;
        this.periods = periods;
    }

    /**
     * What is to be rebuilt.
     *
     * @param until A mark, or an approved score as {@code period} or {@code period/rule-set}: compare, do not switch. Absent: all.
     * @param fromTopic Whether the journal is lost. May be absent.
     */
    public record Wanted(String until, Boolean fromTopic) {}

    @POST
    @APIResponseSchema(value = RebuildState.class, responseCode = "202")
    public Uni<Response> start(Wanted wanted) {
        String until =
                wanted == null || wanted.until() == null || wanted.until().isBlank() ? null : wanted.until();
        boolean fromTopic = wanted != null && Boolean.TRUE.equals(wanted.fromTopic());
        Uni<Mark> mark = until == null ? Uni.createFrom().nullItem() : mark(until);
        return mark.map(
                upTo -> Response.accepted(rebuild.start(upTo, fromTopic)).build());
    }

    @GET
    @Path("/latest")
    public RebuildState latest() {
        return rebuild.state();
    }

    private Uni<Mark> mark(String until) {
        if (until.contains(";d")) {
            try {
                return Uni.createFrom().item(Mark.parse(until));
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("until", "violation.mark");
            }
        }
        int slash = until.indexOf('/');
        String period = periods.read("until", slash < 0 ? until : until.substring(0, slash))
                .text();
        String ruleSet = slash < 0 ? RuleSetQueries.DEFAULT : until.substring(slash + 1);
        return sheets.editions(period, ruleSet)
                .map(editions -> editions.stream()
                        .filter(ScoreSheet::approved)
                        .findFirst()
                        .map(sheet -> Mark.parse(sheet.mark()))
                        .orElseThrow(() -> Problem.invalid("until", "violation.mark")));
    }
}
