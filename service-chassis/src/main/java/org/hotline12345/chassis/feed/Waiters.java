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

    /** So many of the newest changes of a reader are kept in memory: more than happen to a busy one from one of its requests to the next. */
    private static final int KEPT = 64;

    private final Vertx vertx;
    private final Map<String, Set<Waiter>> waiting = new ConcurrentHashMap<>();
    private final Set<Waiter> ofMany = ConcurrentHashMap.newKeySet();
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile long start;
    private volatile boolean stopping;

    Waiters(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * What a reader was handed out last.
     *
     * @param items All of its changes after the position, in their order.
     */
    private record Newest(long after, List<FeedItem> items) {
        long last() {
            return items.isEmpty() ? after : items.get(items.size() - 1).position();
        }

        Newest with(List<FeedItem> more) {
            var all = new ArrayList<FeedItem>(items.size() + more.size());
            all.addAll(items);
            all.addAll(more);
            int dropped = Math.max(0, all.size() - KEPT);
            return dropped == 0
                    ? new Newest(after, all)
                    : new Newest(all.get(dropped - 1).position(), List.copyOf(all.subList(dropped, all.size())));
        }

        List<FeedItem> since(long position, int limit) {
            return items.stream()
                    .filter(item -> item.position() > position)
                    .limit(limit)
                    .toList();
        }
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
     * @param read is left out where this process knows what there is, or that there is nothing yet; what it does not know yet it hands
     *     out in its next run
     */
    Uni<FeedPage> await(Set<String> readers, long after, int limit, Duration wait, Supplier<Uni<FeedPage>> read) {
        return Uni.createFrom().<FeedPage>emitter(emitter -> {
            var waiter = new Waiter(readers, after, limit, emitter);
            // registered before it reads: what is numbered meanwhile is handed to it
            register(waiter);
            emitter.onTermination(() -> unregister(waiter));
            List<FeedItem> known = known(readers, after, limit);
            if (known != null) {
                waiter.hasRead(FeedPage.of(known, after), wait);
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
        byReader.forEach((reader, items) -> newest.put(reader, newestOf(reader).with(items)));
    }

    private Newest newestOf(String reader) {
        return newest.getOrDefault(reader, new Newest(start, List.of()));
    }

    /**
     * What this process knows of the changes after the position; null where it does not know them all. Of several readers it only
     * knows when there is nothing: they are told one after another, and between two of them a later change may be known before an earlier
     * one of another.
     */
    private List<FeedItem> known(Set<String> readers, long after, int limit) {
        if (readers.size() == 1) {
            Newest ofReader = newestOf(readers.iterator().next());
            return after >= ofReader.after() ? ofReader.since(after, limit) : null;
        }
        return readers.stream().allMatch(reader -> after >= newestOf(reader).last()) ? List.of() : null;
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
