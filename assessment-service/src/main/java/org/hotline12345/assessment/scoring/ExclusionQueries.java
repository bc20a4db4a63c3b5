package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.Exclusions;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** Cases that were left out of scores. */
@ApplicationScoped
class ExclusionQueries {
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

    private final Pool pool;
    private final ScoreChangeStore changes;

    ExclusionQueries(Pool pool, ScoreChangeStore changes) {
        this.pool = pool;
        this.changes = changes;
    }

    /** The decisions that stand. */
    Uni<List<Exclusion>> standing(OfScores scores) {
        return standing(Sql.on(pool), scores, ScoreChangeStore.UNTIL_NOW);
    }

    private Uni<List<Exclusion>> standing(Sql sql, OfScores scores, long lastDecision) {
        return changes.standing(sql, Kept.EXCLUSIONS, scores, lastDecision)
                .map(rows -> rows.stream()
                        .map(row -> new Exclusion(
                                row.getUUID("id"),
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
    Uni<Exclusions> of(Sql sql, OfScores scores, long lastDecision) {
        return standing(sql, scores, lastDecision)
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
}
