package org.hotline12345.intake.similarity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.intake.similarity.model.TextRepeats.ToldCase;

/** The latest cases, on which phrases are tried. Ids rise with time, so their index gives the latest. */
@ApplicationScoped
class RecentCaseQueries {
    private static final String CASES = """
            select c.case_id, c.case_number, c.title, c.text, c.area, c.category, c.registered_at
            from hotline_case c
            where %s
            order by c.case_id desc
            limit $1
            """.formatted(HiddenCases.seen("c.case_id", "$2"));

    /** What a citizen said. */
    record RecentCase(
            UUID caseId,
            String caseNumber,
            String title,
            String text,
            String area,
            String category,
            Instant registeredAt) {
        Trial.Source source() {
            return new Trial.Source(caseId, caseNumber, title, registeredAt);
        }

        ToldCase told() {
            return new ToldCase(area, category, title, text);
        }
    }

    private final Pool pool;

    RecentCaseQueries(Pool pool) {
        this.pool = pool;
    }

    /** The latest cases that are not hidden from these units. */
    Uni<List<RecentCase>> cases(int most, List<String> hiddenFrom) {
        return Sql.on(pool).list(RecentCase.class, CASES, most, hiddenFrom);
    }
}
