package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.assessment.indicator.UsesPeriods;
import org.hotline12345.chassis.database.Sql;

/** The periods that scores, deductions and appeals belong to. */
@ApplicationScoped
class PeriodsOfScores implements UsesPeriods {
    private static final String USED = """
            select period from score_sheet where period = any($1::text[])
            union
            select period from hand_deduction where period = any($1::text[])
            union
            select period from appeal_fact where period = any($1::text[])
            """;

    @Override
    public Uni<Set<String>> used(Sql sql, Collection<String> names) {
        return sql.select(USED, (Object) names.toArray(String[]::new))
                .map(rows -> rows.stream().map(row -> row.getString(0)).collect(Collectors.toUnmodifiableSet()));
    }
}
