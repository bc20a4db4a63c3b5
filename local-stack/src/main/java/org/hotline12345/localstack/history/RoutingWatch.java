package org.hotline12345.localstack.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.HotlineClient;

/**
 * Waits for registered cases to be routed, many in one question. A case is answered with its work order, or with
 * nothing when it lies in triage.
 */
final class RoutingWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private record Waiting(CompletableFuture<Optional<WorkOrder>> done, long since) {}

    private final SuiteCalls calls;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "hotline-routing");
    private boolean closed;

    RoutingWatch(SuiteCalls calls) {
        this.calls = calls;
        thread.setDaemon(true);
        thread.start();
    }

    /** The case's work order; empty when it waits in triage. */
    CompletableFuture<Optional<WorkOrder>> routed(String caseId) {
        CompletableFuture<Optional<WorkOrder>> done = new CompletableFuture<>();
        synchronized (waiting) {
            waiting.put(caseId, new Waiting(done, System.nanoTime()));
            waiting.notifyAll();
        }
        return done;
    }

    private void run() {
        try {
            while (true) {
                List<String> all = snapshot();
                if (all == null) {
                    return;
                }
                try {
                    long begun = System.nanoTime();
                    askAll(all);
                    giveUpOld();
                    // half of the time is left to the service for the work that is being waited for
                    Thread.sleep(Math.max(PAUSE_MILLIS, (System.nanoTime() - begun) / 1_000_000));
                } catch (RuntimeException e) {
                    fail(all, HotlineClient.unwrap(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> snapshot() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty() && !closed) {
                waiting.wait();
            }
            return closed ? null : new ArrayList<>(waiting.keySet());
        }
    }

    private void askAll(List<String> all) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SuiteCalls.CASES_ASKED) {
            asked.add(ask(all.subList(from, Math.min(all.size(), from + SuiteCalls.CASES_ASKED))));
        }
        asked.forEach(CompletableFuture::join);
    }

    private CompletableFuture<?> ask(List<String> batch) {
        return calls.workOrders(batch).thenCompose(orders -> {
            orders.forEach((caseId, order) -> complete(caseId, Optional.of(order)));
            List<String> slow = batch.stream().filter(this::slow).toList();
            return slow.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : calls.inTriage(slow)
                            .thenAccept(triage -> triage.forEach(caseId -> complete(caseId, Optional.empty())));
        });
    }

    /** Most cases are dispatched at once: only what takes longer is looked for in triage. */
    private boolean slow(String caseId) {
        synchronized (waiting) {
            Waiting one = waiting.get(caseId);
            return one != null && System.nanoTime() - one.since() > SLOW.toNanos();
        }
    }

    private void complete(String caseId, Optional<WorkOrder> order) {
        Waiting one = take(caseId);
        if (one != null) {
            one.done().complete(order);
        }
    }

    private void fail(List<String> batch, Throwable failure) {
        for (String caseId : batch) {
            Waiting one = take(caseId);
            if (one != null) {
                one.done().completeExceptionally(failure);
            }
        }
    }

    private Waiting take(String caseId) {
        synchronized (waiting) {
            return waiting.remove(caseId);
        }
    }

    private void giveUpOld() {
        long now = System.nanoTime();
        List<String> old = new ArrayList<>();
        synchronized (waiting) {
            waiting.forEach((caseId, one) -> {
                if (now - one.since() > PATIENCE.toNanos()) {
                    old.add(caseId);
                }
            });
        }
        fail(old, new IllegalStateException("not routed within " + PATIENCE.toSeconds() + " s"));
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        thread.interrupt();
    }
}
