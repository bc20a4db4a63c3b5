package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.CommandBatches;
import org.hotline12345.localstack.api.Gate;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.WorkCalendar;
import org.hotline12345.localstack.token.Identity;

/** The calls that moving history in needs, in the shapes of the services. Each command carries a key of its own. */
final class SuiteCalls {
    /** How long a code that stands in dispatch may be unknown to intake of an installation just started. */
    private static final Duration NEWS = Duration.ofSeconds(60);

    /** The same for a code that the profile has just made: a busy machine needs minutes, and the row is not to blame. */
    private static final Duration NEWS_OF_OWN = Duration.ofMinutes(10);

    /** Requests with commands under way at once, to each service: what comes meanwhile goes into the next one. */
    private static final int BATCHES_AT_ONCE = 2;

    /** Calls under way at once beside these. */
    private static final int AT_ONCE = 16;

    /** Questions in batches under way at once, beside these. */
    private static final int ASKED_AT_ONCE = 4;

    /** Connections to each service that are needed. */
    static final int CONNECTIONS = BATCHES_AT_ONCE + AT_ONCE + ASKED_AT_ONCE;

    /** Cases in one question: a request line of 4,096 bytes, which every server takes, holds so many. */
    static final int CASES_ASKED = 80;

    private final HotlineClient.As importer;
    private final CommandBatches intake;
    private final CommandBatches dispatch;
    private final HotlineClient.As evaluator;
    private final HotlineClient.As admin;
    private final Gate gate = new Gate(AT_ONCE);

    /** Questions in batches have places of their own: a thousand rows wait for their answers. */
    private final Gate asking = new Gate(ASKED_AT_ONCE);

    /** Fields whose codes intake may not have heard of yet. */
    private static final Set<String> LATE = Set.of("category", "area", "respondent.unit", "directAnswer.unit");

    private final Map<String, CompletableFuture<Void>> arrivals = new ConcurrentHashMap<>();
    /** The codes that the profile has made, by the field of a case where they may stand. */
    private volatile Map<String, Set<String>> own = Map.of();

    private volatile long begun = System.nanoTime();

    SuiteCalls(HotlineClient client) {
        this.importer = client.as(Identity.of("history-importer", "importer"));
        this.intake = new CommandBatches(importer, ServiceName.INTAKE, BATCHES_AT_ONCE);
        this.dispatch = new CommandBatches(importer, ServiceName.DISPATCH, BATCHES_AT_ONCE);
        this.evaluator = client.as(new Identity("history-importer", Set.of("importer", "evaluator"), null));
        this.admin = client.as(Identity.of("history-admin", "admin"));
    }

    /** The profile has just made these categories and units. */
    void brought(Set<String> categories, Set<String> units) {
        own = Map.of("category", categories, "respondent.unit", units, "directAnswer.unit", units);
        begun = System.nanoTime();
    }

    /**
     * Registers a case. Of the rows with the same code that the profile has made, the first goes ahead and asks until intake has
     * heard of it; the others follow then.
     *
     * @return Its id and whether this call made it.
     */
    CompletableFuture<Answer> register(CasePlan plan) {
        ObjectNode body = HotlineClient.json().createObjectNode();
        plan.fields().forEach((name, value) -> put(body, name, value));
        body.put("externalId", plan.externalId());
        body.put("occurredAt", plan.occurredAt().toString());
        body.put("actor", plan.actor());
        if (plan.replyDueAt() != null) {
            body.put("replyDueAt", plan.replyDueAt().toString());
        }
        Map<String, String> codes = ownCodes(plan);
        if (codes.isEmpty()) {
            return register(plan, body, NEWS);
        }
        CompletableFuture<Void> arrival = new CompletableFuture<>();
        CompletableFuture<Void> ahead = arrivals.putIfAbsent(codes.toString(), arrival);
        return ahead == null
                ? register(plan, body, NEWS_OF_OWN).whenComplete((answer, failure) -> arrival.complete(null))
                : ahead.thenCompose(there -> register(plan, body, NEWS_OF_OWN));
    }

    /** Whether a row was refused for a code that the profile has made: that is not the row's fault. */
    boolean refusedOwnCode(CasePlan plan, Throwable failure) {
        return refused(failure, ownCodes(plan).keySet());
    }

    /** What of the row's codes the profile has made, by field. */
    private Map<String, String> ownCodes(CasePlan plan) {
        var codes = new TreeMap<String, String>();
        own.forEach((field, made) -> {
            String code = plan.fields().get(field);
            if (code != null && made.contains(code)) {
                codes.put(field, code);
            }
        });
        return codes;
    }

    /** The case that carries an external number, if intake has it. */
    CompletableFuture<Optional<String>> find(String externalId) {
        return gate.pass(() -> importer.get(
                        ServiceName.INTAKE, HotlineClient.query("/cases", "externalId", externalId, "limit", 1)))
                .thenApply(answer -> {
                    JsonNode first = answer.json().path("items").path(0).path("caseId");
                    return first.isTextual() ? Optional.of(first.asText()) : Optional.empty();
                });
    }

