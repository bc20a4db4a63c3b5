package org.hotline12345.assessment.appeal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** How far the objections to scores are. */
@ApplicationScoped
public class AppealQueries {
    private static final String CASE_NUMBER = """
            select case_number
            from case_fact
            where case_id = $1
            """;

    private static final String OPEN = """
            select count(*) as objections
            from appeal
            where period = $1
              and rule_set = $2
              and state = 'OPEN'
            """;

    private static final String NOT_COUNTED_YET = """
            select count(*) as objections
            from appeal
            where period = $1
              and rule_set = $2
              and state = 'GRANTED'
              and not exists (
                select 1
                from appeal_fact
                where appeal_fact.appeal_id = appeal.appeal_id)
            """;

    Uni<String> caseNumber(Mutiny.Session session, UUID caseId) {
        return Sql.on(session).first(CASE_NUMBER, caseId).map(row -> row == null ? null : row.getString("case_number"));
    }

    /** How many objections to the scores nobody has decided. */
    public Uni<Long> undecided(Mutiny.Session session, String period, String ruleSet) {
        return count(session, OPEN, period, ruleSet);
    }

    /** How many granted objections the facts do not show yet, because their events are under way. */
    public Uni<Long> underWay(Mutiny.Session session, String period, String ruleSet) {
        return count(session, NOT_COUNTED_YET, period, ruleSet);
    }

    private static Uni<Long> count(Mutiny.Session session, String sql, String period, String ruleSet) {
        return Sql.on(session).first(sql, period, ruleSet).map(row -> row.getLong("objections"));
    }
}
