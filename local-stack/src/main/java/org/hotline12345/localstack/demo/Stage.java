package org.hotline12345.localstack.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.demo.model.Ledger;
import org.hotline12345.localstack.demo.model.Script;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.token.Identity;

/** What all players share: the client, the scripts under way, the count of what was played. */
final class Stage {
    static final String AUTHOR_REFUSED = "author refused";
    static final String SENT_BACK = "sent back";
    static final String SURVEY = "survey";
    static final String DISSATISFIED = "dissatisfied";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Instant opened = Instant.now();
    private final HotlineClient client;
    private final CasePlayer player;
    private final Ledger ledger = new Ledger();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong lastStep = new AtomicLong(System.nanoTime());
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private volatile int expected;
    private volatile boolean over;

    Stage(HotlineClient client) {
        this.client = client;
        this.player = new CasePlayer(client);
    }

    HotlineClient.As as(String subject, String role) {
        return client.as(Identity.of(subject, role));
    }

    HotlineClient.As as(Identity identity) {
        return client.as(identity);
    }

    /** Who moves in what lies in the past. */
    HotlineClient.As importer() {
        return as("history-importer", "importer");
    }

    /** When the play began. */
    Instant opened() {
        return opened;
    }

    HotlineClient.As citizen() {
        return client.anonymous();
    }

    CasePlayer player() {
        return player;
    }

    Ledger ledger() {
        return ledger;
    }

    /** A case was registered and plays this script. */
    void begin(String caseId, Script script) {
        open.add(caseId);
        scripts.put(caseId, script);
        step();
    }

    /** The script of a case; waits a moment for an agent who has not noted it yet. Null for cases of earlier days. */
    Script script(String caseId) {
        for (int i = 0; i < 100; i++) {
            Script script = scripts.get(caseId);
            if (script != null || over || i > 10 && allBegun()) {
                return script;
            }
            Pause.millis(20);
        }
        return null;
    }

    void expect(int cases) {
        expected = cases;
    }

    private boolean allBegun() {
        return scripts.size() >= expected;
    }

    /** The citizen was told the result of a round. */
    void told(String caseId, int round) {
        told.add(caseId + "#" + round);
        step();
    }

    /** Callback agents ask a citizen only after somebody has told the result. */
    void awaitTold(String caseId, int round) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!told.contains(caseId + "#" + round) && !over) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nobody told the citizen of case " + caseId + " the result");
            }
            Pause.millis(20);
        }
    }

    /** Nothing more will happen to the case. */
    void end(String caseId) {
        if (open.remove(caseId)) {
            done.incrementAndGet();
            step();
        }
    }

    int done() {
        return done.get();
    }

    Set<String> open() {
        return open;
    }

    /** Something went on. */
    void step() {
        lastStep.set(System.nanoTime());
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastStep.get());
    }

    boolean over() {
        return over;
    }

    void close() {
        over = true;
    }

    void fail(Throwable problem) {
        if (!over) {
            failure.compareAndSet(null, HotlineClient.unwrap(problem));
        }
    }

    Throwable failure() {
        return failure.get();
    }

    /** Something happened that the reader is told of, or a case came to its first unit by this way. */
    void count(String what) {
        counts.computeIfAbsent(what, name -> new AtomicInteger()).incrementAndGet();
    }

    /** How often it happened. */
    int counted(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    /** Waits for an answer. */
    <T> T join(CompletableFuture<T> answer) {
        T result = unwrapped(answer);
        step();
        return result;
    }

    /** Waits for an answer that is no step of the play, such as the end of a long poll. */
    static <T> T unwrapped(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (HotlineClient.unwrap(e) instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Asks again as long as the service has not heard the news on which the command rests: it says so by 409, for it knows
     * the case in the state before.
     */
    Answer joinWhenReady(Supplier<CompletableFuture<Answer>> call) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return join(call.get());
            } catch (ApiException e) {
                if (e.status() != 409 || System.nanoTime() > end || over) {
                    throw e;
                }
                Pause.millis(50);
            }
        }
    }
}
