package org.hotline12345.dispatch.vocabulary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.vocabulary.model.Trial;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;

/** The latest texts, on which vocabularies are tried. Ids rise with time, so their index gives the latest. */
@ApplicationScoped
class RecentTextQueries {
    private static final String CASES = """
            select c.case_id, c.case_number, c.title, c.text, c.registered_at
            from registered_case c
            where %s
            order by c.case_id desc
            limit $1
            """.formatted(HiddenCases.seen("c.case_id", "$2"));
    private static final String REPLIES = """
            select r.case_id, c.case_number, c.title, r.submitted_at, r.unit, r.disposition, c.type,
              concat_ws(e'\\n', c.title, c.text, (
                select string_agg(n.text, e'\\n' order by n.at)
                from case_note n
                where n.case_id = c.case_id and n.kind = 'SUPPLEMENT'
              )) as question,
              r.text, r.basis, r.contacted_at is not null as contacted, r.review_date
            from reply r
            join registered_case c on c.case_id = r.case_id
            where %s
            order by r.id desc
            limit $1
            """.formatted(HiddenCases.seen("r.case_id", "$2"));

    /** What a citizen said. */
    record CaseText(UUID caseId, String caseNumber, String title, String text, Instant registeredAt) {
        Trial.Source source() {
            return new Trial.Source(caseId, caseNumber, title, registeredAt);
        }
    }

    /** What a unit answered. */
    record ReplyText(
            UUID caseId,
            String caseNumber,
            String title,
            Instant submittedAt,
            String unit,
            Disposition disposition,
            CaseType type,
            String question,
            String text,
            String basis,
            boolean contacted,
            LocalDate reviewDate) {
        Trial.Source source() {
            return new Trial.Source(caseId, caseNumber, title, submittedAt);
        }
    }

    private final Pool pool;

    RecentTextQueries(Pool pool) {
        this.pool = pool;
    }

    /** The latest cases that are not hidden from these units. */
    Uni<List<CaseText>> cases(int most, List<String> hiddenFrom) {
        return Sql.on(pool).list(CaseText.class, CASES, most, hiddenFrom);
    }

    /** The latest replies to cases that are not hidden from these units. */
    Uni<List<ReplyText>> replies(int most, List<String> hiddenFrom) {
        return Sql.on(pool).list(ReplyText.class, REPLIES, most, hiddenFrom);
    }
}
