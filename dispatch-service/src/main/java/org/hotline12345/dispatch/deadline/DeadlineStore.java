package org.hotline12345.dispatch.deadline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;

/**
 * Keeps what followup says about deadlines beside the work orders. The events of a batch are folded per deadline, so a batch
 * costs one statement. A deadline that is set, moved or marked shows in the unit's feed, for the unit may have read the order
 * before; versions stay as they are.
 */
@ApplicationScoped
public class DeadlineStore {
    /** The events kept here. */
    public static final Set<Class<? extends CaseEvent>> KEPT = Set.of(
            DeadlineSet.class,
            DeadlineMarked.class,
            DeadlineMarkRevoked.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class);

    private static final Table<Line> BECAME = new Table<Line>("deadline_mirror")
            .uuid("deadline_id", line -> line.id)
            .key()
            .text("state", line -> line.state)
            .time("done_at", line -> line.doneAt);

    private static final String ORDERS = """
            select id, unit, array_remove(co_units || handling_unit, null) as readers, version
            from work_order
            where id = any ($1::uuid[])
              and ended_at is null
            """;

    private static void neverChanged(Table<DeadlineSet> set) {
        set.uuid("case_id", DeadlineSet::caseId)
                .number("round", DeadlineSet::round)
                .name("kind", DeadlineSet::kind);
    }

    private final ChangeFeed feed;
    private final Table<Line> deadlines;

    public DeadlineStore(ChangeFeed feed, ObjectMapper json) {
        this.feed = feed;
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

    /** Takes events of {@link #KEPT}, in their order. */
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, Line> lines = new LinkedHashMap<>();
        Set<UUID> shown = new LinkedHashSet<>();
        for (var received : events) {
            fold(received.event(), lines, shown);
        }
        var set = lines.values().stream().filter(line -> line.set != null).toList();
        var became = lines.values().stream().filter(line -> line.set == null).toList();
        return new Writes()
                .upsert(deadlines, set)
                .update(BECAME, became)
                .run(Sql.on(session))
                .chain(() -> show(session, shown));
    }

    private void fold(Object event, Map<UUID, Line> lines, Set<UUID> shown) {
        if (event instanceof DeadlineSet e) {
            var line = line(lines, e.deadlineId());
            line.set = e;
            line.state = "OPEN";
            line.doneAt = null;
            shown.add(e.workOrderId());
        } else if (event instanceof DeadlineMarked e) {
            line(lines, e.deadlineId()).state = e.mark().name();
            shown.add(e.workOrderId());
        } else if (event instanceof DeadlineMarkRevoked e) {
            line(lines, e.deadlineId()).state = "OPEN";
            shown.add(e.workOrderId());
        } else if (event instanceof DeadlineMet e) {
            line(lines, e.deadlineId()).done("MET", e.doneAt());
        } else if (event instanceof DeadlineMissed e) {
            line(lines, e.deadlineId()).done("MISSED", e.doneAt());
        } else if (event instanceof DeadlineCancelled e) {
            line(lines, e.deadlineId()).done("CANCELLED", e.cancelledAt());
        }
    }

    private static Line line(Map<UUID, Line> lines, UUID deadline) {
        return lines.computeIfAbsent(deadline, Line::new);
    }

    private Uni<Void> show(Mutiny.Session session, Set<UUID> orders) {
        orders.remove(null);
        if (orders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .select(ORDERS, (Object) orders.toArray(UUID[]::new))
                .chain(rows -> {
                    var entries = new ArrayList<FeedEntry>();
                    for (var row : rows) {
                        entries.add(shown(row, row.getString("unit")));
                        for (String reader : (String[]) row.getValue("readers")) {
                            entries.add(shown(row, reader));
                        }
                    }
                    return feed.append(session, entries);
                });
    }

    private static FeedEntry shown(Row row, String reader) {
        return new FeedEntry(reader, row.getUUID("id"), row.getInteger("version"), Op.PUT);
    }

    private static final class Line {
        private final UUID id;
        private DeadlineSet set;
        private String state;
        private Instant doneAt;

        private Line(UUID id) {
            this.id = id;
        }

        private void done(String as, Instant at) {
            state = as;
            doneAt = at;
        }
    }
}
