package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Work that takes a moment, such as reading files or trying expressions, where no request waits for the thread. */
public final class WorkerThreads {
    private WorkerThreads() {}

    /** Does the work on a worker thread and comes back to the context of who asks: a session belongs to one event loop. */
    public static <T> Uni<T> run(Vertx vertx, Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
