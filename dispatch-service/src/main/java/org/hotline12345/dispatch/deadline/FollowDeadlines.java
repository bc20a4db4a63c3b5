package org.hotline12345.dispatch.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.dispatch.deadline.DeadlineStore.Line;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.OfficeUrged;

/**
 * Keeps what followup says about deadlines, and of what it reminds the dispatch office and agents. The events of a batch are folded per deadline, so a batch costs one statement. A
 * deadline that is set, moved or marked shows in the unit's feed, for the unit may have read the order before; versions stay as
 * they are. Where a command overtakes it, the feed tells the command's version once more.
 */
@ApplicationScoped
public class FollowDeadlines {
    /** The events that are followed. */
    public static final Set<Class<? extends CaseEvent>> FOLLOWED = Set.of(
            DeadlineSet.class,
            DeadlineMarked.class,
            DeadlineMarkRevoked.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class,
            OfficeUrged.class);

    private final DeadlineStore store;
    private final ChangeFeed feed;

    FollowDeadlines(DeadlineStore store, ChangeFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** Takes events of {@link #FOLLOWED}, in their order. */
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<UUID, Line> lines = new LinkedHashMap<>();
        Set<UUID> shown = new LinkedHashSet<>();
        var urges = new ArrayList<OfficeUrged>();
        for (var received : events) {
            if (received.event() instanceof OfficeUrged urged) {
                urges.add(urged);
            } else {
                fold(received.event(), lines, shown);
            }
        }
        shown.remove(null);
        return store.write(session, lines.values(), urges, shown).chain(entries -> feed.append(session, entries));
    }

    private static void fold(Object event, Map<UUID, Line> lines, Set<UUID> shown) {
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
}
