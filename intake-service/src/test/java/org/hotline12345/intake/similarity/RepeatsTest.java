package org.hotline12345.intake.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

/** What is offered when somebody tells the same again. */
@QuarkusTest
class RepeatsTest extends IntakeTest {
    /** A text that no other test tells. */
    private static String text() {
        String mark = UUID.randomUUID().toString();
        return "幸福花园" + mark.substring(0, 8) + "小区三号楼的电梯从上个月底停用到现在，住在十六层的老人" + mark.substring(9, 13)
                + "下不了楼，买菜看病都要靠邻居背，物业说在等厂家的配件，厂家的电话" + mark.substring(14, 18) + "没有人接";
    }

    private static Map<String, Object> told(String title, String text, String phone) {
        var draft = draft(title);
        draft.put("text", text);
        draft.put("category", SUBCATEGORY);
        draft.put("citizen", Map.of("phone", phone));
        return draft;
    }

    private UUID known(Map<String, Object> draft) {
        UUID id = UUID.fromString(register(draft).path("caseId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows("select 1 from case_likeness where case_id = $1", id)
                        .isEmpty());
        return id;
    }

    private static Map<String, Object> candidate(Response answer, UUID id) {
        return answer.<List<Map<String, Object>>>path("possibleDuplicates").stream()
                .filter(c -> c.get("caseId").equals(id.toString()))
                .findFirst()
                .orElse(Map.of());
    }

    private void answered(UUID id) {
        answeredByWater(id, "配件已更换，电梯已恢复运行");
    }

    @Test
    void another_citizen_with_the_same_text_under_another_title_is_offered_a_merge_and_dispatch_is_told() {
        String text = text();
        UUID first = known(told("电梯停用一个月", text, phone()));

        Response again = register(told("老人下不了楼", text + "，请尽快解决", phone()));

        var candidate = candidate(again, first);
        assertThat(candidate).containsEntry("offer", "MERGE").containsEntry("sameCitizen", false);
        assertThat(((Number) candidate.get("textSimilarity")).doubleValue()).isGreaterThan(0.8);
        var event = probe.await(UUID.fromString(again.path("caseId")), CaseRegistered.class)
                .as(CaseRegistered.class);
        assertThat(event.possibleDuplicates())
                .anySatisfy(d -> assertThat(d.caseId()).isEqualTo(first));
    }

    @Test
    void the_same_citizen_is_offered_an_urge_when_nothing_is_new_and_a_supplement_when_something_is() {
        String phone = phone();
        String text = text();
        String title = "电梯停用一个月" + text.substring(4, 12);
        UUID first = known(told(title, text, phone));

        assertThat(candidate(register(told(title, text, phone)), first))
                .containsEntry("offer", "URGE")
                .containsEntry("sameCitizen", true);
        String more = "今天物业贴了通知说还要再等两个月，而且要业主自己出钱更换曳引机，大家都不同意，想问这笔钱为什么不能用维修基金";
        assertThat(candidate(register(told(title + "还要自费", more, phone)), first))
                .containsEntry("offer", "SUPPLEMENT");
        var elsewhere = told("幼儿园入园年龄咨询", "请问今年九月入园的孩子出生日期有什么要求", phone);
        assertThat(candidate(register(elsewhere), first)).containsEntry("offer", null);
    }

    @Test
    void after_the_answer_the_same_citizen_is_offered_a_link_and_another_nothing() {
        String phone = phone();
        String text = text();
        UUID first = known(told("电梯停用一个月", text, phone));
        answered(first);

        assertThat(candidate(register(told("电梯停用一个月", text, phone)), first)).containsEntry("offer", "LINK");
        assertThat(candidate(register(told("电梯停用一个月", text, phone())), first)).containsEntry("offer", null);
    }

    @Test
    void the_same_words_in_another_district_count_only_when_the_whole_text_is_the_same() {
        String text = text();
        UUID first = known(told("电梯停用一个月", text, phone()));
        var there = new HashMap<>(told("电梯停用一个月", text.substring(0, 40) + "，另外楼道里的灯也不亮，消防通道堆满了杂物没有人清理", phone()));
        there.put("area", ELSEWHERE);

        assertThat(candidate(register(there), first)).isEmpty();
        there.put("text", text);
        assertThat(candidate(register(there), first)).containsEntry("offer", "MERGE");
    }

    @Test
    void an_agent_may_ask_before_registering() {
        String text = text();
        UUID first = known(told("电梯停用一个月", text, phone()));

        as("agent")
                .body(Map.of("title", "没有电梯", "text", text, "area", STREET, "category", SUBCATEGORY))
                .post("/api/v1/cases/duplicates")
                .then()
                .statusCode(200)
                .body("items[0].caseId", equalTo(first.toString()))
                .body("items[0].offer", equalTo("MERGE"));
        as("agent")
                .body(Map.of("title", "没有电梯", "text", "没有", "area", STREET))
                .post("/api/v1/cases/duplicates")
                .then()
                .statusCode(200)
                .body("items.caseId", not(hasItem(first.toString())));
    }
}
