package org.hotline12345.intake.querycode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueryCodeTest extends IntakeTest {
    @Test
    void the_code_that_is_sent_again_ends_the_one_before() {
        String phone = phone();
        Response registered = registered("遗失查询码", phone);
        String first = registered.path("queryCode");

        lost(registered.path("caseNumber"), phone).then().statusCode(202);
        assertThat(opens(registered, first)).as("until the new one is sent").isTrue();
        String second = send(registered).path("queryCode");

        assertThat(second).isNotEqualTo(first);
        assertThat(opens(registered, first)).isFalse();
        assertThat(opens(registered, second)).isTrue();
        assertThat((String) send(registered).path("queryCode"))
                .as("sent again after a failure")
                .isEqualTo(second);
        probe.await(caseId(registered), QueryCodeRenewed.class);
    }

    @Test
    void the_answer_does_not_say_whether_number_and_telephone_belong_together() {
        Response registered = registered("不相符", phone());

        Response wrong = lost(registered.path("caseNumber"), phone());
        Response unknown = lost("220102-20200101-7777777", phone());

        assertThat(wrong.statusCode()).isEqualTo(202);
        assertThat(wrong.asString()).isEqualTo(unknown.asString());
        assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode());
        send(registered).then().body("queryCode", equalTo(registered.path("queryCode")));
    }

    @Test
    void an_agent_has_it_sent_three_times_a_day_and_to_who_told_a_telephone() {
        UUID with = caseId(registered("有电话", phone()));
        for (int i = 0; i < 3; i++) {
            again(with).then().statusCode(204);
        }
        again(with)
                .then()
                .statusCode(429)
                .body("type", equalTo("https://hotline12345.org/problems/query-code-sent-often"));

        again(caseId(register(draft("没有电话")))).then().statusCode(409);
        again(UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void the_code_is_told_to_services_only() {
        UUID caseId = caseId(registered("给谁", phone()));
        for (String role : new String[] {"callback-agent", "agent", "unit-handler"}) {
            as(role).body(Map.of("purpose", "查询码", "withCode", true))
                    .post("/api/v1/cases/" + caseId + "/contact")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void another_service_asks_which_case_a_code_opens() {
        Response registered = registered("核对", phone());
        var body = Map.of("caseNumber", registered.path("caseNumber"), "code", registered.path("queryCode"));

        as("service")
                .body(body)
                .post("/api/v1/query-codes/verification")
                .then()
                .statusCode(200)
                .body("caseId", equalTo(caseId(registered).toString()));
        as("agent").body(body).post("/api/v1/query-codes/verification").then().statusCode(403);
    }

    private static Response registered(String title, String phone) {
        var draft = draft(title);
        draft.put("citizen", Map.of("name", "李四", "phone", phone));
        return register(draft);
    }

    private static UUID caseId(Response registered) {
        return UUID.fromString(registered.path("caseId"));
    }

    private static Response lost(String number, String phone) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", "10.30.0.1")
                .body(Map.of("caseNumber", number, "phone", phone))
                .post("/api/v1/public/query-codes");
    }

    private static Response again(UUID caseId) {
        return as("agent").post("/api/v1/cases/" + caseId + "/query-code");
    }

    private static Response send(Response registered) {
        return as("service")
                .body(Map.of("purpose", "发送查询码", "withCode", true))
                .post("/api/v1/cases/" + caseId(registered) + "/contact")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static boolean opens(Response registered, String code) {
        return given().header("X-Forwarded-For", "10.30.0.2")
                        .queryParam("code", code)
                        .get("/api/v1/public/cases/" + registered.path("caseNumber"))
                        .statusCode()
                == 200;
    }
}
