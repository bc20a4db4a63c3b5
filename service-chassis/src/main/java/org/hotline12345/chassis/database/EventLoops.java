package org.hotline12345.chassis.database;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Where reactive database work runs: on an event loop, in a context of its own. A Hibernate session found in a shared
 * context would be shared too.
 */
public final class EventLoops {
    private EventLoops() {}

    /** Runs the work in the current context of an event loop if there is one, else in a new one. */
    public static <T> Uni<T> here(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context current = Vertx.currentContext();
            if (current != null && Context.isOnEventLoopThread() && VertxContext.isDuplicatedContext(current)) {
                return work.get();
            }
            return apart(vertx, work);
        });
    }

    /**
     * Runs the work in a new context of the present event loop and comes back: what a failed attempt left in its context,
     * such as a session whose connection is gone, does not meet the next attempt.
     */
    public static <T> Uni<T> anew(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context current = Vertx.currentContext();
            if (current == null || !Context.isOnEventLoopThread()) {
                return apart(vertx, work);
            }
            Context fresh = VertxContext.createNewDuplicatedContext(current);
            VertxContextSafetyToggle.setContextSafe(fresh, true);
            return Uni.createFrom()
                    .<T>emitter(emitter -> fresh.runOnContext(ignored -> {
                        try {
                            work.get()
                                    .subscribe()
                                    .with(
                                            item -> current.runOnContext(back -> emitter.complete(item)),
                                            failure -> current.runOnContext(back -> emitter.fail(failure)));
                        } catch (Throwable e) {
                            current.runOnContext(back -> emitter.fail(e));
                        }
                    }));
        });
    }

    /** Runs the work in a new context of an event loop. */
    public static <T> Uni<T> apart(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> {
                try {
                    work.get().subscribe().with(emitter::complete, emitter::fail);
                } catch (Throwable e) {
                    emitter.fail(e);
                }
            });
        });
    }

    /** Completes after the pause, in the same context. */
    public static Uni<Void> pause(Vertx vertx, Duration pause) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            vertx.setTimer(Math.max(1, pause.toMillis()), timer -> in(context).execute(() -> emitter.complete(null)));
        });
    }

    /** Runs work in the context, or at once where there is none: for coming back to where a caller was. */
    public static Executor in(Context context) {
        return work -> {
            if (context == null) {
                work.run();
            } else {
                context.runOnContext(ignored -> work.run());
            }
        };
    }
}
