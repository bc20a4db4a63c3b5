package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.play.UnitPeople;
import org.hotline12345.localstack.token.Identity;

/**
 * Plays whole lives as real clients do: an agent registers; each unit follows its feed by long poll, signs, replies having
 * spoken with the citizen, reviews and signs off; callback agents claim and answer. All asynchronous, on one thread.
 */
final class Lives implements AutoCloseable {
    private static final int CLAIM = 50;
    private static final int CLAIMERS = 2;
    private static final int WATCHED = 40;
    private static final long STATUS_AGAIN_MILLIS = 25;

    private final HotlineClient client;
    private final CasePlayer player;
    private final SampleCases samples;
    private final Set<String> cases = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final FollowedFeeds feeds = new FollowedFeeds();
    private final Delays toFeed = new Delays();
    private final Delays toStatus = new Delays();
    /** What opens the status of cases that are looked at: number and code. */
    private final Map<String, String[]> watched = new ConcurrentHashMap<>();

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger calling = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile int limit;
    private volatile boolean watching;
    private volatile FigureWatch figures;

    Lives(HotlineClient client) {
        this(client, 0);
    }

    /**
     * Lives on a stack that has so many cases already; they are not those that were played there before.
     *
     * @param before How many.
     */
    Lives(HotlineClient client, long before) {
        this.client = client;
        this.player = new CasePlayer(client);
        this.samples = new SampleCases(7 + before, 15_000_000_000L + before);
    }

    /** Units that the sample cases lead to, asked of the router. */
    Set<String> units() {
        Set<String> units = new HashSet<>();
        SampleCases probes = new SampleCases(1, 1);
        for (int i = 0; i < 600; i++) {
            ObjectNode body = probes.next().retain("title", "text", "category", "area", "address");
            JsonNode preview = client.as(Identity.of("bench-agent", "agent"))
                    .post(ServiceName.DISPATCH, "/routing/preview", body)
                    .join()
                    .json();
            if (preview.path("unit").isTextual()) {
                units.add(preview.path("unit").asText());
            }
        }
        return units;
    }

    /** Opens the units' feeds and the callback room. */
    void open(Set<String> units) {
        open(units, 0);
    }

    /** The same, with the units having read their feeds up to a position. */
    void open(Set<String> units, long read) {
        units.forEach(unit -> follow(unit, player.unit(unit), read, new HashSet<>()));
        for (int i = 0; i < CLAIMERS; i++) {
            claim(player.caller("bench-caller-" + i));
        }
    }

    /** Keeps so many lives under way; 0 lets them run out. */
    void keep(int atOnce) {
        limit = atOnce;
        fill();
    }

    /** Ids of all cases that were acknowledged. */
    Set<String> cases() {
        return Set.copyOf(cases);
    }

    /** Whether no registration is on its way. */
    boolean idle() {
        return calling.get() == 0;
    }

    int registered() {
        return registered.get();
    }

    int issued() {
        return issued.get();
    }

    int ended() {
        return ended.get();
    }

    /** Times from the acknowledgement of a case to the unit's feed. */
    Delays toFeed() {
        return toFeed;
    }

    /** Times from the acknowledgement of the last sign-off to the status that the citizen reads, of one case in forty. */
    Delays toStatus() {
        return toStatus;
    }

    /** From now on the citizens' status is looked at, and the figures are told of each answered callback. */
    void watch(FigureWatch watch) {
        figures = watch;
        watching = true;
    }

    void check() {
        if (failures.get() > 50 || failure.get() != null && ended.get() == 0) {
            throw new IllegalStateException(
                    failures.get() + " calls failed, the first: "
                            + failure.get().getMessage(),
                    failure.get());
        }
    }

    /** What the units' feeds told. */
    FollowedFeeds feeds() {
        return feeds;
    }

    /** Why the first of the calls that failed did. */
    Optional<String> firstFailure() {
        return Optional.ofNullable(failure.get()).map(Throwable::toString);
    }

    int failures() {
        return failures.get();
    }

    private void fill() {
        while (!over.get() && registered.get() + calling.get() - ended.get() < limit) {
            register();
        }
    }

