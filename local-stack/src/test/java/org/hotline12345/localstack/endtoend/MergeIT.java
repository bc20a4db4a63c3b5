package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.ServiceName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several citizens with one matter on the whole suite: one handling, everybody answered and called back, who is dissatisfied is
 * heard alone; and a citizen who calls again without anything new.
 */
@ExtendWith(SharedSuite.class)
class MergeIT {
    private static final String TEXT = "幸福家园小区从昨天早上开始没有自来水，整个小区四百多户都受影响，自来水公司的电话一直占线，老人和孩子只能靠邻居送水";
    private static final String LAMP = "康平街与同志街交汇处的路灯从上周开始不亮，晚上行人看不见路，请派人维修";

    private static Desks desks;

    @BeforeAll
    static void start() {
        desks = new Desks(SharedSuite.client());
    }

    private static JsonNode register(String title, String phone) {
        return desks.register(title, TEXT, "C010216", phone, Map.of());
    }

    @Test
    void three_citizens_get_one_handling_three_answers_three_callbacks_and_one_a_rework_of_his_own() {
        String first = register("幸福家园小区停水", "19910000001").path("caseId").asText();
        JsonNode order = desks.openOrder(first);
        var candidates = new ArrayList<JsonNode>();
        // alike as soon as the first one has come back in its stream
        JsonNode second = null;
        for (int i = 0; i < 120 && candidates.isEmpty(); i++) {
            Pause.millis(500);
            second = register("家里没有水用" + i, String.format("19910001%03d", i));
            second.path("possibleDuplicates").forEach(candidate -> {
                if (candidate.path("caseId").asText().equals(first)) {
                    candidates.add(candidate);
                }
            });
        }
        assertThat(candidates).isNotEmpty();
        assertThat(candidates.get(0).path("offer").asText()).isEqualTo("MERGE");
        String member = second.path("caseId").asText();
        String third = register("请求恢复供水", "19910000003").path("caseId").asText();
        desks.openOrder(member);
        desks.openOrder(third);
        assertThat(desks.dispatcher()
                        .get(
                                ServiceName.DISPATCH,
                                "/work-orders/" + order.path("workOrderId").asText())
                        .join()
                        .json()
                        .path("mergeCandidates")
                        .findValuesAsText("caseId"))
                .contains(member);

        Desks.post(
                desks.dispatcher(),
                ServiceName.DISPATCH,
                "/merges",
                Map.of("leadCaseId", first, "caseIds", List.of(member, third)));
        desks.awaitStatus(member, "MERGED");
        desks.awaitStatus(third, "MERGED");
        // undone, and done again
        desks.dispatcher().delete(ServiceName.DISPATCH, "/merges/" + third).join();
        desks.awaitStatus(third, "DISPATCHED");
        desks.openOrder(third);
        Desks.post(
                desks.dispatcher(),
                ServiceName.DISPATCH,
                "/merges",
                Map.of("leadCaseId", first, "caseIds", List.of(third)));
        desks.awaitStatus(third, "MERGED");

        desks.answer(order);

        for (String id : List.of(first, member, third)) {
            desks.awaitStatus(id, "REPLIED");
        }
        desks.tell(member);
        desks.tell(third);
        desks.callBack(Map.of(first, true, member, false, third, true));
        desks.awaitStatus(first, "CLOSED");
        desks.awaitStatus(third, "CLOSED");
        desks.awaitStatus(member, "REWORK");
        JsonNode again = desks.openOrder(member);
        assertThat(again.path("round").asInt()).isEqualTo(2);
        assertThat(again.path("unit").asText()).isEqualTo(order.path("unit").asText());
        assertThat(desks.orders(first)).hasSize(1);

        desks.answer(again);
        desks.callBack(Map.of(member, true));
        desks.awaitStatus(member, "CLOSED");
    }

    @Test
    void who_calls_again_without_anything_new_is_told_that_the_answer_stands() {
        String phone = "19910000009";
        String first = desks.register("康平街路灯", LAMP, "C010204", phone, Map.of())
                .path("caseId")
                .asText();
        desks.answer(desks.openOrder(first));
        desks.awaitStatus(first, "REPLIED");

        String again = desks.register(
                        "康平街路灯",
                        LAMP,
                        "C010204",
                        phone,
                        Map.of("linkTo", Map.of("caseId", first, "reason", "与上次相同，路灯已修好，来电人未看到答复")))
                .path("caseId")
                .asText();
        desks.awaitStatus(again, "IN_TRIAGE");
        String link = desks.dispatcher()
                .get(ServiceName.INTAKE, "/links?caseId=" + again)
                .join()
                .json()
                .path("items")
                .path(0)
                .path("linkId")
                .asText();
        Desks.post(
                desks.dispatcher(),
                ServiceName.INTAKE,
                "/links/" + link + "/decision",
                Map.of("accepted", true, "told", "路灯已修复，原答复继续有效，如仍不亮请再次来电"));

        desks.awaitStatus(again, "NOT_ACCEPTED");
        await().atMost(Desks.PATIENCE)
                .until(() -> desks.dispatcher()
                        .get(ServiceName.DISPATCH, "/triage?caseId=" + again)
                        .join()
                        .json()
                        .path("items")
                        .isEmpty());
        assertThat(desks.orders(again)).isEmpty();
    }
}
