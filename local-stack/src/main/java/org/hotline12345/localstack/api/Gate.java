package org.hotline12345.localstack.api;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets so many asynchronous calls be under way at once and no more; the others wait in line without a thread. */
public final class Gate {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    /** A gate for so many calls at once. */
    public Gate(int places) {
        this.free = places;
    }

    /** Starts the call as soon as there is a place. */
    public <T> CompletableFuture<T> pass(Supplier<CompletableFuture<T>> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Runnable start = () -> {
            try {
                call.get().whenComplete((value, failure) -> {
                    leave();
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    } else {
                        done.complete(value);
                    }
                });
            } catch (RuntimeException e) {
                leave();
                done.completeExceptionally(e);
            }
        };
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(start);
                return done;
            }
            free--;
        }
        start.run();
        return done;
    }

    private void leave() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
