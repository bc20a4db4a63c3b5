package org.hotline12345.intake.citizen;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CitizenCaseTest extends IntakeTest {
    private static final String CASES = "/api/v1/public/cases";

    @Test
    void a_citizen_puts_a_matter_in_and_is_told_number_and_code() {
        Response entered = enter(matter("小区路灯不亮。已经三天了，电话" + phone()));

        entered.then().statusCode(201).header("Cache-Control", "no-store");
        status(entered).then().statusCode(200).body("status", equalTo("REGISTERED"));
        var event = (CaseRegistered) probe.await(
                        it -> it.event() instanceof CaseRegistered registered
                                && registered.caseNumber().equals(entered.path("caseNumber")),
                        "the registration")
                .event();
        assertThat(event.channel()).isEqualTo("WEB");
        assertThat(event.title()).isEqualTo("小区路灯不亮");
        assertThat(event.text()).doesNotContainPattern("1\\d{10}");
    }

    @Test
    void who_is_to_be_called_back_tells_a_telephone() {
        var without = matter("没有电话");
        without.remove("phone");

        enter(without).then().statusCode(400).body("violations.field", contains("phone"));
        without.put("anonymity", "NO_CONTACT");
        enter(without).then().statusCode(201);
    }

    @Test
    void what_others_said_about_the_same_is_not_told() {
        var first = matter("南关区东岭南街自来水管爆裂，路面积水严重");
        enter(first).then().statusCode(201);

        enter(first)
                .then()
                .statusCode(201)
                .body("possibleDuplicates", nullValue())
                .body("caseId", nullValue());
    }

    @Test
    void the_same_form_sent_twice_is_one_matter() {
        String key = UUID.randomUUID().toString();
        var form = matter("重复提交");

        Response first = client().header("Idempotency-Key", key).body(form).post(CASES);
        Response again = client().header("Idempotency-Key", key).body(form).post(CASES);

        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void number_and_code_open_what_a_citizen_may_do() {
        Response entered = enter(matter("补充与撤回"));

        own(entered, "supplements", "又坏了一盏").then().statusCode(200).body("timeline.text", hasItem("您补充了情况"));
        own(entered, "urges", null).then().statusCode(200).body("timeline.text", hasItem("您的催办已转告承办单位"));
        own(entered, "withdrawal", null).then().statusCode(400).body("violations.field", contains("text"));
        own(entered, "withdrawal", "已经修好")
                .then()
                .statusCode(200)
                .body("status", equalTo("WITHDRAWN"))
                .body("allowed", equalTo(java.util.List.of()));
        own(entered, "urges", null).then().statusCode(409);
    }

    @Test
    void without_the_code_nothing_is_done() {
        Response entered = enter(matter("别人的诉求"));
        String code = entered.path("queryCode");
        String wrong = code.equals("00000000") ? "00000001" : "00000000";

        for (String what : new String[] {"urges", "supplements", "withdrawal", "status"}) {
            client().body(Map.of("caseNumber", entered.path("caseNumber"), "code", wrong, "text", "撤回"))
                    .post(CASES + "/" + what)
                    .then()
                    .statusCode(404);
        }
        status(entered).then().body("timeline.text", contains("您的诉求已登记"));
    }

    @Test
    void one_telephone_puts_in_five_matters_a_day() {
        var form = matter("第几件");
        for (int i = 0; i < 5; i++) {
            enter(form).then().statusCode(201);
        }
        enter(form).then().statusCode(429);
    }

    private static Map<String, Object> matter(String text) {
        var form = new HashMap<String, Object>();
        form.put("type", "HELP");
        form.put("text", text);
        form.put("anonymity", "NAMED");
        form.put("name", "张三");
        form.put("phone", phone());
        form.put("area", AREA);
        return form;
    }

    private static Response enter(Map<String, Object> form) {
        return client().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(form)
                .post(CASES);
    }

    private static Response status(Response entered) {
        return own(entered, "status", null);
    }

    private static Response own(Response entered, String what, String text) {
        var body = new HashMap<String, Object>();
        body.put("caseNumber", entered.path("caseNumber"));
        body.put("code", entered.path("queryCode"));
        body.put("text", text);
        return client().body(body).post(CASES + "/" + what);
    }

    /** From an address of its own: each has its own limit. */
    private static RequestSpecification client() {
        var random = ThreadLocalRandom.current();
        return given().contentType("application/json; charset=utf-8")
                .header("X-Forwarded-For", "10.20." + random.nextInt(255) + "." + random.nextInt(255));
    }
}
