package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Work with files, beside the event loop. */
final class Blocking {
    private Blocking() {}

    static <T> Uni<T> run(Vertx vertx, Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
