package org.hotline12345.bench;

import static org.hotline12345.localstack.api.HotlineClient.encode;
import static org.hotline12345.localstack.api.HotlineClient.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hotline12345.localstack.stack.Stack;

/**
 * What the main screens of the desks ask for, as their scripts do: what is asked at the same time, and what only when something else is
 * known. What a desk reads once, when it is opened, is a screen of its own.
 */
final class DeskScreens {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int KNOWN = 200;
    private static final int MOST = 1_000;
    private static final int DECISIONS = 400;
    private static final int EARLIER = 5;
    private static final int MONTHS = 13;
    private static final int FEWEST_LETTERS = 6;
    private static final List<String> WORDS = List.of("路灯不亮", "停水 人民大街", "暖气", "拖欠工资", "公交车次 亚泰大街", "施工噪音", "垃圾", "电梯");
    private static final String OPEN_ORDERS =
            "state=PENDING_SIGN&state=SIGNED&state=RETURN_REQUESTED&state=REPLY_IN_REVIEW"
                    + "&state=REPLY_IN_SIGN_OFF&state=REPLY_IN_CENTRE_REVIEW";
    private static final List<String> ENDED = List.of("REPLIED", "RETURNED", "RECALLED", "MERGED", "WITHDRAWN");
    private static final List<String> IN_REVIEW =
            List.of("REPLY_IN_REVIEW", "REPLY_IN_SIGN_OFF", "REPLY_IN_CENTRE_REVIEW");
    private static final String FOUR = "acceptanceRate,onTimeRate,feedbackRate,satisfactionRate";

    private final SplittableRandom random = new SplittableRandom(3);
    private final SampleCases samples = new SampleCases(4, 19_900_000_000L);
    private final Map<String, Supplier<CompletableFuture<?>>> screens = new LinkedHashMap<>();
    private final Stack stack;
    private final String unit;

    /**
     * Signs the people in.
     *
     * @param unit the unit whose people and figures are looked at: one with many orders
     */
    DeskScreens(Stack stack, String unit) {
        this.stack = stack;
        this.unit = unit;
        agent();
        dispatcher();
        unit();
        supervisor();
        callback();
        evaluation();
    }

    /** By desk and screen; the hints are those of the agents' desk. */
    Map<String, Supplier<CompletableFuture<?>>> all() {
        return screens;
    }

    private void screen(String name, Supplier<CompletableFuture<?>> asks) {
        screens.put(name, asks);
    }

    private void agent() {
        var agent = DeskVisitor.signIn(stack, "agent", "受理员-01");
        List<String> cases = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        agent.get("intake", "cases?limit=" + KNOWN).join().path("items").forEach(one -> {
            cases.add(one.path("caseId").asText());
            numbers.add(one.path("caseNumber").asText());
        });
        screen(DesksBench.HINTS, () -> {
            Map<String, String> draft = draft();
            return DeskVisitor.together(List.of(
                    agent.post("dispatch", "routing/preview", draft), agent.post("intake", "cases/duplicates", draft)));
        });
        screen("agent.open", () -> city(agent));
        screen(
                "agent.caller",
                () -> agent.post("intake", "cases/search", Map.of("phone", anyPhone(), "purpose", "来电核对既往诉求"))
                        .thenCompose(found -> DeskVisitor.together(StreamSupport.stream(
                                        found.path("items").spliterator(), false)
                                .limit(EARLIER)
                                .<CompletableFuture<?>>map(one -> agent.get(
                                        "intake", "cases/" + one.path("caseId").asText()))
                                .toList())));
        screen("agent.search", () -> agent.get("intake", query("cases", "q", any(WORDS), "limit", 50)));
        screen(
                "agent.search-by-number",
                () -> agent.get("intake", query("cases", "number", any(numbers), "limit", 50)));
        screen("agent.case", () -> {
            String id = any(cases);
            return agent.get("intake", "cases/" + id)
                    .thenCompose(found -> DeskVisitor.together(List.of(
                            agent.get("intake", "cases/" + id + "/open-matters"),
                            agent.get("intake", "cases/" + id + "/corrections"),
                            agent.get("followup", "cases/" + id + "/deadlines"),
                            agent.get("followup", "cases/" + id + "/messages"),
                            agent.get("followup", "message-templates"))));
        });
        screen("agent.today", () -> agent.get("intake", "cases?mine=true&limit=50"));
    }

