package org.hotline12345.assessment.figures;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.chassis.database.Sql;

/**
 * How many rounds took how many working days: of these numbers, which add up over rows, quantiles are taken.
 */
@ApplicationScoped
class HandlingTimeQueries {
    private final Pool pool;

    HandlingTimeQueries(Pool pool) {
        this.pool = pool;
    }

    /** Adds the working days of the rounds finished in the period to figures that were read with the same selection. */
    Uni<Map<String, Figures>> add(Selection selection, Map<String, Figures> figures) {
        if (selection.units() != null && selection.units().isEmpty()) {
            return Uni.createFrom().item(figures);
        }
        var args = new ArrayList<Object>(
                List.of(selection.bounds().get(0), selection.bounds().get(1)));
        String units = "";
        if (selection.units() != null) {
            args.add(selection.units().toArray(String[]::new));
            units = "and f.unit = any($3::text[])";
        }
        var source = FactSource.FINISHED;
        String sql = """
                select
                  %s as key,
                  reply_day.ordinal - receipt_day.ordinal as days,
                  count(*)
                from %s f
                %s
                where %s
                  and reply_day.ordinal is not null
                  and receipt_day.ordinal is not null
                  %s
                  %s
                group by 1, 2
                """.formatted(
                        selection.key().sql(source),
                        source.table(),
                        source.joins(),
                        source.within("$1::timestamptz", "$2::timestamptz"),
                        units,
                        source.filter(selection.filter(), new ListArguments(args)));
        return Sql.on(pool).select(sql, args.toArray()).map(rows -> {
            var all = new HashMap<>(figures);
            rows.forEach(row -> all.computeIfAbsent(row.getString("key"), key -> new Figures())
                    .addHandled(row.getInteger("days"), row.getLong("count")));
            return all;
        });
    }
}
