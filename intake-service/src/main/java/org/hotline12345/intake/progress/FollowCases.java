package org.hotline12345.intake.progress;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.cases.CaseState;
import org.hotline12345.intake.cases.model.CaseStanding;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.lookup.FindCases;
import org.hotline12345.intake.pattern.Patterns;
import org.hotline12345.intake.progress.model.Narration;
import org.hotline12345.intake.similarity.Duplicates;
import org.hotline12345.intake.timeline.Timeline;
import org.hotline12345.intake.timeline.model.TimelineEntry;

/**
 * Keeps the status of cases and their timeline from the events of all services, and makes registered cases findable. One
 * query and one statement per table for a whole batch.
 */
@ApplicationScoped
public class FollowCases implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> IGNORED = Set.of(
            CaseSupplemented.class,
            CitizenUrged.class,
            CaseWentLive.class,
            ReplySubmitted.class,
            ReplyReviewed.class,
            CoHandlingRequested.class,
            CoHandlingAnswered.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class,
            UnitUrgeRevoked.class,
            AppealDecided.class);

    private static final String LOAD = """
            select case_id, course, pending, reply_due_at
            from case_state
            where case_id = any($1::uuid[])
            order by case_id
            for update
            """;

    private static final Table<Changed> STATES = new Table<Changed>("case_state")
            .uuid("case_id", Changed::caseId)
            .key()
            .text("course", changed -> changed.standing().course().encode())
            .name("status", changed -> changed.standing().status())
            .name("stream_status", changed -> changed.standing().stream())
            .name("pending", changed -> changed.standing().pending())
            .text("lead_unit", changed -> changed.standing().leadUnit())
            .uuid("work_order_id", changed -> changed.standing().workOrderId())
            .text("handling_unit", Changed::handlingUnit)
            .uuid(
                    "handling_order",
                    changed -> changed.handlingUnit() == null
                            ? null
                            : changed.standing().workOrderId())
            .number("round", changed -> changed.standing().round())
            .uuid("merged_into", changed -> changed.standing().mergedInto())
            .time("reply_due_at", changed -> changed.standing().replyDueAt())
            .time("last_event_at", Changed::lastEventAt)
            .set("greatest(old.last_event_at, new.last_event_at)");

    /** Where a case now is. */
    private record Changed(UUID caseId, CaseStanding standing, Instant lastEventAt) {
        String handlingUnit() {
            return standing.course().handlingUnit();
        }
    }

    private final Timeline timeline;
    private final Duplicates duplicates;
    private final FindCases search;
    private final Patterns patterns;

    public FollowCases(Timeline timeline, Duplicates duplicates, FindCases search, Patterns patterns) {
        this.timeline = timeline;
        this.duplicates = duplicates;
        this.search = search;
        this.patterns = patterns;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        var handled = new LinkedHashSet<>(EventCatalogue.caseEvents());
        handled.removeAll(IGNORED);
        return handled;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return IGNORED;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        Sql sql = Sql.on(session);
        UUID[] ids = events.stream()
                .map(e -> ((CaseEvent) e.event()).caseId())
                .distinct()
                .toArray(UUID[]::new);
        UUID[] registered = events.stream()
                .filter(e -> e.event() instanceof CaseRegistered)
                .map(e -> ((CaseEvent) e.event()).caseId())
                .toArray(UUID[]::new);
        return begin(sql, registered).chain(() -> load(sql, ids)).chain(rows -> {
            var before = new HashMap<UUID, CaseStanding>();
            rows.forEach(row -> before.put(row.getUUID("case_id"), standing(row)));
            var after = new TreeMap<UUID, CaseStanding>();
            var last = new HashMap<UUID, Instant>();
            var entries = new ArrayList<TimelineEntry>();
            var told = new ArrayList<Duplicates.RegisteredText>();
            var dispatched = new ArrayList<Patterns.Dispatched>();
            var texts = new ArrayList<FindCases.Searchable>();
            for (ReceivedEvent received : events) {
                var event = (CaseEvent) received.event();
                UUID id = event.caseId();
                CaseStanding standing = after.getOrDefault(id, before.get(id));
                if (standing == null) {
                    throw new IllegalStateException("event of a case that intake never registered: " + id);
                }
                after.put(id, standing.after(event));
                last.merge(id, received.time(), (a, b) -> a.isAfter(b) ? a : b);
                if (!standing.overtakes(event)) {
                    Narration.of(received.id(), received.time(), received.actor(), event)
                            .ifPresent(entries::add);
                }
                if (event instanceof CaseRegistered e) {
                    told.add(new Duplicates.RegisteredText(id, e.area(), e.title(), e.text(), e.registeredAt()));
                    texts.add(new FindCases.Searchable(
                            id,
                            e.registeredAt(),
                            e.area(),
                            e.category(),
                            e.type().name(),
                            e.title(),
                            e.text(),
                            e.address()));
                }
                if (event instanceof CaseDispatched e && e.cause() == DispatchCause.FIRST) {
                    dispatched.add(
                            new Patterns.Dispatched(id, e.category(), e.area(), e.dispatchedAt(), received.imported()));
                }
            }
            after.entrySet().removeIf(e -> e.getValue().equals(before.get(e.getKey())));
            var changed = after.entrySet().stream()
                    .map(e -> new Changed(e.getKey(), e.getValue(), last.get(e.getKey())))
                    .toList();
            return new Writes()
                    .update(STATES, changed)
                    .run(sql)
                    .chain(() -> timeline.add(sql, entries))
                    .chain(() -> duplicates.index(session, told))
                    .chain(() -> search.index(session, texts))
                    .chain(() -> patterns.derive(session, dispatched));
        });
    }

    /** The rows of the cases, locked in the order of their ids; a row that is missing yet is made. */
    private static Uni<List<Row>> load(Sql sql, UUID[] ids) {
        return sql.select(LOAD, (Object) ids)
                .chain(rows -> rows.size() == ids.length
                        ? Uni.createFrom().item(rows)
                        : begin(sql, ids).chain(() -> sql.select(LOAD, (Object) ids)));
    }

    private static Uni<Void> begin(Sql sql, UUID[] ids) {
        return ids.length == 0
                ? Uni.createFrom().voidItem()
                : sql.update(CaseState.BEGIN, (Object) ids).replaceWithVoid();
    }

    private static CaseStanding standing(Row row) {
        String pending = row.getString("pending");
        return new CaseStanding(
                CaseCourse.decode(row.getString("course")),
                pending == null ? null : CaseStatus.valueOf(pending),
                Rows.instant(row, "reply_due_at"));
    }
}
