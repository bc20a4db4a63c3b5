package org.hotline12345.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;

/**
 * Keeps so many calls under way, each followed at once by the next, for a time. Calls that are answered within the time
 * count; failures are counted apart and end the measurement when there are many.
 */
final class ClosedLoop {
    private static final int TOO_MANY_FAILURES = 100;

    private final Supplier<CompletableFuture<?>> call;
    private final Durations durations = new Durations();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private long from;
    private long end;
    private int running;
    private int failures;
    private Throwable firstFailure;

    private ClosedLoop(Supplier<CompletableFuture<?>> call) {
        this.call = call;
    }

    /**
     * What came of it.
     *
     * @param perSecond Calls answered a second.
     * @param durations How long they took.
     * @param failures Calls that failed.
     */
    record Result(double perSecond, Durations durations, int failures) {}

    /** Measures; the call must start an exchange and not block. */
    static Result run(int atOnce, double seconds, Supplier<CompletableFuture<?>> call) {
        ClosedLoop loop = new ClosedLoop(call);
        synchronized (loop) {
            loop.from = System.nanoTime();
            loop.end = loop.from + (long) (seconds * 1e9);
            loop.running = atOnce;
        }
        for (int i = 0; i < atOnce; i++) {
            loop.next();
        }
        loop.idle.orTimeout((long) seconds + 120, TimeUnit.SECONDS).join();
        synchronized (loop) {
            if (loop.failures > TOO_MANY_FAILURES || loop.durations.count() == 0 && loop.failures > 0) {
                throw new IllegalStateException(loop.failures + " calls failed, the first: "
                        + (loop.firstFailure instanceof ApiException problem
                                ? problem.getMessage()
                                : String.valueOf(loop.firstFailure)));
            }
            return new Result(loop.durations.count() / seconds, loop.durations, loop.failures);
        }
    }

    private void next() {
        long begun = System.nanoTime();
        CompletableFuture<?> answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((value, failure) -> {
            if (ended(begun, failure)) {
                next();
            }
        });
    }

    private synchronized boolean ended(long begun, Throwable failure) {
        long now = System.nanoTime();
        if (failure != null) {
            failures++;
            firstFailure = firstFailure == null ? HotlineClient.unwrap(failure) : firstFailure;
        } else if (now <= end) {
            durations.add(now - begun);
        }
        if (now < end && failures <= TOO_MANY_FAILURES) {
            return true;
        }
        if (--running == 0) {
            idle.complete(null);
        }
        return false;
    }
}
