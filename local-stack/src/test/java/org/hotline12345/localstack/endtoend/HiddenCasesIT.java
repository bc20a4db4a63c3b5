package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.fuzz.EveryOperation;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.localstack.token.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What accuses a unit is told to nobody there: a secret text stands in every kind of case that is hidden from the sports bureau, and
 * in all that is said about it. Somebody of that unit with every role of units, and somebody with those of the office beside, then calls
 * every operation of the four services and finds it nowhere, nor does any command on such a case do anything.
 */
@ExtendWith(SharedSuite.class)
class HiddenCasesIT {
    private static final String ACCUSED = "CCTYJ";
    private static final String LEAD = "CCSWJT";
    private static final String WATER_SUPPLY = "C010216";
    private static final String CALLER = "19920000001";
    private static final Set<String> ROLES_OF_UNITS = Set.of("unit-handler", "unit-reviewer", "unit-leader");
    /** Letters only: digits might be masked. */
    private static final String SECRET = "密语"
            + UUID.randomUUID()
                    .toString()
                    .replaceAll("[^a-f]", "")
                    .concat("abcdef")
                    .substring(0, 6);

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String TEXT = "小区自来水停水两天，请尽快维修，" + SECRET;

    private static final List<String> hidden = new ArrayList<>();
    private static final List<String> numbers = new ArrayList<>();
    private static Desks desks;
    private static HotlineClient.As supervisor;

    @BeforeAll
    static void plant() {
        desks = new Desks(SharedSuite.client());
        supervisor = SharedSuite.client().as(Identity.of("督办员-01", "supervisor"));
        JsonNode byCode = open(Map.of("type", "REPORT", "respondent", Map.of("unit", ACCUSED)));
        saidAbout(byCode);
        open(Map.of("type", "REPORT", "respondent", Map.of("name", "长春市体育局的王科长")));
        // handled together with one that accuses: the round is open
        JsonNode lead = open(Map.of());
        askForOpinion(lead);
        saidAbout(lead);
        merge(lead);
        // and answered
        JsonNode answered = open(Map.of());
        askForOpinion(answered);
        merge(answered);
        desks.reply(answered);
        desks.awaitStatus(answered.path("caseId").asText(), "REPLIED");
    }

    private static JsonNode open(Map<String, Object> more) {
        JsonNode registered = desks.register("停水" + SECRET, TEXT, WATER_SUPPLY, CALLER, more);
        String caseId = registered.path("caseId").asText();
        hidden.add(caseId);
        if (!more.isEmpty()) {
            numbers.add(registered.path("caseNumber").asText());
        }
        JsonNode order = desks.openOrder(caseId);
        assertThat(order.path("unit").asText()).isEqualTo(LEAD);
        return order;
    }

    private static void askForOpinion(JsonNode order) {
        desks.sign(order);
        Desks.post(
                desks.unit(order, "unit-handler"),
                ServiceName.DISPATCH,
                Desks.path(order) + "/co-handling",
                Map.of("unit", ACCUSED, "question", "体育馆是否停水，" + SECRET));
    }

    private static void merge(JsonNode lead) {
        JsonNode member = open(Map.of("type", "REPORT", "respondent", Map.of("unit", ACCUSED)));
        Desks.post(
                desks.dispatcher(),
                ServiceName.DISPATCH,
                "/merges",
                Map.of(
                        "leadCaseId",
                        lead.path("caseId").asText(),
                        "caseIds",
                        List.of(member.path("caseId").asText())));
        desks.awaitStatus(member.path("caseId").asText(), "MERGED");
    }

    private static void saidAbout(JsonNode order) {
        String caseId = order.path("caseId").asText();
        Desks.post(
                desks.agent(), ServiceName.INTAKE, "/cases/" + caseId + "/supplements", Map.of("text", "补充：" + SECRET));
        Desks.post(desks.agent(), ServiceName.INTAKE, "/cases/" + caseId + "/urges", Map.of("text", "再催：" + SECRET));
        await().atMost(Desks.PATIENCE).ignoreExceptions().until(() -> {
            Desks.post(supervisor, ServiceName.FOLLOWUP, Desks.path(order) + "/urges", Map.of("note", "请抓紧，" + SECRET));
            Desks.post(
                    supervisor,
                    ServiceName.FOLLOWUP,
                    "/supervisions",
                    Map.of(
                            "workOrderId",
                            order.path("workOrderId").asText(),
                            "order",
                            "请说明情况，" + SECRET,
                            "dueWorkingDays",
                            3));
            return true;
        });
    }

