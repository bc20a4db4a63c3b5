package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.ProblemType;

/**
 * The transactions of use cases. Work that loses against somebody else is done again in a new session: after a version conflict
 * three times in all, after a deadlock five times; a version conflict that lasts is the problem {@code concurrent-change} (409). So the
 * work must be repeatable: no effects outside the session.
 */
@ApplicationScoped
public class Transactions {
    private static final int ATTEMPTS = 3;
    private static final int CONTENDED_ATTEMPTS = 5;

    private final Mutiny.SessionFactory sessions;
    private final Vertx vertx;
    private final Map<Mutiny.Session, List<Runnable>> afterCommit = new ConcurrentHashMap<>();

    public Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
    }

    /** Runs the work in a transaction; inside another one of the same request it joins that one. */
    public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return EventLoops.here(
                vertx, () -> sessions.getCurrentSession() != null ? sessions.withTransaction(work) : attempt(work, 1));
    }

    /** Runs the work in a transaction of its own, once: the caller decides what a failure means. */
    public <T> Uni<T> once(Function<Mutiny.Session, Uni<T>> work) {
        return EventLoops.here(vertx, () -> transaction(work));
    }

    /** Runs the action when the session's transaction has committed; not at all if it rolls back. */
    public void afterCommit(Mutiny.Session session, Runnable action) {
        List<Runnable> actions = afterCommit.get(session);
        if (actions != null && !actions.contains(action)) {
            actions.add(action);
        }
    }

    private <T> Uni<T> attempt(Function<Mutiny.Session, Uni<T>> work, int attempt) {
        return transaction(work).onFailure(Transactions::worthAnotherTry).recoverWithUni(failure -> {
            if (attempt < (DatabaseErrors.isVersionConflict(failure) ? ATTEMPTS : CONTENDED_ATTEMPTS)) {
                var pause = Duration.ofMillis(ThreadLocalRandom.current().nextInt(5, 20 * attempt));
                return EventLoops.pause(vertx, pause).chain(() -> attempt(work, attempt + 1));
            }
            return Uni.createFrom()
                    .failure(
                            DatabaseErrors.isVersionConflict(failure)
                                    ? Problem.of(ProblemType.CONCURRENT_CHANGE)
                                    : failure);
        });
    }

    private static boolean worthAnotherTry(Throwable failure) {
        return DatabaseErrors.isVersionConflict(failure) || DatabaseErrors.isContention(failure);
    }

    private <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
        var actions = new ArrayList<Runnable>(2);
        var key = new Mutiny.Session[1];
        return sessions.withTransaction(session -> {
                    key[0] = session;
                    afterCommit.put(session, actions);
                    return work.apply(session);
                })
                .onTermination()
                .invoke(() -> {
                    if (key[0] != null) {
                        afterCommit.remove(key[0]);
                    }
                })
                .invoke(() -> actions.forEach(Runnable::run));
    }
}
