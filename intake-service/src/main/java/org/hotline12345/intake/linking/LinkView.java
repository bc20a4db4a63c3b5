package org.hotline12345.intake.linking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.intake.linking.model.LinkRule;
import org.hotline12345.intake.linking.model.LinkState;

/**
 * A case that says nothing new, with the earlier one that was answered.
 *
 * @param caseId The new case.
 * @param earlierCaseId The case whose answer would stand.
 * @param reason Why nothing is new.
 * @param state Where the proposal stands.
 * @param decidedBy The second reader. May be null.
 * @param decidedAt When. May be null.
 * @param said What the citizen was told, or the reader's note. May be null.
 * @param allowed Commands allowed now.
 */
@Schema(description = "关联前诉求 A link to an answered case")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkView(
        UUID linkId,
        UUID caseId,
        String caseNumber,
        String title,
        UUID earlierCaseId,
        String earlierCaseNumber,
        String earlierTitle,
        String reason,
        LinkState state,
        String proposedBy,
        Instant proposedAt,
        String decidedBy,
        Instant decidedAt,
        String said,
        List<String> allowed) {
    /** Those who decide as second readers. */
    private static final Set<String> READERS = Set.of(Roles.AGENT, Roles.DISPATCHER, Roles.SUPERVISOR);

    /** Of rows, for whoever calls. */
    static Function<Row, LinkView> reader(Caller caller) {
        return Rows.as(
                LinkView.class, Map.of("allowed", row -> mayDecide(row, caller) ? List.of("decision") : List.of()));
    }

    private static boolean mayDecide(Row row, Caller caller) {
        return LinkState.PROPOSED.name().equals(row.getString("state"))
                && caller.hasAny(READERS)
                && LinkRule.mayDecide(row.getString("proposed_by"), caller.subject());
    }
}
