package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

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
    private final Map<Mutiny.Session, Writes> closings = new ConcurrentHashMap<>();

    public Transactions(Mutiny.SessionFactory sessions, Vertx vertx) {
        this.sessions = sessions;
        this.vertx = vertx;
    }

    /** Runs the work in a transaction; inside another one of the same request it joins that one. */
    public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return EventLoops.here(
                vertx, () -> sessions.getCurrentSession() != null ? sessions.withSession(work) : attempt(work, 1));
    }

    /** Runs the work in a transaction of its own, once: the caller decides what a failure means. */
    public <T> Uni<T> once(Function<Mutiny.Session, Uni<T>> work) {
        return EventLoops.here(vertx, () -> transaction(work));
    }

    /** Runs the action when the session's transaction has committed; not at all if it rolls back. */
    public void afterCommit(Mutiny.Session session, Runnable action) {
        var closing = closings.get(session);
        if (closing != null) {
            closing.afterCommit(action);
        }
    }

    /**
     * What is written at the end of the session's transaction, after all else; statements of the same transaction do not see it.
     *
     * @throws IllegalStateException if the session's transaction is none of this class
     */
    public Writes atClose(Mutiny.Session session) {
        var closing = closings.get(session);
        if (closing == null) {
            throw new IllegalStateException("no transaction of a use case");
        }
        return closing;
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
        var closing = new Writes();
        return sessions.withSession(session -> inTransaction(session, closing, work))
                .invoke(closing::committed);
    }

    private <T> Uni<T> inTransaction(Mutiny.Session session, Writes closing, Function<Mutiny.Session, Uni<T>> work) {
        var connection = Sql.connection(session);
        closings.put(session, closing);
        // sent and not waited for: the first statement travels right behind it
        var begun = connection.beginTransaction();
        return Uni.createFrom()
                .deferred(() -> work.apply(session))
                .call(session::flush)
                .call(() -> closing.send(Sql.on(session)))
                .call(() -> Uni.createFrom().completionStage(begun))
                .onFailure()
                .call(() -> rollBack(connection))
                .onCancellation()
                .call(() -> rollBack(connection))
                .call(() -> Uni.createFrom().completionStage(connection::commitTransaction))
                .onTermination()
                .invoke(() -> closings.remove(session));
    }

    /** Where it fails the connection is lost, and the database rolls back by itself: what failed before is the failure that counts. */
    private static Uni<Void> rollBack(ReactiveConnection connection) {
        return Uni.createFrom()
                .completionStage(connection::rollbackTransaction)
                .onFailure()
                .recoverWithNull();
    }
}