    private CompletableFuture<Answer> register(CasePlan plan, ObjectNode body, Duration news) {
        return intake.post("/cases", body, plan.externalId())
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    boolean codeNotYetKnown = refused(HotlineClient.unwrap(failure), LATE);
                    if (codeNotYetKnown && System.nanoTime() - begun < news.toNanos()) {
                        return CompletableFuture.supplyAsync(
                                        () -> register(plan, body, news),
                                        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS))
                                .thenCompose(again -> again);
                    }
                    return CompletableFuture.<Answer>failedFuture(failure);
                })
                .thenCompose(step -> step);
    }

    private static boolean refused(Throwable failure, Set<String> fields) {
        if (!(failure instanceof ApiException problem) || problem.body() == null) {
            return false;
        }
        for (JsonNode violation : problem.body().path("violations")) {
            if (fields.contains(violation.path("field").asText())) {
                return true;
            }
        }
        return false;
    }

    private static void put(ObjectNode body, String name, String value) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            put(body.withObject("/" + name.substring(0, dot)), name.substring(dot + 1), value);
        } else if (name.equals("lat") || name.equals("lon")) {
            body.put(name, Double.parseDouble(value));
        } else {
            body.put(name, value);
        }
    }

    /** Where cases are: the latest work order of each that has one, and those that wait in triage. */
    record Routed(Map<String, WorkOrder> orders, Set<String> inTriage) {}

    /** Where these cases are; at most {@value #CASES_ASKED}. */
    CompletableFuture<Routed> routed(Collection<String> caseIds) {
        StringJoiner query = new StringJoiner("&caseId=", "/work-orders?caseId=", "");
        caseIds.forEach(query::add);
        return asking.pass(() -> importer.get(ServiceName.DISPATCH, query.toString()))
                .thenApply(answer -> {
                    Map<String, WorkOrder> orders = new HashMap<>();
                    answer.json().path("items").forEach(item -> {
                        WorkOrder order = WorkOrder.of(item);
                        orders.put(order.caseId(), order);
                    });
                    Set<String> inTriage = new HashSet<>();
                    answer.json().path("without").forEach(item -> {
                        if (item.path("why").asText().equals("IN_TRIAGE")) {
                            inTriage.add(item.path("caseId").asText());
                        }
                    });
                    return new Routed(orders, inTriage);
                });
    }

    /** Decides a case in triage. */
    CompletableFuture<Answer> decide(String caseId, CasePlan plan) {
        ObjectNode body =
                at(plan.occurredAt(), plan.actor()).put("unit", plan.triage().unit());
        if (plan.triage().category() != null) {
            body.put("category", plan.triage().category());
        }
        String key = plan.externalId() + ":triage";
        return gate.pass(() -> importer.post(ServiceName.DISPATCH, "/triage/" + caseId + "/decision", body, key));
    }

    /** Signs for a work order. */
    CompletableFuture<Answer> sign(WorkOrder order, CasePlan plan, String actor) {
        return command("/work-orders/" + order.id() + "/sign", at(plan.occurredAt(), actor), plan, "sign");
    }

    /** Submits the reply. */
    CompletableFuture<Answer> reply(WorkOrder order, CasePlan plan, String actor) {
        CasePlan.Reply reply = plan.reply();
        ObjectNode body =
                at(reply.at(), actor).put("disposition", reply.disposition()).put("text", reply.text());
        if (reply.disposition().equals("PLANNED")) {
            body.put(
                    "reviewDate",
                    reply.at()
                            .atZone(WorkCalendar.ZONE)
                            .toLocalDate()
                            .plusMonths(6)
                            .toString());
        }
        return command("/work-orders/" + order.id() + "/replies", body, plan, "reply");
    }

    /** Approves the reply in one of its steps: review, sign-off, centre-review. */
    CompletableFuture<Answer> approve(WorkOrder order, CasePlan plan, String step, String actor) {
        ObjectNode body = at(plan.reply().at(), actor).put("approved", true);
        return command("/replies/" + order.replyId() + "/" + step, body, plan, step);
    }

    CompletableFuture<Answer> workOrder(String id) {
        return gate.pass(() -> importer.get(ServiceName.DISPATCH, "/work-orders/" + id));
    }

    private CompletableFuture<Answer> command(String path, ObjectNode body, CasePlan plan, String what) {
        return dispatch.post(path, body, plan.externalId() + ":" + what);
    }

    private static ObjectNode at(Instant when, String actor) {
        return HotlineClient.json()
                .createObjectNode()
                .put("occurredAt", when.toString())
                .put("actor", actor);
    }

    /** The calendar of all years from one to another; years without a notice count Monday to Friday. */
    WorkCalendar calendar(int firstYear, int lastYear) {
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        Set<Integer> noticed = new HashSet<>();
        for (int year = firstYear; year <= lastYear; year++) {
            try {
                Answer answer = evaluator
                        .get(ServiceName.FOLLOWUP, "/calendars/" + year)
                        .join();
                JsonNode days = answer.json().path("days");
                days.forEach(day -> exceptions.put(
                        LocalDate.parse(day.path("date").asText()),
                        day.path("workday").asBoolean()));
                if (!days.isEmpty()) {
                    noticed.add(year);
                }
            } catch (RuntimeException e) {
                if (!(HotlineClient.unwrap(e) instanceof ApiException problem) || problem.status() != 404) {
                    throw e;
                }
            }
        }
        return new WorkCalendar(exceptions, noticed);
    }

    /** The caller who keeps master data. */
    HotlineClient.As admin() {
        return admin;
    }

    /** The caller who reads figures. */
    HotlineClient.As evaluator() {
        return evaluator;
    }
}