    /** Registers one case now. */
    CompletableFuture<Void> register() {
        calling.incrementAndGet();
        ObjectNode body = sample();
        return player.register(body, UUID.randomUUID().toString()).handle((answer, problem) -> {
            if (problem != null) {
                calling.decrementAndGet();
                failed(problem);
                return null;
            }
            long now = System.nanoTime();
            String caseId = answer.text("caseId");
            if (watching && registered.get() % WATCHED == 0) {
                watched.put(caseId, new String[] {answer.text("caseNumber"), answer.text("queryCode")});
            }
            cases.add(caseId);
            registered.incrementAndGet();
            calling.decrementAndGet();
            Long there = arrived.remove(caseId);
            if (there != null) {
                toFeed.add(0);
            } else {
                acknowledged.put(caseId, now);
            }
            return null;
        });
    }

    private ObjectNode sample() {
        synchronized (samples) {
            return samples.next();
        }
    }

    private ObjectNode reply() {
        synchronized (samples) {
            return samples.reply();
        }
    }

    private void follow(String unit, UnitPeople people, long after, Set<String> seen) {
        if (over.get()) {
            return;
        }
        people.feed(after).whenComplete((news, problem) -> {
            if (problem != null) {
                failed(problem);
                later(200, () -> follow(unit, people, after, seen));
                return;
            }
            long now = System.nanoTime();
            feeds.told(unit, news.positions());
            news.orders().stream().filter(seen::add).forEach(order -> handle(people, order, now));
            follow(unit, people, news.next(), seen);
        });
    }

    private void handle(UnitPeople people, String order, long fed) {
        var handled = new AtomicReference<String>();
        people.sign(order)
                .thenCompose(signed -> {
                    String caseId = signed.text("caseId");
                    handled.set(caseId);
                    Long since = acknowledged.remove(caseId);
                    if (since != null) {
                        toFeed.add(fed - since);
                    } else {
                        arrived.put(caseId, fed);
                    }
                    ObjectNode reply = reply().put("contactedAt", Instant.now().toString());
                    return people.reply(order, reply);
                })
                .thenCompose(people::approve)
                .whenComplete((done, problem) -> {
                    if (problem != null) {
                        failed(problem);
                    } else {
                        issued.incrementAndGet();
                        String[] opens = watched.remove(handled.get());
                        if (opens != null) {
                            awaitStatus(opens, System.nanoTime());
                        }
                    }
                });
    }

    /** Reads the status as the citizen does until it says that there is a reply. */
    private void awaitStatus(String[] opens, long since) {
        if (over.get()) {
            return;
        }
        client.anonymous()
                .get(ServiceName.INTAKE, HotlineClient.query("/public/cases/" + opens[0], "code", opens[1]))
                .whenComplete((answer, problem) -> {
                    if (problem != null) {
                        failed(problem);
                    } else if (answer.json().path("reply").isObject()) {
                        toStatus.add(System.nanoTime() - since);
                    } else {
                        later(STATUS_AGAIN_MILLIS, () -> awaitStatus(opens, since));
                    }
                });
    }

    private void claim(CasePlayer.Caller caller) {
        if (over.get()) {
            return;
        }
        caller.claim(CLAIM).whenComplete((items, problem) -> {
            if (problem != null) {
                failed(problem);
                later(200, () -> claim(caller));
                return;
            }
            items.forEach(item -> answer(caller, item.path("id").asText()));
            later(items.size() < CLAIM ? 100 : 0, () -> claim(caller));
        });
    }

    private void answer(CasePlayer.Caller caller, String callback) {
        caller.result(callback, CasePlayer.SATISFIED).whenComplete((done, problem) -> {
            if (problem != null) {
                failed(problem);
            } else {
                ended.incrementAndGet();
                FigureWatch watch = figures;
                if (watch != null) {
                    watch.acknowledged();
                }
                fill();
            }
        });
    }

    private static void later(long millis, Runnable work) {
        if (millis == 0) {
            work.run();
        } else {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(work);
        }
    }

    private void failed(Throwable problem) {
        if (!over.get()) {
            failures.incrementAndGet();
            failure.compareAndSet(null, HotlineClient.unwrap(problem));
        }
    }

    @Override
    public void close() {
        over.set(true);
        client.close();
    }
}
