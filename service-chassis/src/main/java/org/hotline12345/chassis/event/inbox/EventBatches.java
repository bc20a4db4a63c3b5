package org.hotline12345.chassis.event.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.EventLoops;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.CauseTraces;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.IncomingEvent.Fate;
import org.jboss.logging.Logger;

/**
 * Applies a batch of events so that it never fails: errors of infrastructure are retried as long as they last; what fails
 * by itself is found by applying singly, and parked with the later events of its key.
 */
@ApplicationScoped
class EventBatches {
    private static final Logger LOG = Logger.getLogger(EventBatches.class);
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 5_000;
    private static final int MAX_CONFLICTS = 10;
    private static final int WORTH_A_LANE = 200;

    /** As the connections of {@link CommandGroup#POOL} do, and for the same reason. */
    private static final String KEEP_PLANS = "set local plan_cache_mode = force_generic_plan";

    private static final String BEHIND = "behind a parked event";

    private final EventReader reader;
    private final Inbox inbox;
    private final Transactions transactions;
    private final ConsumerState state;
    private final ConsumerSettings settings;
    private final Vertx vertx;
    private final Timer batches;

    EventBatches(
            EventReader reader,
            Inbox inbox,
            Transactions transactions,
            ConsumerState state,
            ConsumerSettings settings,
            Vertx vertx,
            MeterRegistry meters) {
        this.reader = reader;
        this.inbox = inbox;
        this.transactions = transactions;
        this.state = state;
        this.settings = settings;
        this.vertx = vertx;
        this.batches = Timer.builder("hotline_event_batch")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /** Applies the records. The Uni completes when all of them are applied, ignored or parked; it does not fail. */
    Uni<Void> process(List<ConsumerRecord<String, byte[]>> records, EventRoute route) {
        return Uni.createFrom()
                .deferred(() -> state.stopped().isPresent() ? Uni.createFrom().nothing() : apply(records, route))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.error("Events could neither be applied nor parked", failure);
                    state.stop("events could neither be applied nor parked: " + message(failure));
                    return Uni.createFrom().nothing();
                });
    }

    private Uni<Void> apply(List<ConsumerRecord<String, byte[]>> records, EventRoute route) {
        long start = System.nanoTime();
        var wanted = new ArrayList<IncomingEvent>(records.size());
        Set<UUID> seen = new HashSet<>(records.size() * 2);
        var ignored = new HashMap<String, Integer>();
        boolean poison = false;
        for (ConsumerRecord<String, byte[]> record : records) {
            IncomingEvent event = reader.read(record, route);
            if (event.fate() == Fate.IGNORE) {
                ignored.merge(event.received().type(), 1, Integer::sum);
            } else if (seen.add(event.id())) {
                wanted.add(event);
                poison |= event.fate() == Fate.PARK;
            } else {
                state.count(event.received().type(), "duplicate", 1);
            }
        }
        ignored.forEach((type, number) -> state.count(type, "ignored", number));
        if (wanted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> work = poison ? singly(wanted, route) : inLanes(wanted, route);
        return work.onItem().invoke(() -> batches.record(Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Where it is worth it, several transactions at once on as many event loops; a partition stays in one of them. */
    private Uni<Void> inLanes(List<IncomingEvent> events, EventRoute route) {
        int lanes = Math.min(settings.lanes(), events.size() / WORTH_A_LANE);
        if (lanes <= 1) {
            return together(events, route);
        }
        Map<Integer, List<IncomingEvent>> byLane = events.stream()
                .collect(Collectors.groupingBy(event -> event.received().partition() % lanes));
        return Uni.join()
                .all(byLane.values().stream()
                        .map(lane -> EventLoops.apart(vertx, () -> together(lane, route)))
                        .toList())
                .andCollectFailures()
                .emitOn(EventLoops.in(Vertx.currentContext()))
                .replaceWithVoid();
    }

    private Uni<Void> together(List<IncomingEvent> events, EventRoute route) {
        return persistently(route.topic(), () -> transaction(events, route))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (events.size() > 1) {
                        LOG.debugf(failure, "A batch of %d events failed, they are applied singly", events.size());
                        return singly(events, route);
                    }
                    return park(events.get(0), route, failure);
                });
    }

    private Uni<Void> singly(List<IncomingEvent> events, EventRoute route) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> event.fate() == Fate.PARK
                        ? park(event, route, null)
                        : persistently(route.topic(), () -> transaction(List.of(event), route))
                                .onFailure()
                                .recoverWithUni(failure -> park(event, route, failure)))
                .onItem()
                .ignoreAsUni();
    }

    /** All in one transaction: claim, apply what is new, park what stands behind a parked event. */
    private Uni<Void> transaction(List<IncomingEvent> events, EventRoute route) {
        return route.prepare(events.stream().map(IncomingEvent::received).toList())
                .chain(prepared -> EventLoops.anew(vertx, () -> {
                    rememberTraces(events);
                    return transactions.once(session -> claim(session, events, route)
                            .chain(claim -> applyClaimed(session, events, prepared, claim)));
                }))
                .invoke(claim -> count(events, claim))
                .replaceWithVoid();
    }

    /** The setting is not waited for: the claim travels right behind it. */
    private Uni<Inbox.Claim> claim(Mutiny.Session session, List<IncomingEvent> events, EventRoute route) {
        return Uni.combine()
                .all()
                .unis(Sql.on(session).update(KEEP_PLANS), inbox.claim(session, route.topic(), events))
                .with((kept, claim) -> claim);
    }

    private Uni<Inbox.Claim> applyClaimed(
            Mutiny.Session session,
            List<IncomingEvent> events,
            CaseEventHandler.Application prepared,
            Inbox.Claim claim) {
        var fresh = new ArrayList<ReceivedEvent>(claim.fresh().size());
        var blocked = new ArrayList<IncomingEvent>();
        for (IncomingEvent event : events) {
            if (claim.fresh().contains(event.id())) {
                fresh.add(event.received());
            } else if (claim.blocked().contains(event.id())) {
                blocked.add(event);
            }
        }
        Uni<Void> parked = blocked.isEmpty() ? Uni.createFrom().voidItem() : inbox.park(session, blocked, BEHIND);
        return parked.chain(() -> fresh.isEmpty() ? Uni.createFrom().voidItem() : prepared.apply(session, fresh))
                .replaceWith(claim);
    }

    private Uni<Void> park(IncomingEvent event, EventRoute route, Throwable failure) {
        String error = failure == null ? event.error() : message(failure);
        if (failure != null) {
            LOG.errorf(
                    failure,
                    "Event %s of type %s fails and is parked",
                    event.id(),
                    event.received().type());
        } else {
            LOG.errorf(
                    "Event %s of type %s is parked: %s",
                    event.id(), event.received().type(), error);
        }
        return persistently(
                        route.topic(), () -> transactions.once(session -> inbox.park(session, List.of(event), error)))
                .chain(() -> {
                    state.count(event.received().type(), "parked", 1);
                    if (state.parkedOne()) {
                        LOG.error("Too many events were parked within a minute: consumption stops until a restart");
                        state.stop("too many events were parked within a minute");
                        return Uni.createFrom().<Void>nothing();
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    /** Tries again, with back-off, as long as errors of infrastructure last. */
    private Uni<Void> persistently(String topic, Supplier<Uni<Void>> work) {
        var failures = new AtomicInteger();
        var conflicts = new AtomicInteger();
        return Uni.createFrom()
                .deferred(work::get)
                .onFailure(failure -> DatabaseErrors.isInfrastructure(failure)
                        && (!DatabaseErrors.isVersionConflict(failure) || conflicts.incrementAndGet() < MAX_CONFLICTS))
                .retry()
                .when(attempts -> attempts.onItem()
                        .transformToUniAndConcatenate(failure -> again(topic, failure, failures.getAndIncrement())))
                .invoke(() -> state.progress(topic));
    }

    /** Completes with an item, which starts the next attempt, after a pause. */
    private Uni<Boolean> again(String topic, Throwable failure, int failures) {
        String error = message(failure);
        if (failures == 0 || failures % 20 == 0) {
            LOG.warnf("Applying events of %s is retried: %s", topic, error);
        }
        LOG.debugf("Attempt %d on %s failed: %s", failures + 1, topic, error);
        state.retrying(topic, error);
        return EventLoops.pause(vertx, pause(failures)).replaceWith(true);
    }

    private static Duration pause(int failures) {
        long most = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 7));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private void count(List<IncomingEvent> events, Inbox.Claim claim) {
        Map<String, int[]> byType = new HashMap<>();
        for (IncomingEvent event : events) {
            int outcome =
                    claim.fresh().contains(event.id()) ? 0 : claim.blocked().contains(event.id()) ? 1 : 2;
            byType.computeIfAbsent(event.received().type(), key -> new int[3])[outcome]++;
        }
        byType.forEach((type, numbers) -> {
            String[] outcomes = {"applied", "parked", "duplicate"};
            for (int i = 0; i < outcomes.length; i++) {
                if (numbers[i] > 0) {
                    state.count(type, outcomes[i], numbers[i]);
                }
            }
        });
    }

    private static void rememberTraces(List<IncomingEvent> events) {
        var traces = new HashMap<String, String>();
        for (IncomingEvent event : events) {
            if (event.trace() != null) {
                traces.put(event.key(), event.trace());
            }
        }
        CauseTraces.remember(traces);
    }

    private static String message(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage() == null ? "" : ": " + root.getMessage();
        return root.getClass().getSimpleName() + text;
    }
}
