package org.hotline12345.dispatch.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.Heard;
import org.hotline12345.dispatch.deadline.FollowDeadlines;
import org.hotline12345.dispatch.routing.Opinions;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.webhook.CollectDeliveries;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
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
import org.hotline12345.events.course.CaseCourse;

/** What dispatch does when something happens to a case elsewhere: routes it, ends its order, opens a new round. */
@ApplicationScoped
public class FollowCases implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> OF_CASES = Set.of(
            CaseRegistered.class,
            CaseAnsweredDirectly.class,
            CaseNotAccepted.class,
            CaseSupplemented.class,
            CaseCorrected.class,
            CitizenUrged.class,
            CaseWithdrawn.class,
            CaseWentLive.class,
            ReworkOrdered.class);

    /** And the service's own, at their place in the stream: the course of a case is what the stream says. */
    private static final Set<Class<? extends CaseEvent>> FOLLOWED =
            Stream.concat(OF_CASES.stream(), CaseCourse.events().stream()).collect(Collectors.toUnmodifiableSet());

    private final Cases cases;
    private final FollowDeadlines deadlines;
    private final Opinions opinions;
    private final CorrectedCaseQueries corrected;
    private final CollectDeliveries webhooks;
    private final Clock clock;

    FollowCases(
            Cases cases,
            FollowDeadlines deadlines,
            Opinions opinions,
            CorrectedCaseQueries corrected,
            CollectDeliveries webhooks,
            Clock clock) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.opinions = opinions;
        this.corrected = corrected;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        var all = new LinkedHashSet<>(FOLLOWED);
        all.addAll(FollowDeadlines.FOLLOWED);
        all.addAll(CollectDeliveries.followed());
        return all;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return EventCatalogue.caseEvents().stream()
                .filter(type -> !handles().contains(type))
                .collect(Collectors.toSet());
    }

    /**
     * What the router is asked with.
     *
     * @param opinions What the learned model says, by the ids of the registrations and corrections.
     * @param corrected Corrected cases, by the ids of the corrections.
     */
    private record Prepared(Map<UUID, ModelOpinion> opinions, Map<UUID, CaseToRoute> corrected) {}

    /** The learned model is asked about new and corrected cases away from the event loop. */
    @Override
    public Uni<Application> prepare(List<ReceivedEvent> events) {
        var toRoute = new HashMap<UUID, CaseToRoute>();
        LocalDate today = ShanghaiTime.day(clock.instant());
        for (var received : events) {
            if (received.event() instanceof CaseRegistered e && e.outcome() == IntakeOutcome.TO_DISPATCH) {
                toRoute.put(received.id(), CaseToRoute.of(e, today));
            }
        }
        return corrected
                .toRoute(events, today)
                .invoke(toRoute::putAll)
                .chain(wanted -> opinions.of(toRoute).map(found -> new Prepared(found, wanted)))
                .map(prepared -> (session, fresh) -> apply(session, fresh, prepared));
    }

    /** Without having been prepared, as replayed events are: they go the same way, and the model is asked here. */
    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        return prepare(events).chain(prepared -> prepared.apply(session, events));
    }

    private Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events, Prepared prepared) {
        var ofCases = events.stream()
                .filter(received -> FOLLOWED.contains(received.event().getClass()))
                .toList();
        var ofDeadlines = events.stream()
                .filter(received ->
                        FollowDeadlines.FOLLOWED.contains(received.event().getClass()))
                .toList();
        var ofTheirDeadlines = deadlines.apply(session, ofDeadlines);
        return (ofCases.isEmpty()
                        ? ofTheirDeadlines
                        : follow(session, emergenciesFirst(ofCases), prepared, ofTheirDeadlines))
                .chain(() -> webhooks.apply(session, events));
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

    /** @param then what is done behind it: what is said of deadlines in the same batch is shown with the orders as they are now */
    private Uni<Void> follow(Mutiny.Session session, List<ReceivedEvent> events, Prepared prepared, Uni<Void> then) {
        var writes = new Writes().insertMissing(CaseTables.ATTACHMENTS, attachments(events));
        return cases.lock(session, knownBefore(events, FOLLOWED), knownBefore(events, OF_CASES))
                .invoke(set -> events.forEach(received -> set.apply(
                        heard(received),
                        prepared.opinions().get(received.id()),
                        prepared.corrected().get(received.id()))))
                .chain(set -> cases.save(session, set, writes))
                .chain(() -> Sql.oneBehindAnother(writes.run(Sql.on(session)), then));
    }

    private static List<CaseTables.CaseAttachment> attachments(List<ReceivedEvent> events) {
        return events.stream()
                .map(ReceivedEvent::event)
                .flatMap(event -> event instanceof CaseRegistered e
                        ? e.attachments().stream()
                                .map(file -> new CaseTables.CaseAttachment(e.caseId(), null, file, e.registeredAt()))
                        : event instanceof CaseSupplemented s
                                ? s.attachments().stream()
                                        .map(file -> new CaseTables.CaseAttachment(
                                                s.caseId(), s.supplementId(), file, s.supplementedAt()))
                                : Stream.empty())
                .toList();
    }

    private static Heard heard(ReceivedEvent received) {
        return new Heard(
                received.id(), (CaseEvent) received.event(), received.time(), received.imported(), received.actor());
    }

    private static UUID caseOf(ReceivedEvent received) {
        return ((CaseEvent) received.event()).caseId();
    }

    /** Cases that the batch does not register itself and that it has events of these types of. */
    private static Set<UUID> knownBefore(List<ReceivedEvent> events, Set<Class<? extends CaseEvent>> types) {
        var fresh = new HashSet<UUID>();
        var known = new HashSet<UUID>();
        for (var received : events) {
            if (received.event() instanceof CaseRegistered) {
                fresh.add(caseOf(received));
            } else if (types.contains(received.event().getClass()) && !fresh.contains(caseOf(received))) {
                known.add(caseOf(received));
            }
        }
        return known;
    }
}
