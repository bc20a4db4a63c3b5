package org.hotline12345.dispatch.caselife;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deadline.DeadlineMirror;
import org.hotline12345.dispatch.routing.Opinions;
import org.hotline12345.dispatch.routing.RoutingBooks;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.triage.TriageQueue;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Urgency;

/** What dispatch does when something happens to a case elsewhere: routes it, ends its order, opens a new round. */
@ApplicationScoped
public class FollowCases implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> OF_CASES = Set.of(
            CaseRegistered.class,
            CaseAnsweredDirectly.class,
            CaseNotAccepted.class,
            CaseSupplemented.class,
            CitizenUrged.class,
            CaseWithdrawn.class,
            CaseWentLive.class,
            ReworkOrdered.class);

    private final CaseStore store;
    private final DeadlineMirror deadlines;
    private final RoutingBooks books;
    private final Opinions opinions;
    private final TriageQueue triage;
    private final Outbox outbox;
    private final ChangeFeed feed;
    private final AwaitInstructions instructions;
    private final Clock clock;

    FollowCases(
            CaseStore store,
            DeadlineMirror deadlines,
            RoutingBooks books,
            Opinions opinions,
            TriageQueue triage,
            Outbox outbox,
            ChangeFeed feed,
            AwaitInstructions instructions,
            Clock clock) {
        this.store = store;
        this.deadlines = deadlines;
        this.books = books;
        this.opinions = opinions;
        this.triage = triage;
        this.outbox = outbox;
        this.feed = feed;
        this.instructions = instructions;
        this.clock = clock;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        var all = new LinkedHashSet<>(OF_CASES);
        all.addAll(DeadlineMirror.KEPT);
        return all;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return EventCatalogue.caseEvents().stream()
                .filter(type -> !OF_CASES.contains(type) && !DeadlineMirror.KEPT.contains(type))
                .collect(Collectors.toSet());
    }

    /** The learned model is asked about new cases away from the event loop. */
    @Override
    public Uni<Application> prepare(List<ReceivedEvent> events) {
        var toRoute = new HashMap<UUID, CaseToRoute>();
        LocalDate today = LocalDate.now(clock.withZone(ShanghaiTime.ZONE));
        for (var received : events) {
            if (received.event() instanceof CaseRegistered e && e.outcome() == IntakeOutcome.TO_DISPATCH) {
                toRoute.put(e.caseId(), CaseToRoute.of(e, today));
            }
        }
        return opinions.of(toRoute).map(found -> (session, fresh) -> apply(session, fresh, found));
    }

    /** Without having been prepared, as replayed events are: they go the same way, and the model is asked here. */
    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        return prepare(events).chain(prepared -> prepared.apply(session, events));
    }

    private Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events, Map<UUID, ModelOpinion> opinions) {
        var ofCases = events.stream()
                .filter(received -> OF_CASES.contains(received.event().getClass()))
                .toList();
        var ofDeadlines = events.stream()
                .filter(received ->
                        DeadlineMirror.KEPT.contains(received.event().getClass()))
                .toList();
        return (ofCases.isEmpty() ? Uni.createFrom().voidItem() : follow(session, emergenciesFirst(ofCases), opinions))
                .chain(() -> deadlines.apply(session, ofDeadlines));
    }

    /** All events of cases registered as emergencies before the others; those of one case keep their order. */
    static List<ReceivedEvent> emergenciesFirst(List<ReceivedEvent> events) {
        var urgent = events.stream()
                .map(ReceivedEvent::event)
                .filter(event -> event instanceof CaseRegistered e && e.urgency() == Urgency.EMERGENCY)
                .map(event -> ((CaseRegistered) event).caseId())
                .collect(Collectors.toSet());
        return urgent.isEmpty()
                ? events
                : events.stream()
                        .sorted(Comparator.comparing(
                                received -> !urgent.contains(((CaseEvent) received.event()).caseId())))
                        .toList();
    }

    private Uni<Void> follow(Mutiny.Session session, List<ReceivedEvent> events, Map<UUID, ModelOpinion> opinions) {
        var known = knownBefore(events);
        return store.load(session, known)
                .chain(files -> books.current(Sql.on(session)).chain(book -> {
                    var batch = new Batch(files, book, opinions, clock.instant());
                    events.forEach(batch::apply);
                    return store.save(session, batch)
                            .chain(() -> instructions.mark(session, batch, book.revision()))
                            .chain(() -> triage.add(session, List.copyOf(batch.intoTriage.values())))
                            .chain(() -> outbox.add(session, batch.events()))
                            .chain(() -> feed.append(session, changes(batch)));
                }));
    }

    /** Cases that the batch does not register itself, in the order of their ids. */
    private static List<UUID> knownBefore(List<ReceivedEvent> events) {
        var fresh = new LinkedHashSet<UUID>();
        var known = new LinkedHashSet<UUID>();
        for (var received : events) {
            UUID id = ((CaseEvent) received.event()).caseId();
            if (received.event() instanceof CaseRegistered) {
                fresh.add(id);
            } else if (!fresh.contains(id)) {
                known.add(id);
            }
        }
        return known.stream().sorted().toList();
    }

    private static List<FeedEntry> changes(Batch batch) {
        var entries = new ArrayList<FeedEntry>();
        batch.orders
                .values()
                .forEach(order -> entries.addAll(
                        WorkOrders.entries(order.id, order.to.unit(), order.readers(), order.state, order.version)));
        return entries;
    }
}
