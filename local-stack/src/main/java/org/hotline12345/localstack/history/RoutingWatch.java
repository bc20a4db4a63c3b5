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
    private static final long PAUSE_MILLIS = 100;
    /** So often all are asked for; in between those that have waited longest, for as long as most of these are answered. */
    private static final Duration ALL = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private record Waiting(CompletableFuture<Optional<WorkOrder>> done, long since) {}

    private final SuiteCalls calls;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::run, "hotline-routing");
    private boolean closed;
    private long askedAll = System.nanoTime();

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
                    ask(all);
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

    /** Cases are routed in much the same order in which they were registered. */
    private void ask(List<String> waiting) {
        boolean all = System.nanoTime() - askedAll > ALL.toNanos();
        if (all) {
            askedAll = System.nanoTime();
        }
        for (int from = 0; from < waiting.size(); from += SuiteCalls.CASES_ASKED) {
            List<String> batch = waiting.subList(from, Math.min(waiting.size(), from + SuiteCalls.CASES_ASKED));
            int answered = answered(batch);
            if (!all && answered * 2 < batch.size()) {
                return;
            }
        }
    }

    /** Asks for these; says how many it completed. */
    private int answered(List<String> batch) {
        SuiteCalls.Routed routed = calls.routed(batch).join();
        routed.orders().forEach((caseId, order) -> complete(caseId, Optional.of(order)));
        routed.inTriage().forEach(caseId -> complete(caseId, Optional.empty()));
        return routed.orders().size() + routed.inTriage().size();
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
