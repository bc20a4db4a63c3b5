package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.chassis.database.Sql;

/** What facts say beside what is counted of them. */
@ApplicationScoped
public class FactQueries {
    private static final String GRANTED = """
            select
              item, case_id, unit, reassigned_to
            from appeal_fact
            where period = $1
              and rule_set = $2
              and granted
            order by decided_at, appeal_id
            """;

    /** The cases that appeals took from units in the scores of a period, by item. */
    public Uni<Map<String, List<CaseMove>>> moves(Sql sql, String period, String ruleSet) {
        return sql.select(GRANTED, period, ruleSet).map(rows -> {
            var moves = new LinkedHashMap<String, List<CaseMove>>();
            rows.forEach(row -> moves.computeIfAbsent(row.getString("item"), item -> new ArrayList<>())
                    .add(new CaseMove(row.getUUID("case_id"), row.getString("unit"), row.getString("reassigned_to"))));
            moves.replaceAll((item, decided) -> CaseMove.resolved(decided));
            return moves;
        });
    }
}
