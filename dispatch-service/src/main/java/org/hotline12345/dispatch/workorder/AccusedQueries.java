package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** Which units a case accuses, with the cases that are handled with it. */
@ApplicationScoped
public class AccusedQueries {
    /** Codes of the accused units. */
    public Uni<List<String>> of(Mutiny.Session session, UUID caseId) {
        return Sql.on(session)
                .select("select unit from case_accused where case_id = $1", caseId)
                .map(rows -> rows.stream().map(row -> row.getString("unit")).toList());
    }
}