    private static Identity of(String unit) {
        return new Identity("全角色-" + unit, ROLES_OF_UNITS, unit);
    }

    /** Everything else that has an id and belongs to the cases. */
    private static Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        for (String caseId : hidden) {
            for (JsonNode order : desks.orders(caseId)) {
                collect(desks.dispatcher().get(ServiceName.DISPATCH, Desks.path(order)), ids);
                collect(supervisor.get(ServiceName.FOLLOWUP, Desks.path(order) + "/urges"), ids);
            }
            collect(supervisor.get(ServiceName.FOLLOWUP, "/cases/" + caseId + "/deadlines"), ids);
        }
        supervisor.list(ServiceName.FOLLOWUP, "/supervisions").join().stream()
                .filter(item -> hidden.contains(item.path("caseId").asText()))
                .forEach(item -> collect(item, ids));
        hidden.forEach(ids::remove);
        return ids;
    }

    private static void collect(CompletableFuture<Answer> answer, Set<String> ids) {
        collect(answer.join().json(), ids);
    }

    private static void collect(JsonNode json, Set<String> ids) {
        if (json.isTextual() && json.asText().matches(UUID_FORM)) {
            ids.add(json.asText());
        }
        json.forEach(part -> collect(part, ids));
    }

    @Test
    void whom_a_case_accuses_finds_nothing_of_it_by_any_operation() {
        var operations = new EveryOperation(SharedSuite.stack());
        var ids = ids();
        assertThat(ids).hasSizeGreaterThan(20);
        // who leads it does find it: the walk arrives
        assertThat(operations.call(of(LEAD), hidden, ids, LEAD, false).stream()
                        .filter(answer -> answer.body().contains(SECRET))
                        .map(EveryOperation.Answered::operation)
                        .collect(Collectors.toSet()))
                .contains(
                        "GET dispatch-service/api/v1/work-orders/{id}",
                        "GET dispatch-service/api/v1/units/{unit}/work-orders",
                        "GET followup-service/api/v1/informing");

        assertNothingIsFound(operations, of(ACCUSED));
    }

    private static void assertNothingIsFound(EveryOperation operations, Identity who) {
        var answers = operations.call(who, hidden, ids(), ACCUSED, true);

        assertThat(answers).hasSizeGreaterThan(operations.count());
        assertThat(answers)
                .filteredOn(answer ->
                        answer.body().contains(SECRET) || numbers.stream().anyMatch(answer.body()::contains))
                .as("tells of what is hidden")
                .isEmpty();
        assertThat(answers)
                .filteredOn(answer -> answer.command() && answer.named() && answer.status() < 300)
                .as("commands on what is hidden")
                .isEmpty();
        assertThat(answers).filteredOn(answer -> answer.status() == 500).isEmpty();
    }

    /** Lent to the office, somebody stays of that unit, whatever roles come beside. */
    @Test
    void nor_does_who_has_all_roles_of_the_office_beside() {
        var operations = new EveryOperation(SharedSuite.stack());
        var everyRole = Arrays.stream(Role.values()).map(Role::code).collect(Collectors.toSet());
        var lent = new Identity("借调-" + ACCUSED, everyRole, ACCUSED);

        assertNothingIsFound(operations, lent);

        var as = SharedSuite.client().as(lent);
        assertThat(Stream.of(
                                as.get(ServiceName.INTAKE, HotlineClient.query("/cases", "q", SECRET)),
                                as.get(ServiceName.INTAKE, HotlineClient.query("/cases", "number", numbers.get(0))),
                                as.post(
                                        ServiceName.INTAKE,
                                        "/cases/search",
                                        Map.of("phone", CALLER, "purpose", "来电人询问进度")),
                                as.post(
                                        ServiceName.INTAKE,
                                        "/cases/duplicates",
                                        Map.of("title", "停水" + SECRET, "text", TEXT, "phone", CALLER)))
                        .map(CompletableFuture::join))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.json().toString()).doesNotContain(SECRET).doesNotContain(numbers);
                });
    }
}
