package org.hotline12345.dispatch.recall;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.dispatch.recall.UnitRecallsResource.Recalled;

/** What was taken from units, and why. */
@Singleton
class RecallStore {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final RecordReader<Recalled> ROWS = RecordReader.of(Recalled.class);

    private static final String OF_UNIT = """
            select r.work_order_id, r.case_id, c.case_number, c.title, r.to_unit, r.reason, r.signed, r.recalled_by, r.recalled_at
            from order_recall r
            join registered_case c on c.case_id = r.case_id
            where r.unit = $1
              and r.recalled_at >= $2
              and %s
            order by r.recalled_at desc, r.work_order_id
            limit 100
            """.formatted(HiddenCases.seen("r.case_id", "$3"));

    private final Pool pool;
    private final Clock clock;

    RecallStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Those of a unit of the last days, the latest first.
     *
     * @param units the unit of who looks and those above it: what is hidden from them is left out
     */
    Uni<Page<Recalled>> ofUnit(String unit, List<String> units) {
        return Sql.on(pool)
                .select(OF_UNIT, unit, clock.instant().minus(LATELY), units)
                .map(rows -> new Page<>(rows.stream().map(ROWS).toList(), null));
    }
}
