package org.hotline12345.dispatch.deadline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.OfficeUrged;

/** What followup says about deadlines, beside the work orders. */
@ApplicationScoped
class DeadlineStore {
    private static final Table<Line> BECAME = new Table<Line>("deadline_mirror")
            .uuid("deadline_id", line -> line.id)
            .key()
            .text("state", line -> line.state)
            .time("done_at", line -> line.doneAt);

    private static final Table<OfficeUrged> URGES = new Table<OfficeUrged>("office_urge")
            .uuid("id", OfficeUrged::urgeId)
            .uuid("case_id", OfficeUrged::caseId)
            .uuid("deadline_id", OfficeUrged::deadlineId)
            .name("kind", OfficeUrged::kind)
            .name("origin", OfficeUrged::origin)
            .text("note", OfficeUrged::note)
            .text("urged_by", OfficeUrged::urgedBy)
            .time("urged_at", OfficeUrged::urgedAt);

    private static final String ORDERS = """
            select id, unit, array_remove(co_units || handling_unit, null) as readers, version
            from work_order
            where id = any ($1::uuid[])
              and ended_at is null
            """;

    private final Table<Line> deadlines;

    DeadlineStore(ObjectMapper json) {
        this.deadlines = new Table<Line>("deadline_mirror")
                .uuid("deadline_id", line -> line.id)
                .key()
                .part(line -> line.set, DeadlineStore::neverChanged)
                .fixed()
                .part(
                        line -> line.set,
                        set -> set.uuid("work_order_id", DeadlineSet::workOrderId)
                                .text("unit", DeadlineSet::unit)
                                .time("started_at", DeadlineSet::startedAt)
                                .time("due_at", DeadlineSet::dueAt)
                                .flag("provisional", DeadlineSet::provisional)
                                .number("extensions_left", DeadlineSet::extensionsLeft)
                                .number("extension_days_left", DeadlineSet::extensionDaysLeft)
                                .time("return_until", DeadlineSet::returnUntil)
                                .time("extension_until", DeadlineSet::extensionUntil)
                                .time("set_at", DeadlineSet::setAt))
                .json("explanation", json, line -> line.set.explanation())
                .text("state", line -> line.state)
                .time("done_at", line -> line.doneAt);
    }

    private static void neverChanged(Table<DeadlineSet> set) {
        set.uuid("case_id", DeadlineSet::caseId)
                .number("round", DeadlineSet::round)
                .name("kind", DeadlineSet::kind);
    }

    /**
     * Writes deadlines that were set, what became of others, and reminders of the office.
     *
     * @return what the feeds of their units say about these orders, as far as they are open; asked right behind the writes
     */
    Uni<List<FeedEntry>> write(
            Mutiny.Session session, Collection<Line> lines, List<OfficeUrged> urges, Set<UUID> orders) {
        var writes = new Writes()
                .upsert(
                        deadlines,
                        lines.stream().filter(line -> line.set != null).toList())
                .update(BECAME, lines.stream().filter(line -> line.set == null).toList())
                .insert(URGES, urges);
        return Uni.combine()
                .all()
                .unis(writes.run(Sql.on(session)), entries(session, orders))
                .with((written, entries) -> entries);
    }

    private static Uni<List<FeedEntry>> entries(Mutiny.Session session, Set<UUID> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Sql.on(session)
                .select(ORDERS, (Object) orders.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .flatMap(row -> Stream.concat(Stream.of(row.getString("unit")), Arrays.stream((String[])
                                        row.getValue("readers")))
                                .map(reader ->
                                        new FeedEntry(reader, row.getUUID("id"), row.getInteger("version"), Op.PUT)))
                        .toList());
    }

    /** What the events of a batch make of a deadline. */
    static final class Line {
        final UUID id;
        DeadlineSet set;
        String state;
        Instant doneAt;

        Line(UUID id) {
            this.id = id;
        }

        void done(String as, Instant at) {
            state = as;
            doneAt = at;
        }
    }
}
