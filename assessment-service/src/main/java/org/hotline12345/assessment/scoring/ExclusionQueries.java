package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.scoring.model.Exclusions;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** Cases that were left out of scores. */
@ApplicationScoped
public class ExclusionQueries {
    private static final String STANDING = """
            select
              exclusion_id, item, cases, reason, made_by, made_at
            from score_exclusion
            where period = $1
              and rule_set = $2
              and decision_id <= $3
              and (withdrawal_id is null or withdrawal_id > $3)
            order by decision_id
            """;

    private static final String UNITS = """
            select wanted.case_id, concerned.unit
            from unnest($1::uuid[]) as wanted (case_id)
            cross join lateral (
              select unit from case_fact where case_id = wanted.case_id
              union
              select unit from round_fact where case_id = wanted.case_id
              union
              select unit from survey_fact where case_id = wanted.case_id
              union
              select unit from co_handling_fact where case_id = wanted.case_id) concerned
            where concerned.unit is not null
            """;

    private static final String MAKERS = """
            select distinct made_by
            from score_exclusion
            where period = $1
              and rule_set = $2
            """;

    private final Pool pool;

    ExclusionQueries(Pool pool) {
        this.pool = pool;
    }

    /** The decisions that stand. */
    Uni<List<Exclusion>> standing(String period, String ruleSet) {
        return standing(Sql.on(pool), period, ruleSet, DeductionQueries.UNTIL_NOW);
    }

    private static Uni<List<Exclusion>> standing(Sql sql, String period, String ruleSet, long lastDecision) {
        return sql.select(STANDING, period, ruleSet, lastDecision)
                .map(rows -> rows.stream()
                        .map(row -> new Exclusion(
                                row.getUUID("exclusion_id"),
                                row.getString("item"),
                                List.of(row.getArrayOfUUIDs("cases")),
                                row.getString("reason"),
                                row.getString("made_by"),
                                Rows.time(row, "made_at")))
                        .toList());
    }

    /**
     * What is left out.
     *
     * @param lastDecision As it stood after this decision.
     */
    Uni<Exclusions> of(Sql sql, String period, String ruleSet, long lastDecision) {
        return standing(sql, period, ruleSet, lastDecision)
                .chain(standing -> standing.isEmpty()
                        ? Uni.createFrom().item(Exclusions.NONE)
                        : sql.select(UNITS, (Object) standing.stream()
                                        .flatMap(one -> one.cases().stream())
                                        .distinct()
                                        .toArray(UUID[]::new))
                                .map(rows -> {
                                    var units = new HashMap<UUID, Set<String>>();
                                    rows.forEach(
                                            row -> units.computeIfAbsent(row.getUUID("case_id"), id -> new HashSet<>())
                                                    .add(row.getString("unit")));
                                    return new Exclusions(standing, units);
                                }));
    }

    /** Who left cases out of the scores of a period. */
    public Uni<List<String>> makers(Mutiny.Session session, String period, String ruleSet) {
        return Sql.on(session)
                .select(MAKERS, period, ruleSet)
                .map(rows -> rows.stream().map(row -> row.getString("made_by")).toList());
    }
}