    private void dispatcher() {
        var dispatcher = DeskVisitor.signIn(stack, "dispatcher", "派单员-01");
        List<String> cases =
                ids(dispatcher.get("intake", "cases?limit=" + KNOWN).join(), "caseId");
        screen("dispatcher.triage", () -> dispatcher.get("dispatch", "triage?limit=50"));
        screen("dispatcher.returns", () -> dispatcher.get("dispatch", "return-requests?limit=50"));
        screen("dispatcher.case", () -> {
            String id = any(cases);
            return DeskVisitor.together(List.of(
                            dispatcher.get("intake", "cases/" + id),
                            dispatcher.get("dispatch", "work-orders?caseId=" + id),
                            dispatcher.get("dispatch", "risk-alerts?caseId=" + id)))
                    .thenCompose(found -> DeskVisitor.together(List.of(
                            dispatcher.get("intake", "cases/" + id + "/corrections"),
                            dispatcher.get("followup", "cases/" + id + "/deadlines"))));
        });
    }

    private void unit() {
        var handler = DeskVisitor.signIn(stack, "unit", "承办人-" + unit);
        String own = "units/" + unit;
        List<String> orders =
                ids(handler.get("dispatch", own + "/inbox?limit=" + KNOWN).join(), "workOrderId");
        screen("unit.open", () -> reference(handler));
        screen(
                "unit.inbox",
                () -> DeskVisitor.together(List.of(
                        handler.get("dispatch", own + "/inbox/counts"),
                        handler.get("dispatch", own + "/inbox?limit=50"),
                        handler.get("dispatch", own + "/recalls"))));
        screen("unit.inbox-search", () -> {
            String word = encode(any(List.of("停水", "路灯", "暖气", "垃圾")));
            return DeskVisitor.together(List.of(
                    handler.get("dispatch", own + "/inbox/counts?q=" + word),
                    handler.get("dispatch", own + "/inbox?limit=50&q=" + word)));
        });
        screen("unit.ended", () -> handler.get("dispatch", own + "/work-orders?limit=50" + states(ENDED)));
        screen("unit.order", () -> {
            String id = any(orders);
            return DeskVisitor.together(List.of(
                    handler.get("dispatch", "work-orders/" + id),
                    handler.get("followup", "work-orders/" + id + "/urges")));
        });
        screen(
                "unit.reviews",
                () -> handler.upTo(
                        Integer.MAX_VALUE,
                        "dispatch",
                        own + "/inbox?" + states(IN_REVIEW).substring(1)));
        screen("unit.telling", () -> handler.get("followup", "informing?limit=50&unit=" + unit));
    }

    private static String states(List<String> states) {
        return "&state=" + String.join("&state=", states);
    }

    private void supervisor() {
        var supervisor = DeskVisitor.signIn(stack, "supervisor", "督办员-01");
        screen(
                "supervisor.today",
                () -> DeskVisitor.together(List.of(
                        supervisor.get("followup", "supervision-today"),
                        supervisor.get("followup", "supervision-today/turning-red?limit=50"))));
        screen(
                "supervisor.deadlines",
                () -> supervisor
                        .get("followup", "deadlines?state=OPEN&limit=50")
                        .thenCompose(found -> {
                            List<String> cases =
                                    ids(found, "caseId").stream().distinct().toList();
                            return cases.isEmpty()
                                    ? CompletableFuture.completedFuture(null)
                                    : supervisor.get(
                                            "dispatch", "work-orders?caseId=" + String.join("&caseId=", cases));
                        }));
        screen(
                "supervisor.decisions",
                () -> DeskVisitor.together(List.of(
                        supervisor.upTo(DECISIONS, "followup", "supervisions?state=OPEN"),
                        supervisor.upTo(DECISIONS, "followup", "supervisions?state=REPORTED"),
                        supervisor.upTo(DECISIONS, "followup", "explanations"),
                        supervisor.upTo(DECISIONS, "followup", "on-the-spot-reviews"),
                        supervisor.upTo(
                                DECISIONS,
                                "followup",
                                "planned-reviews?until="
                                        + LocalDate.now(SHANGHAI).plusDays(1)),
                        supervisor.upTo(DECISIONS, "followup", "rulings"),
                        supervisor.upTo(DECISIONS, "followup", "triage-clocks"))));
    }

