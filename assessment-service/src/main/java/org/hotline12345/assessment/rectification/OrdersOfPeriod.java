package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hotline12345.assessment.bulletin.RectificationLines;
import org.hotline12345.assessment.bulletin.model.RectificationLine;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Orders to put something right that a period saw, for bulletins. */
@ApplicationScoped
class OrdersOfPeriod implements RectificationLines {
    private static final int MOST = 50;

    private static final String ORDERS = """
            select
              rectification_id, unit, text, due_at, state
            from rectification
            where ordered_at < $2
              and (ordered_at >= $1
                or due_at >= $1 and due_at < $2
                or state <> 'FULFILLED')
              and ($3::text[] is null or unit = any($3::text[]))
            order by due_at, rectification_id
            limit $4
            """;

    private final Names names;
    private final Pool pool;

    OrdersOfPeriod(Names names, Pool pool) {
        this.names = names;
        this.pool = pool;
    }

    @Override
    public Uni<List<RectificationLine>> of(Period period, Collection<String> units) {
        return Sql.on(pool)
                .select(ORDERS, period.from(), period.to(), units == null ? null : units.toArray(String[]::new), MOST)
                .map(rows -> rows.stream().map(this::line).toList());
    }

    private RectificationLine line(Row row) {
        return new RectificationLine(
                row.getUUID("rectification_id").toString(),
                names.of(Dimension.UNIT, row.getString("unit")).zh(),
                row.getString("text"),
                row.getOffsetDateTime("due_at")
                        .atZoneSameInstant(ShanghaiTime.ZONE)
                        .toLocalDate(),
                RectificationState.valueOf(row.getString("state")).words());
    }
}
