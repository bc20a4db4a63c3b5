package org.hotline12345.dispatch.masterdata;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.OfficeEvent;

/**
 * How units, areas, categories and the catalogue are filed: a file is taken whole or not at all, only what differs is written,
 * and everybody is told. Each kind says what its rows are. Reading and comparing happen on a worker thread, for a file may
 * have tens of thousands of lines.
 *
 * @param <K> what an item is known by
 * @param <T> the items
 */
public abstract class Importer<K, T extends Record> {
    protected final MasterDataStore masterData;
    protected final MasterStore<K, T> store;
    protected final Transactions transactions;
    protected final Clock clock;
    private final Vertx vertx;

    protected Importer(
            MasterDataStore masterData, MasterStore<K, T> store, Transactions transactions, Vertx vertx, Clock clock) {
        this.masterData = masterData;
        this.store = store;
        this.transactions = transactions;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Columns without which a file is refused. */
    protected abstract List<String> columns();

    /** The item of a row; null if it is too wrong to make one. */
    protected abstract T item(RowReader row, ImportedRows<K, T> rows);

    /** What is told of an item in use; null where nobody else needs to know. */
    protected abstract OfficeEvent event(T item);

    /** Notes what shows only when all rows are read. */
    protected void checkWhole(RowReader row, ImportedRows<K, T> rows) {}

    /** Notes that an item stands in the file twice. */
    protected void occursTwice(RowReader row) {
        String code = row.text("code");
        row.problem("code", "代码重复：" + code, "code occurs twice: " + code);
    }

    /** Takes a file, whole or not at all. */
    public Uni<ImportReport> importCsv(String csv, String actor) {
        return transactions.inTransaction(session -> importCsv(session, csv, actor));
    }

    public Uni<ImportReport> importCsv(Mutiny.Session session, String csv, String actor) {
        return WorkerThreads.run(vertx, () -> CsvTable.parse(csv)).chain(file -> {
            var missing = file.missing(columns());
            if (!missing.isEmpty()) {
                String names = String.join(", ", missing);
                var problem = new ImportProblem(1, null, "缺少列：" + names, "columns are missing: " + names);
                return Uni.createFrom().item(ImportReport.refused(0, List.of(problem)));
            }
            return masterData
                    .beginChange(session)
                    .chain(() -> known(session, file))
                    .chain(rows -> WorkerThreads.run(vertx, () -> read(file, rows)))
                    .chain(read -> save(session, read.different(), actor).replaceWith(read::report));
        });
    }

    /** Files the items and tells everybody. The caller has begun a change of master data. */
    protected Uni<Void> save(Mutiny.Session session, List<T> items, String actor) {
        return items.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.write(session, items)
                        .chain(() -> masterData.publish(
                                session,
                                items.stream()
                                        .map(this::event)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                actor));
    }

    /** The day of the row's column {@code validFrom}; the one before if the row does not say, else now. */
    protected final Instant validFrom(RowReader row, Instant before) {
        LocalDate day = row.date("validFrom", null);
        return day != null ? ShanghaiTime.start(day) : before != null ? before : clock.instant();
    }

    private Uni<ImportedRows<K, T>> known(Mutiny.Session session, CsvTable file) {
        return masterData
                .codes(session)
                .chain(codes -> store.all(session).map(stored -> new ImportedRows<>(file, stored, codes)));
    }

    private ImportedRows<K, T> read(CsvTable file, ImportedRows<K, T> rows) {
        for (var row : file.rows()) {
            var reader = new RowReader(row);
            T item = item(reader, rows);
            if (item != null && !rows.add(store.keyOf(item), item)) {
                occursTwice(reader);
            }
            rows.note(reader.problems());
        }
        if (rows.fine()) {
            for (var row : file.rows()) {
                var reader = new RowReader(row);
                checkWhole(reader, rows);
                rows.note(reader.problems());
            }
        }
        return rows;
    }
}
