package org.hotline12345.dispatch.deadline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.WorkOrderState;

/**
 * Keeps what followup says about deadlines beside the work orders. The events of a batch are folded per deadline, so a batch
 * costs one statement for new and moved deadlines and one for what became of them. A deadline that moved or was marked shows
 * in the unit's feed; versions stay as they are.
 */
@ApplicationScoped
public class DeadlineMirror {
    /** The events kept here. */
    public static final Set<Class<? extends CaseEvent>> KEPT = Set.of(
            DeadlineSet.class,
            DeadlineMarked.class,
            DeadlineMarkRevoked.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class);

    private static final String UPSERT = """
            insert into deadline_mirror as old (
              deadline_id, case_id, work_order_id, round, kind, unit, started_at, due_at, state, provisional,
              extensions_left, extension_days_left, return_until, explanation, set_at, done_at, extension_until)
            select deadline_id, case_id, work_order_id, round, kind, unit, started_at, due_at, state, provisional,
              extensions_left, extension_days_left, return_until, explanation::jsonb, set_at, done_at,
              extension_until
            from unnest(
              $1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[],
              $9::text[], $10::boolean[], $11::int[], $12::int[], $13::timestamptz[], $14::text[], $15::timestamptz[],
              $16::timestamptz[], $17::timestamptz[])
              as new (
                deadline_id, case_id, work_order_id, round, kind, unit, started_at, due_at, state, provisional,
                extensions_left, extension_days_left, return_until, explanation, set_at, done_at,
                extension_until)
            on conflict (deadline_id) do update
            set work_order_id = excluded.work_order_id,
                unit = excluded.unit,
                started_at = excluded.started_at,
                due_at = excluded.due_at,
                state = excluded.state,
                provisional = excluded.provisional,
                extensions_left = excluded.extensions_left,
                extension_days_left = excluded.extension_days_left,
                return_until = excluded.return_until,
                explanation = excluded.explanation,
                set_at = excluded.set_at,
                done_at = excluded.done_at,
                extension_until = excluded.extension_until
            """;
    private static final String BECAME = """
            update deadline_mirror d
            set state = new.state,
                done_at = new.done_at
            from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as new (deadline_id, state, done_at)
            where d.deadline_id = new.deadline_id
            """;
    private static final String ORDERS = """
            select id, unit, array_remove(co_units || handling_unit, null) as co_units, state, version
            from work_order
            where id = any ($1::uuid[])
              and ended_at is null
            """;

    private final ChangeFeed feed;
    private final ObjectMapper json;

    public DeadlineMirror(ChangeFeed feed, ObjectMapper json) {
        this.feed = feed;
        this.json = json;
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
        return upsert(session, set).chain(() -> update(session, became)).chain(() -> show(session, shown));
    }

    private static void fold(Object event, Map<UUID, Line> lines, Set<UUID> shown) {
        if (event instanceof DeadlineSet e) {
            var line = line(lines, e.deadlineId());
            line.set = e;
            line.state = "OPEN";
            line.doneAt = null;
            if (e.previousDueAt() != null) {
                shown.add(e.workOrderId());
            }
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

    private Uni<Void> upsert(Mutiny.Session session, List<Line> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var sets = lines.stream().map(line -> line.set).toList();
        return Sql.on(session)
                .update(
                        UPSERT,
                        uuids(sets, DeadlineSet::deadlineId),
                        uuids(sets, DeadlineSet::caseId),
                        uuids(sets, DeadlineSet::workOrderId),
                        sets.stream().map(DeadlineSet::round).toArray(Integer[]::new),
                        sets.stream().map(set -> set.kind().name()).toArray(String[]::new),
                        sets.stream().map(DeadlineSet::unit).toArray(String[]::new),
                        times(sets, DeadlineSet::startedAt),
                        times(sets, DeadlineSet::dueAt),
                        lines.stream().map(line -> line.state).toArray(String[]::new),
                        sets.stream().map(DeadlineSet::provisional).toArray(Boolean[]::new),
                        sets.stream().map(DeadlineSet::extensionsLeft).toArray(Integer[]::new),
                        sets.stream().map(DeadlineSet::extensionDaysLeft).toArray(Integer[]::new),
                        times(sets, DeadlineSet::returnUntil),
                        sets.stream().map(set -> write(set.explanation())).toArray(String[]::new),
                        times(sets, DeadlineSet::setAt),
                        times(lines, line -> line.doneAt),
                        times(sets, DeadlineSet::extensionUntil))
                .replaceWithVoid();
    }

    private static Uni<Void> update(Mutiny.Session session, List<Line> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Sql.on(session)
                .update(
                        BECAME,
                        uuids(lines, line -> line.id),
                        lines.stream().map(line -> line.state).toArray(String[]::new),
                        times(lines, line -> line.doneAt))
                .replaceWithVoid();
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
                    rows.forEach(row -> entries.addAll(WorkOrders.entries(
                            row.getUUID("id"),
                            row.getString("unit"),
                            List.of((String[]) row.getValue("co_units")),
                            WorkOrderState.valueOf(row.getString("state")),
                            row.getInteger("version"))));
                    return feed.append(session, entries);
                });
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an explanation", e);
        }
    }

    private static <T> UUID[] uuids(Collection<T> rows, Function<T, UUID> value) {
        return rows.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> rows, Function<T, Instant> value) {
        return rows.stream().map(row -> ShanghaiTime.of(value.apply(row))).toArray(OffsetDateTime[]::new);
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
