package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Work without which a service cannot start. On a busy machine, or while its database starts, it takes as long as it takes: the log
 * says that the service waits, for what and how long, and it goes on. To give up would only take the rest of the suite down. A fault of
 * the work itself ends the start at once.
 */
public final class StartWork {
    private static final Logger LOG = Logger.getLogger(StartWork.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String what;
    private final Duration progress;
    private final Duration firstPause;

    StartWork(String what, Duration progress, Duration firstPause) {
        this.what = what;
        this.progress = progress;
        this.firstPause = firstPause;
    }

    /** Waits for the work; not on an event loop. */
    public static <T> T finish(String what, Supplier<Uni<T>> work) {
        var start = new StartWork(what, Duration.ofSeconds(30), Duration.ofSeconds(1));
        return start.wait(start.retried(work));
    }

    /** Such work done once more by a timer, which follows what was changed since, by other instances too. What fails the next run does. */
    public static Uni<Void> again(String what, Supplier<Uni<Void>> work) {
        return Uni.createFrom().deferred(() -> work.get()).onFailure().recoverWithItem(failure -> {
            LOG.debugf(failure, "%s: not yet, the next run does it", what);
            return null;
        });
    }

    <T> Uni<T> retried(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.get())
                .onFailure(DatabaseErrors::isInfrastructure)
                .invoke(failure -> LOG.warnf("%s: not yet, it is tried again: %s", what, failure.toString()))
                .onFailure(DatabaseErrors::isInfrastructure)
                .retry()
                .withBackOff(firstPause, LONGEST_PAUSE)
                .indefinitely();
    }

    <T> T wait(Uni<T> work) {
        Instant since = Instant.now();
        CompletableFuture<T> done = work.subscribeAsCompletionStage();
        try {
            while (true) {
                try {
                    return done.get(progress.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    LOG.infof(
                            "Waiting for %s, since %d s",
                            what, Duration.between(since, Instant.now()).toSeconds());
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for " + what, e);
        }
    }
}
