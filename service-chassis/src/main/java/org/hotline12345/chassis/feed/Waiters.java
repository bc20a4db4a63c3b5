package org.hotline12345.chassis.feed;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The requests of this process that wait for changes, and how far each reader's changes have been handed out. */
final class Waiters {
    /** So long is waited while the process stops: it holds nothing up, and who asks again at once does not do so without a rest. */
    private static final Duration WHILE_STOPPING = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final Set<Waiter> ofMany = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long start;
    private volatile boolean stopping;

    Waiters(Vertx vertx) {
        this.vertx = vertx;
    }

    /** From this position on everything is handed out here. */
    void startAt(long position) {
        start = position;
    }

    int count() {
        return count.get();
    }

    /**
     * What the read finds, or else the next change that is handed out before the wait is over.
     *
     * @param read is left out where this process knows that there is nothing yet; what it does not know yet it hands out in its
     *     next run
     */
    Uni<FeedPage> await(Set<String> readers, long after, int limit, Duration wait, Supplier<Uni<FeedPage>> read) {
        return Uni.createFrom().<FeedPage>emitter(emitter -> {
            var waiter = new Waiter(readers, after, limit, emitter);
            // registered before it reads: what is numbered meanwhile is handed to it
            register(waiter);
            emitter.onTermination(() -> unregister(waiter));
            if (readers.stream().allMatch(reader -> after >= last.getOrDefault(reader, start))) {
                waiter.hasRead(FeedPage.of(List.of(), after), wait);
                return;
            }
            read.get().subscribe().with(page -> waiter.hasRead(page, wait), waiter::fail);
        });
    }

    /** Answers all that wait that there is nothing; nobody waits long from now on. */
    void release() {
        stopping = true;
        waiting.values().forEach(ofReader -> ofReader.forEach(Waiter::release));
        ofMany.forEach(Waiter::release);
    }

    void offer(Map<String, List<FeedItem>> byReader) {
        byReader.forEach(
                (reader, items) -> waiting.getOrDefault(reader, Set.of()).forEach(waiter -> waiter.offer(items)));
        // whoever reads for several is given all of theirs at once and in order: the position it asks with next time
        // holds for all
        ofMany.forEach(waiter -> {
            var items = waiter.readers.stream()
                    .flatMap(reader -> byReader.getOrDefault(reader, List.of()).stream())
                    .sorted(Comparator.comparingLong(FeedItem::position))
                    .toList();
            if (!items.isEmpty()) {
                waiter.offer(items);
            }
        });
    }

    /** Before it is handed out: who registers in between either reads it or is handed it. */
    void known(Map<String, List<FeedItem>> byReader) {
        byReader.forEach(
                (reader, items) -> last.put(reader, items.get(items.size() - 1).position()));
    }

    private void register(Waiter waiter) {
        count.incrementAndGet();
        if (waiter.readers.size() > 1) {
            ofMany.add(waiter);
            return;
        }
        waiting.compute(waiter.reader(), (reader, present) -> {
            Set<Waiter> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(waiter);
            return set;
        });
    }

    private void unregister(Waiter waiter) {
        if (waiter.readers.size() > 1) {
            if (ofMany.remove(waiter)) {
                count.decrementAndGet();
            }
        } else {
            waiting.computeIfPresent(waiter.reader(), (reader, present) -> {
                if (present.remove(waiter)) {
                    count.decrementAndGet();
                }
                return present.isEmpty() ? null : present;
            });
        }
        waiter.cancelTimer();
    }

    /** A request that waits. */
    private final class Waiter {
        private final Set<String> readers;
        private final long after;
        private final int limit;
        private final UniEmitter<? super FeedPage> emitter;
        private final Context context = Vertx.currentContext();
        private final List<FeedItem> offered = new ArrayList<>();
        private boolean armed;
        private boolean done;
        private long deadline = -1;

        Waiter(Set<String> readers, long after, int limit, UniEmitter<? super FeedPage> emitter) {
            this.readers = readers;
            this.after = after;
            this.limit = limit;
            this.emitter = emitter;
        }

        String reader() {
            return readers.iterator().next();
        }

        synchronized void offer(List<FeedItem> items) {
            for (FeedItem item : items) {
                if (item.position() > after && offered.size() < limit) {
                    offered.add(item);
                }
            }
            if (armed && !offered.isEmpty()) {
                answer(FeedPage.of(offered, after));
            }
        }

        synchronized void hasRead(FeedPage page, Duration wait) {
            if (!page.items().isEmpty() || !offered.isEmpty()) {
                answer(page.items().isEmpty() ? FeedPage.of(offered, after) : page);
                return;
            }
            armed = true;
            Duration longest = stopping && wait.compareTo(WHILE_STOPPING) > 0 ? WHILE_STOPPING : wait;
            deadline = vertx.setTimer(longest.toMillis(), ignored -> timeOut());
        }

        /** Who reads still waits for what it reads. */
        synchronized void release() {
            if (armed) {
                timeOut();
            }
        }

        private synchronized void timeOut() {
            answer(FeedPage.of(List.of(), after));
        }

        void fail(Throwable failure) {
            unregister(this);
            emitter.fail(failure);
        }

        synchronized void cancelTimer() {
            if (deadline >= 0) {
                vertx.cancelTimer(deadline);
                deadline = -1;
            }
        }

        private void answer(FeedPage page) {
            if (done) {
                return;
            }
            done = true;
            unregister(this);
            if (context == null) {
                emitter.complete(page);
            } else {
                context.runOnContext(ignored -> emitter.complete(page));
            }
        }
    }
}