    private void callback() {
        var caller = DeskVisitor.signIn(stack, "callback", "回访员-01");
        List<String> callbacks =
                ids(caller.get("followup", "callbacks?state=OPEN&limit=50").join(), "id");
        screen(
                "callback.next",
                () -> DeskVisitor.together(List.of(
                        caller.upTo(MOST, "followup", "callbacks?state=CLAIMED&origin=REPLY"),
                        caller.upTo(MOST, "followup", "callbacks?state=CLAIMED&origin=ON_THE_SPOT"))));
        screen("callback.list", () -> caller.get("followup", "callbacks?state=OPEN&limit=50"));
        if (!callbacks.isEmpty()) {
            screen(
                    "callback.call",
                    () -> caller.get("followup", "callbacks/" + any(callbacks)).thenCompose(found -> {
                        String id = found.path("caseId").asText();
                        return DeskVisitor.together(List.of(
                                caller.get("intake", "cases/" + id),
                                caller.get("followup", "cases/" + id + "/result-notices"),
                                caller.get("intake", "cases/" + id + "/open-matters")));
                    }));
        }
        screen("callback.telling", () -> caller.upTo(MOST, "followup", "informing"));
    }

    private void evaluation() {
        var evaluator = DeskVisitor.signIn(stack, "evaluation", "考评员-01");
        YearMonth month = YearMonth.from(LocalDate.now(SHANGHAI)).minusMonths(1);
        screen(
                "evaluation.overview",
                () -> evaluator.get("assessment", query("indicators", "period", month, "compare", "previous,year")));
        screen("evaluation.ranking", () -> evaluator.get("assessment", query("scores", "period", month, "limit", 200)));
        screen(
                "evaluation.unit",
                () -> DeskVisitor.together(List.of(
                                evaluator.get("assessment", query("scores/" + unit, "period", month)),
                                evaluator.get(
                                        "assessment",
                                        query("indicators", "period", month, "unit", unit, "compare", "previous,year")),
                                evaluator.get(
                                        "assessment", query("appeals", "period", month, "unit", unit, "limit", 50))))
                        .thenCompose(found ->
                                evaluator.get("assessment", query("scores/" + unit, "period", month.minusMonths(1)))));
        screen("evaluation.unit-course", () -> {
            List<CompletableFuture<?>> asked = new ArrayList<>();
            asked.add(evaluator.get(
                    "assessment",
                    query("trends", "indicator", FOUR, "by", "month", "to", month.atEndOfMonth(), "unit", unit)));
            IntStream.range(0, MONTHS)
                    .forEach(back -> asked.add(
                            evaluator.get("assessment", query("scores/" + unit, "period", month.minusMonths(back)))));
            return DeskVisitor.together(asked);
        });
        screen(
                "evaluation.cases",
                () -> evaluator.get("assessment", query("indicators/received/cases", "period", month, "limit", 50)));
    }

    /** What the desks that show names of the whole city read once, when they are opened. */
    private static CompletableFuture<Void> city(DeskVisitor who) {
        return reference(who)
                .thenCompose(done -> DeskVisitor.together(
                        List.of(who.upTo(Integer.MAX_VALUE, "dispatch", "areas"), who.get("intake", "channels"))));
    }

    private static CompletableFuture<Void> reference(DeskVisitor who) {
        return DeskVisitor.together(List.of(
                who.upTo(Integer.MAX_VALUE, "dispatch", "units"),
                who.upTo(Integer.MAX_VALUE, "dispatch", "categories"),
                who.get("intake", "codes"),
                who.get("dispatch", "codes"),
                who.get("followup", "codes")));
    }

    /** A text as far as it was typed when the agent paused. */
    private Map<String, String> draft() {
        synchronized (random) {
            String text = samples.next().path("text").asText();
            String typed = text.substring(0, FEWEST_LETTERS + random.nextInt(text.length() - FEWEST_LETTERS + 1));
            return Map.of("title", typed.substring(0, Math.min(30, typed.length())), "text", typed);
        }
    }

    private String anyPhone() {
        synchronized (random) {
            return String.valueOf(DeskFill.FIRST_PHONE + random.nextInt(KNOWN));
        }
    }

    private <T> T any(List<T> all) {
        synchronized (random) {
            return all.get(random.nextInt(all.size()));
        }
    }

    private static List<String> ids(JsonNode page, String name) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(one -> ids.add(one.path(name).asText()));
        return ids;
    }
}
