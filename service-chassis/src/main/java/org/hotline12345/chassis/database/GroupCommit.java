package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes together what comes at the same time: what arrives while a transaction is under way goes into the next one. Nothing
 * waits while nothing is under way, and nobody is answered before the transaction with his part has committed.
 *
 * <p>A group that fails for what is in it is written again in halves, so that one bad part fails alone. A database that cannot
 * be reached fails all of the group.
 *
 * @param <T> What is written.
 * @param <R> What is answered; may be null.
 */
public final class GroupCommit<T, R> {
    private final Vertx vertx;
    private final Limits limits;
    private final Function<T, ? extends Collection<?>> touched;
    private final Function<List<T>, Uni<List<R>>> write;
    private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
    private final Set<Object> touchedNow = new HashSet<>();
    private int underWay;

    /**
     * How much at once.
     *
     * @param largest The most in one transaction.
     * @param atOnce The most transactions under way.
     * @param worthwhile So many must wait before another transaction begins beside one under way.
     */
    public record Limits(int largest, int atOnce, int worthwhile) {
        /** Each at least one. */
        public Limits {
            if (largest < 1 || atOnce < 1 || worthwhile < 1) {
                throw new IllegalArgumentException("limits of a group commit are at least 1");
            }
        }
    }

    /**
     * Writes groups.
     *
     * @param write Writes all of a group in one transaction and answers each, in the same order; or fails, and then nothing is
     *     written. It is called in a context of its own.
     */
    public GroupCommit(Vertx vertx, Limits limits, Function<List<T>, Uni<List<R>>> write) {
        this(vertx, limits, item -> List.of(), write);
    }

    /**
     * Writes groups in which nothing is touched twice.
     *
     * @param touched What an item touches. Of the items that touch the same, one is written at a time, in the order of their
     *     coming.
     */
    public GroupCommit(
            Vertx vertx,
            Limits limits,
            Function<T, ? extends Collection<?>> touched,
            Function<List<T>, Uni<List<R>>> write) {
        this.vertx = vertx;
        this.limits = limits;
        this.touched = touched;
        this.write = write;
    }

    /** Writes the item with others; completes in the caller's context, after the commit. */
    public Uni<R> add(T item) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = Vertx.currentContext();
            synchronized (waiting) {
                waiting.addLast(new Waiting<>(item, emitter, caller));
            }
            if (caller == null) {
                start();
            } else {
                // the requests that this turn of the event loop has yet to read come along
                caller.runOnContext(ignored -> start());
            }
        });
    }

    private void start() {
        for (List<Waiting<T, R>> group = next(); !group.isEmpty(); group = next()) {
            List<Waiting<T, R>> these = group;
            EventLoops.apart(
                            vertx, () -> write(these.stream().map(Waiting::item).toList()))
                    .subscribe()
                    .with(outcomes -> finish(these, outcomes), failure -> finish(these, all(these.size(), failure)));
        }
    }

    private List<Waiting<T, R>> next() {
        synchronized (waiting) {
            boolean free = underWay == 0 || underWay < limits.atOnce() && waiting.size() >= limits.worthwhile();
            if (!free || waiting.isEmpty()) {
                return List.of();
            }
            var group = new ArrayList<Waiting<T, R>>(Math.min(limits.largest(), waiting.size()));
            // what has to wait holds up what comes after it and touches the same
            var taken = new HashSet<Object>(touchedNow);
            for (var each = waiting.iterator(); each.hasNext() && group.size() < limits.largest(); ) {
                Waiting<T, R> next = each.next();
                Collection<?> touches = touched.apply(next.item());
                if (Collections.disjoint(touches, taken)) {
                    group.add(next);
                    each.remove();
                }
                taken.addAll(touches);
            }
            if (!group.isEmpty()) {
                underWay++;
                group.forEach(next -> touchedNow.addAll(touched.apply(next.item())));
            }
            return group;
        }
    }

    private void finish(List<Waiting<T, R>> group, List<Outcome<R>> outcomes) {
        synchronized (waiting) {
            underWay--;
            group.forEach(each -> touchedNow.removeAll(touched.apply(each.item())));
        }
        start();
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer(outcomes.get(i));
        }
    }

    private Uni<List<Outcome<R>>> write(List<T> items) {
        return Uni.createFrom()
                .deferred(() -> write.apply(items))
                .map(answers -> succeeded(items.size(), answers))
                .onFailure()
                .recoverWithUni(failure -> items.size() == 1 || DatabaseErrors.isUnavailable(failure)
                        ? Uni.createFrom().item(all(items.size(), failure))
                        : inHalves(items));
    }

    private Uni<List<Outcome<R>>> inHalves(List<T> items) {
        int half = items.size() / 2;
        return write(items.subList(0, half))
                .chain(first -> write(items.subList(half, items.size())).map(second -> {
                    var both = new ArrayList<>(first);
                    both.addAll(second);
                    return both;
                }));
    }

    private static <R> List<Outcome<R>> succeeded(int size, List<R> answers) {
        if (answers.size() != size) {
            throw new IllegalStateException(answers.size() + " answers to a group of " + size);
        }
        var outcomes = new ArrayList<Outcome<R>>(size);
        answers.forEach(answer -> outcomes.add(new Outcome<>(answer, null)));
        return outcomes;
    }

    private static <R> List<Outcome<R>> all(int size, Throwable failure) {
        return Collections.nCopies(size, new Outcome<>(null, failure));
    }

    private record Outcome<R>(R answer, Throwable failure) {}

    private record Waiting<T, R>(T item, UniEmitter<? super R> emitter, Context caller) {
        void answer(Outcome<R> outcome) {
            if (caller == null) {
                tell(outcome);
            } else {
                caller.runOnContext(ignored -> tell(outcome));
            }
        }

        private void tell(Outcome<R> outcome) {
            if (outcome.failure() == null) {
                emitter.complete(outcome.answer());
            } else {
                emitter.fail(outcome.failure());
            }
        }
    }
}
