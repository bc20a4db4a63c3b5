package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** What stands at a deadline beside what its case writes. */
@ApplicationScoped
class DeadlineStore {
    /** Whose a deadline is; the unit may be null. */
    record Owed(UUID caseId, String unit) {}

    /** Whose it is; null if there is no such deadline. */
    Uni<Owed> find(Mutiny.Session session, UUID id) {
        return Sql.on(session)
                .first("select case_id, unit from deadline where id = $1", id)
                .map(row -> row == null ? null : new Owed(row.getUUID("case_id"), row.getString("unit")));
    }

    /** What was done, and who said so. */
    Uni<Void> note(Mutiny.Session session, UUID id, String note, String by) {
        return Sql.on(session)
                .update("update deadline set done_note = $2, done_by = $3 where id = $1", id, note, by)
                .replaceWithVoid();
    }
}
