package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.assessment.definition.model.ImportedCount;
import org.hotline12345.assessment.imported.ImportedFigureQueries.CountRow;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;

/** Keeps what is counted elsewhere: every version of every figure with its source. */
@ApplicationScoped
class ImportedFigureStore {
    private static final Table<CountRow> COUNT =
            Table.of("imported_count", CountRow.class).key("code");

    private static final String LOCK = """
            lock table imported_figure in share row exclusive mode
            """;

    /** What says the same as the last version is no new one. */
    private static final String STORE = """
            insert into imported_figure (
              code, unit, first_day, last_day, version, amount, source, stored_at, stored_by)
            select new.code, new.unit, new.first_day, new.last_day, coalesce(last.version, 0) + 1, new.amount, new.source, $7, $8
            from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::bigint[], $6::text[])
              as new (code, unit, first_day, last_day, amount, source)
            left join lateral (
              select version, amount, source
              from imported_figure old
              where (old.code, old.unit, old.first_day, old.last_day) = (new.code, new.unit, new.first_day, new.last_day)
              order by version desc
              limit 1) last on true
            where (last.amount, last.source) is distinct from (new.amount, new.source)
            """;

    /** A figure to be stored; the unit is {@link ImportedFigureQueries#CITY} for none. */
    record Entry(String code, String unit, LocalDate firstDay, LocalDate lastDay, long amount, String source) {}

    private final Transactions transactions;
    private final Clock clock;

    ImportedFigureStore(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Adds a count, or says anew what it means. */
    Uni<Void> define(ImportedCount count, String by) {
        var row = CountRow.of(count, clock.instant(), by);
        return transactions.inTransaction(
                session -> new Writes().upsert(COUNT, List.of(row)).run(Sql.on(session)));
    }

    /** Stores figures; answers how many said something new. */
    Uni<Integer> store(List<Entry> entries, String by) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return sql.update(LOCK)
                    .chain(() -> sql.update(
                            STORE,
                            entries.stream().map(Entry::code).toArray(String[]::new),
                            entries.stream().map(Entry::unit).toArray(String[]::new),
                            entries.stream().map(Entry::firstDay).toArray(LocalDate[]::new),
                            entries.stream().map(Entry::lastDay).toArray(LocalDate[]::new),
                            entries.stream().map(Entry::amount).toArray(Long[]::new),
                            entries.stream().map(Entry::source).toArray(String[]::new),
                            clock.instant(),
                            by));
        });
    }
}
