package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.play.UnitPeople;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;

/**
 * A year of a city over the HTTP interfaces: more than half of the cases answered on the spot and most of the others handled, moved in as
 * history; the last of them as they come in, in all states that somebody works on. A folder that has them already stays as it is.
 */
final class DeskFill {
    /** Telephone of the first case; the next ones count on. */
    static final long FIRST_PHONE = 18_000_000_000L;

    private static final double ON_THE_SPOT = 0.55;
    private static final double LIVE = 0.03;
    private static final int VAGUE = 10;
    private static final int AT_ONCE = 64;
    private static final int ASKED = 80;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Stack stack;
    private final HotlineClient client;
    private final int cases;
    private final IntConsumer progress;
    private final SampleCases samples = new SampleCases(99, FIRST_PHONE);
    private final PastCases past = new PastCases(samples);
    private final CasePlayer player;
    private final HotlineClient.As dispatcher;

    DeskFill(Stack stack, HotlineClient client, int cases, IntConsumer progress) {
        this.stack = stack;
        this.client = client;
        this.cases = cases;
        this.progress = progress;
        this.player = new CasePlayer(client);
        this.dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
    }

    /** Fills what is missing; gives back the unit that has the most to do. */
    String run() {
        if (stack.number(Part.INTAKE, BenchStack.REGISTERED) < cases) {
            int onTheSpot = (int) (cases * ON_THE_SPOT);
            int live = (int) Math.ceil(cases * LIVE);
            past.load(client, stack, cases - onTheSpot - live, 1, progress);
            onTheSpot(cases - onTheSpot - live, onTheSpot);
            work(live(cases - live, live));
        }
        return orders("PENDING_SIGN", "SIGNED").entrySet().stream()
                .max(Comparator.comparingInt(unit -> unit.getValue().size()))
                .orElseThrow(() -> new IllegalStateException("no unit has anything to do"))
                .getKey();
    }

    private void onTheSpot(int before, int count) {
        HotlineClient.As importer = client.as(Identity.of("history-importer", "importer"));
        all(before, count, () -> {
            ObjectNode body = samples.next();
            body.put("externalId", "on-the-spot:" + UUID.randomUUID())
                    .put("occurredAt", past.moment().toString())
                    .put("actor", "history:agent");
            body.putObject("directAnswer").put("by", "AGENT").put("text", "已当场答复：该事项可到所在区政务大厅办理，需带身份证。");
            return importer.post(
                    ServiceName.INTAKE, "/cases", body, UUID.randomUUID().toString());
        });
    }

    /** What comes in now; of one in ten no rule can say whose it is. */
    private List<String> live(int before, int count) {
        var ids = new ArrayList<String>();
        var made = new AtomicInteger();
        all(before, count, () -> {
            ObjectNode body = samples.next();
            if (made.incrementAndGet() % VAGUE == 0) {
                body.remove(List.of("category", "area", "address"));
                body.put("title", "请求解决").put("text", "反映的情况一直没有人答复，希望尽快给予解决，谢谢。编号" + made.get());
            }
            return player.register(body, UUID.randomUUID().toString()).thenApply(answer -> {
                synchronized (ids) {
                    ids.add(answer.text("caseId"));
                }
                return answer;
            });
        });
        return ids;
    }

    /** Of the orders that wait at a unit one in four stays as it came, one is signed, two are answered, one of them told. */
    private void work(List<String> live) {
        awaitRouting(live.subList(Math.max(0, live.size() - ASKED), live.size()));
        var steps = new ArrayList<Supplier<CompletableFuture<Answer>>>();
        var told = new ArrayList<String>();
        orders("PENDING_SIGN").forEach((unit, orders) -> {
            for (int i = 0; i < orders.size(); i++) {
                JsonNode order = orders.get(i);
                String id = order.path("workOrderId").asText();
                if (i % 4 == 1) {
                    steps.add(() -> player.unit(unit).sign(id));
                } else if (i % 4 > 1) {
                    ObjectNode reply =
                            samples.reply().put("contactedAt", Instant.now().toString());
                    steps.add(() -> answered(player.unit(unit), id, reply));
                    if (i % 4 == 2) {
                        told.add(order.path("caseId").asText());
                    }
                }
            }
        });
        var next = steps.iterator();
        all(cases, steps.size(), () -> next.next().get());
        HotlineClient.As caller = client.as(Identity.of("回访员-01", "callback-agent"));
        told.forEach(id -> {
            if (!Pause.until(PATIENCE, 200, () -> tell(caller, id))) {
                throw new IllegalStateException("the reply of " + id + " is not told");
            }
        });
    }

    private static CompletableFuture<Answer> answered(UnitPeople unit, String order, ObjectNode reply) {
        return unit.sign(order).thenCompose(signed -> unit.reply(order, reply)).thenCompose(unit::approve);
    }

    private void awaitRouting(List<String> last) {
        String path = "/work-orders?caseId=" + String.join("&caseId=", last);
        if (!Pause.until(PATIENCE, 500, () -> routed(path))) {
            throw new IllegalStateException("cases are not routed");
        }
    }

    private boolean routed(String path) {
        for (JsonNode one :
                dispatcher.get(ServiceName.DISPATCH, path).join().json().path("without")) {
            if (!one.path("why").asText().equals("IN_TRIAGE")) {
                return false;
            }
        }
        return true;
    }

    /** Follow-up hears of the reply a moment later. */
    private static boolean tell(HotlineClient.As caller, String caseId) {
        return caller.post(
                        ServiceName.FOLLOWUP,
                        "/cases/" + caseId + "/result-notices",
                        Map.of("by", "ROBOT", "reached", true),
                        UUID.randomUUID().toString())
                .handle((answer, problem) -> problem == null)
                .join();
    }

    /** The orders of each unit that are in one of these states; of the past ones some are still being handled. */
    private Map<String, List<JsonNode>> orders(String... states) {
        var open = new LinkedHashMap<String, List<JsonNode>>();
        for (JsonNode unit : dispatcher.list(ServiceName.DISPATCH, "/units").join()) {
            String code = unit.path("code").asText();
            List<JsonNode> orders = new ArrayList<>();
            player.unit(code)
                    .handler()
                    .list(
                            ServiceName.DISPATCH,
                            "/units/" + code + "/work-orders?state=" + String.join("&state=", states))
                    .join()
                    .forEach(orders::add);
            if (!orders.isEmpty()) {
                open.put(code, orders);
            }
        }
        return open;
    }

    /** So many calls, some at once; the first that fails ends it. */
    private void all(int before, int count, Supplier<CompletableFuture<Answer>> call) {
        var places = new Semaphore(AT_ONCE);
        var failure = new AtomicReference<Throwable>();
        for (int i = 0; i < count && failure.get() == null; i++) {
            places.acquireUninterruptibly();
            call.get().whenComplete((answer, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, HotlineClient.unwrap(problem));
                }
                places.release();
            });
            progress.accept(Math.min(cases, before + i + 1));
        }
        places.acquireUninterruptibly(AT_ONCE);
        if (failure.get() != null) {
            throw new IllegalStateException("a call failed: " + failure.get(), failure.get());
        }
    }
}
