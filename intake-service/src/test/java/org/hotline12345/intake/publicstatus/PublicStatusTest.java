package org.hotline12345.intake.publicstatus;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hotline12345.testing.AtOnce.atOnce;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PublicStatusTest extends IntakeTest {
    private static Response ask(String number, String code) {
        return given().queryParam("code", code).get("/api/v1/public/cases/" + number);
    }

    @Test
    void a_wrong_code_is_answered_like_an_unknown_number() {
        Response registered = register(draft("公众查询"));
        String number = registered.path("caseNumber");
        String code = registered.path("queryCode");

        ask(number, code)
                .then()
                .statusCode(200)
                .body("caseNumber", equalTo(number))
                .body("status", equalTo("REGISTERED"));
        Response wrong = ask(number, code.equals("00000000") ? "00000001" : "00000000");
        Response unknown = ask("220102-20200101-0000000", code);
        Response none = given().get("/api/v1/public/cases/" + number);

        for (Response refused : new Response[] {wrong, unknown, none}) {
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.asString()).isEqualTo(unknown.asString());
        }
    }

    @Test
    void codes_cannot_be_tried_out_by_changing_the_address() {
        Response registered = register(draft("查询码"));
        String number = registered.path("caseNumber");
        String code = registered.path("queryCode");
        String wrong = code.equals("00000000") ? "00000001" : "00000000";

        for (String asked : new String[] {number, "220102-20200101-9999999"}) {
            for (int i = 0; i < 10; i++) {
                from("10.1.0." + i, asked, wrong).then().statusCode(404);
            }
            from("10.1.1.1", asked, code)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "360")
                    .body("title", equalTo("请求过于频繁"));
        }
        Response other = register(draft("另一件"));
        from("10.1.1.2", other.path("caseNumber"), other.path("queryCode"))
                .then()
                .statusCode(200);
    }

    @Test
    void of_codes_that_come_at_the_same_time_no_more_are_judged() {
        String number = "220102-20200101-8888888";
        for (int i = 0; i < 7; i++) {
            from("10.1.2." + i, number, "00000000").then().statusCode(404);
        }
        assertThat(atOnce(i -> from("10.1.3." + i, number, "00000000").statusCode()))
                .containsExactlyInAnyOrder(404, 404, 404, 429, 429, 429);
    }

    private static Response from(String address, String number, String code) {
        return given().header("X-Forwarded-For", address)
                .queryParam("code", code)
                .get("/api/v1/public/cases/" + number);
    }

    @Test
    void nothing_about_people_is_told() {
        String phone = phone();
        var draft = draft("王小明家停水");
        draft.put("text", "我是王小明，电话" + phone);
        draft.put("address", "自强街88号");
        draft.put("citizen", Map.of("name", "王小明", "phone", phone));
        draft.put("directAnswer", Map.of("text", "明天恢复供水", "by", "AGENT"));
        Response registered = register(draft);

        Response answer = ask(registered.path("caseNumber"), registered.path("queryCode"));

        answer.then().statusCode(200).body("timeline.text", hasItem("已直接答复（受理员）：明天恢复供水"));
        assertThat(answer.asString()).doesNotContain("王小明", phone, "自强街", "agent-1");
    }

    @Test
    void a_corrected_reply_is_the_reply_and_the_first_one_says_that_it_was_corrected() {
        Response registered = register(draft("更正的答复"));
        UUID id = UUID.fromString(registered.path("caseId"));
        UUID order = answeredByWater(id, "周三恢复供水");
        ask(registered.path("caseNumber"), registered.path("queryCode"))
                .then()
                .body("reply.text", containsString("周三恢复供水"));

        Instant now = Instant.now();
        probe.produce(
                new ReplyCorrected(
                        id,
                        order,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        WATER,
                        Disposition.RESOLVED,
                        "周五恢复供水",
                        null,
                        null,
                        null,
                        "经办人写错日期",
                        false,
                        "handler-7",
                        now),
                now);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> ask(registered.path("caseNumber"), registered.path("queryCode"))
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("REPLIED"))
                        .body("reply.text", equalTo("长春水务集团更正了答复（已解决），以此为准：周五恢复供水"))
                        .body("timeline.text", hasItem("长春水务集团已答复（已解决），此答复已被更正，以更正后的答复为准：周三恢复供水"))
                        .body("timeline.text", hasItem("长春水务集团更正了答复（已解决），以此为准：周五恢复供水")));
        assertThat(ask(registered.path("caseNumber"), registered.path("queryCode"))
                        .asString())
                .doesNotContain("经办人写错日期", "handler-7");
    }

    @Test
    void an_address_that_is_said_and_empty_has_its_answer() {
        from("", "220102-20200101-0000001", "00000000").then().statusCode(404);
        from(":80", "220102-20200101-0000001", "00000000").then().statusCode(404);
    }

    @Test
    void too_many_questions_are_put_off() {
        Response last = null;
        for (int i = 0; i < 300; i++) {
            last = given().header("X-Forwarded-For", "10.0.0.1")
                    .queryParam("code", "1")
                    .get("/api/v1/public/cases/220102-20200101-%07d".formatted(i));
            if (last.statusCode() == 429) {
                break;
            }
        }

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isNotNull();
    }
}
