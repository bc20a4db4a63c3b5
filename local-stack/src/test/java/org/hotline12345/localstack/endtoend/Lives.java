package org.hotline12345.localstack.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.token.Identity;

/**
 * Leads many cases through their whole life at once over HTTP, as patient clients do: every command carries a key and is
 * sent again until it is answered, whatever is down in between.
 */
final class Lives implements AutoCloseable {
    private static final int AT_ONCE = 48;

    private final CasePlayer player;
    private final HotlineClient.As dispatcher;
    private final CasePlayer.Caller callbackAgent;
    private final int atOnce;
    private final ExecutorService workers;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean enough;
    private volatile boolean over;

    Lives(HotlineClient client) {
        this(client, AT_ONCE);
    }

    /** So many lives at a time. */
    Lives(HotlineClient client, int atOnce) {
        this.atOnce = atOnce;
        this.workers = Executors.newFixedThreadPool(atOnce);
        this.player = new CasePlayer(client);
        this.dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        this.callbackAgent = player.caller("回访员-01");
    }

    /** Cases whose registration was acknowledged, with the external number they were posted under. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    /** How many cases have their reply issued. */
    int handled() {
        return handled.get();
    }

    /** How many callbacks were answered. */
    int answered() {
        return answered.size();
    }

    /** What went wrong, or null. */
    Throwable failure() {
        return failure.get();
    }

    /** Begins no further life. */
    void enough() {
        enough = true;
    }

    /** Registers and handles so many cases; completes when all replies are issued. */
    CompletableFuture<Void> lead(int cases) {
        waitUntilCodesAreKnown();
        Thread callbacks = new Thread(this::callBack, "callbacks");
        callbacks.setDaemon(true);
        callbacks.start();
        var limit = new Semaphore(atOnce);
        var all = new CompletableFuture<?>[cases];
        for (int i = 0; i < cases; i++) {
            int number = i;
            all[i] = CompletableFuture.runAsync(() -> live(number, limit), workers)
                    .whenComplete((done, error) -> {
                        if (error != null) {
                            failure.compareAndSet(null, HotlineClient.unwrap(error));
                        }
                    });
        }
        return CompletableFuture.allOf(all);
    }

    /** A new installation has to hear of areas and units first; until then a code is refused. Case 0 is registered here. */
    private void waitUntilCodesAreKnown() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            player.register(registration(0, key(0)), key(0)).join();
            return true;
        });
    }

    private static String key(int number) {
        return "LIFE-" + number;
    }

    private void live(int number, Semaphore limit) {
        limit.acquireUninterruptibly();
        try {
            if (!enough) {
                handledCase(number);
            }
        } finally {
            limit.release();
        }
    }

    /** Registers one case and has its unit reply; answers the case id. */
    String handledCase(int number) {
        String external = key(number);
        Answer registered =
                player.register(registration(number, external), external).join();
        String caseId = registered.text("caseId");
        if (caseId == null) {
            throw new IllegalStateException("no case in " + registered.status() + " " + registered.json());
        }
        acknowledged.put(caseId, external);
        JsonNode order = workOrder(caseId);
        handle(order.path("workOrderId").asText(), order.path("unit").asText());
        handled.incrementAndGet();
        return caseId;
    }

    private static Map<String, Object> registration(int number, String external) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", "小区停水无人维修 " + number);
        body.put("text", "小区二次供水泵房故障，已经停水两天，请尽快维修。编号" + number);
        body.put("category", "C010216");
        body.put("area", "220173");
        body.put("anonymity", "NAMED");
        body.put("citizen", Map.of("name", "测试人", "phone", String.format("199%08d", number)));
        body.put("externalId", external);
        return body;
    }

    /** The case's work order; a case in triage is decided as a dispatcher would. */
    private JsonNode workOrder(String caseId) {
        while (true) {
            JsonNode items = dispatcher
                    .get(ServiceName.DISPATCH, "/work-orders?caseId=" + caseId)
                    .join()
                    .json()
                    .path("items");
            if (!items.isEmpty()) {
                return items.get(0);
            }
            Pause.millis(100);
        }
    }

    private void handle(String order, String unit) {
        Map<String, Object> reply = Map.of(
                "disposition",
                "RESOLVED",
                "text",
                "已更换水泵并恢复供水，维修人员已现场告知居民，联系电话12345。",
                "contactedAt",
                OffsetDateTime.now(ZoneId.of("Asia/Shanghai")).toString());
        player.unit(unit).handle(order, reply).join();
    }

    private void callBack() {
        while (!over) {
            try {
                JsonNode claimed = callbackAgent.claim(50).join();
                if (claimed.isEmpty()) {
                    Pause.millis(100);
                }
                claimed.forEach(this::answer);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, HotlineClient.unwrap(e));
            }
        }
    }

    private void answer(JsonNode callback) {
        String id = callback.path("id").asText();
        callbackAgent.result(id, CasePlayer.SATISFIED).join();
        answered.add(id);
    }

    @Override
    public void close() {
        over = true;
        workers.shutdownNow();
    }
}
