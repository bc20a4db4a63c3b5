package org.hotline12345.dispatch.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ReplySubmitted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplyQualityTest extends DispatchTest {
    private static final String EMPTY = "您好!您反映的问题已收悉,我们高度重视,已转相关部门处理,感谢您的支持!";

    @AfterEach
    void adviseAgain() {
        policy(WATER, "ADVISE");
    }

    @Test
    void an_author_tries_a_reply_out_and_nothing_is_stored() {
        var order = dispatched(waterCase());
        preview(order, "RESOLVED", EMPTY, "zh-CN")
                .then()
                .statusCode(200)
                .body("mode", equalTo("ADVISE"))
                .body("blocked", is(false))
                .body("quality.worst", equalTo("SERIOUS"))
                .body("quality.flags.code", hasItems("EMPTY_PHRASES", "NO_ACTION", "NO_WHO", "NO_CONTACT"))
                .body("quality.flags.find { it.code == 'EMPTY_PHRASES' }.text", containsString("套话"))
                .body("quality.flags.find { it.code == 'EMPTY_PHRASES' }.words.words", hasItem("高度重视"))
                .body("quality.flags.text", everyItem(notNullValue()));
        preview(order, "RESOLVED", EMPTY, "en")
                .then()
                .statusCode(200)
                .body("quality.flags.find { it.code == 'EMPTY_PHRASES' }.text", containsString("stock phrases"));
        preview(
                        order,
                        "RESOLVED",
                        "Water was restored at noon after our crew had replaced the broken valve in your street.",
                        "en")
                .then()
                .statusCode(200)
                .body("quality.language", equalTo("OTHER"))
                .body("quality.flags", empty())
                .body("quality.notChecked", hasItem("EMPTY_PHRASES"));
        assertThat(count("select count(*) from reply where work_order_id = $1", order.workOrderId()))
                .isZero();
    }

    @Test
    void the_verdict_is_stored_with_the_reply_and_shown_to_those_who_review() {
        var order = dispatched(waterCase());
        sign(order);
        String reply = submit(order, EMPTY)
                .then()
                .statusCode(201)
                .body("quality.worst", equalTo("SERIOUS"))
                .body("quality.flags.code", hasItem("EMPTY_PHRASES"))
                .extract()
                .path("replyId");
        assertThat(count(
                        "select count(*) from reply_quality where reply_id = $1 and worst = 'SERIOUS'",
                        UUID.fromString(reply)))
                .isOne();
        for (String role : new String[] {"unit-reviewer", "unit-leader"}) {
            as(role, WATER)
                    .header("Accept-Language", "en")
                    .get("/api/v1/work-orders/" + order.workOrderId())
                    .then()
                    .statusCode(200)
                    .body("replies[0].quality.flags.code", hasItem("EMPTY_PHRASES"))
                    .body("replies[0].quality.flags[0].text", containsString("."));
        }
        as("centre-reviewer")
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("replies[0].quality.flags.code", hasItem("EMPTY_PHRASES"));
        post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200)
                .body("quality.flags.code", hasItem("EMPTY_PHRASES"))
                .body("quality.flags.text", everyItem(notNullValue()));
        post(as("unit-leader", WATER, "leader"), "/replies/" + reply + "/sign-off", "approved", false, "comment", "空话")
                .then()
                .statusCode(200)
                .body("quality.worst", equalTo("SERIOUS"));
    }

    @Test
    void where_the_unit_blocks_a_reply_with_serious_flags_is_refused_and_a_better_one_taken() {
        var order = dispatched(waterCase());
        sign(order);
        policy(WATER, "BLOCK")
                .then()
                .statusCode(200)
                .body("mode", equalTo("BLOCK"))
                .body("from", equalTo(WATER));
        submit(order, EMPTY)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hotline12345.org/problems/reply-says-too-little"))
                .body("flags.severity", everyItem(equalTo("SERIOUS")))
                .body("flags.code", hasItem("EMPTY_PHRASES"))
                .body("flags.text", hasItem(containsString("套话")))
                .body("flags[0].words", notNullValue());
        preview(order, "RESOLVED", EMPTY, "zh").then().statusCode(200).body("blocked", is(true));
        assertThat(count("select count(*) from reply where work_order_id = $1", order.workOrderId()))
                .isZero();
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("state", equalTo("SIGNED"));
        submit(order, good("人民大街1号")).then().statusCode(201).body("quality.flags.severity", not(hasItem("SERIOUS")));
        probe.await(order.caseId(), ReplySubmitted.class);
    }

    @Test
    void history_moved_in_is_never_blocked() {
        policy(WATER, "BLOCK").then().statusCode(200);
        Instant day = Instant.now().minus(300, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var order = dispatched(waterCase().imported(day));
        String path = "/work-orders/" + order.workOrderId();
        post(as("importer"), path + "/sign", "occurredAt", day.plusSeconds(60).toString(), "actor", "old")
                .then()
                .statusCode(200);
        post(
                        as("importer"),
                        path + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        EMPTY,
                        "occurredAt",
                        day.plusSeconds(120).toString(),
                        "actor",
                        "old")
                .then()
                .statusCode(201)
                .body("quality.worst", equalTo("SERIOUS"));
    }

    @Test
    void a_units_policy_holds_for_those_below_it_and_the_administrator_sets_it() {
        as("unit-leader", WATER)
                .body(body("mode", "BLOCK"))
                .put("/api/v1/units/" + WATER + "/reply-check")
                .then()
                .statusCode(403);
        as("admin")
                .body(body("mode", "BLOCK"))
                .put("/api/v1/units/NOBODY/reply-check")
                .then()
                .statusCode(404);
        as("admin")
                .get("/api/v1/units/" + NANLING + "/reply-check")
                .then()
                .statusCode(200)
                .body("from", nullValue());
        policy(NANGUAN, "BLOCK").then().statusCode(200);
        as("admin")
                .get("/api/v1/units/" + NANLING + "/reply-check")
                .then()
                .statusCode(200)
                .body("mode", equalTo("BLOCK"))
                .body("from", equalTo(NANGUAN));
        policy(NANLING, "ADVISE").then().statusCode(200);
        as("admin")
                .get("/api/v1/units/" + NANLING + "/reply-check")
                .then()
                .body("mode", equalTo("ADVISE"))
                .body("from", equalTo(NANLING));
        policy(NANGUAN, "ADVISE");
    }

    @Test
    void a_reply_pasted_from_another_case_of_the_unit_names_that_case() {
        String place = "青石巷" + UUID.randomUUID().toString().substring(0, 6);
        var first = dispatched(waterCase());
        sign(first);
        submit(first, good(place)).then().statusCode(201).body("quality.flags.code", not(hasItem("COPIED")));
        var second = dispatched(waterCase().title("水费账单多收了两个月").text("我家空置半年没有用水,四月五月的水费账单却各扣八十元,营业厅说系统估抄,要求退还多扣的钱"));
        sign(second);
        submit(second, good(place))
                .then()
                .statusCode(201)
                .body("quality.flags.find { it.code == 'COPIED' }.severity", equalTo("SERIOUS"))
                .body("quality.flags.find { it.code == 'COPIED' }.like.sameMatter", is(false))
                .body("quality.flags.find { it.code == 'COPIED' }.text", containsString("100%"));
        var sameMatter = dispatched(waterCase());
        preview(sameMatter, "RESOLVED", good(place), "en")
                .then()
                .statusCode(200)
                .body("quality.flags.find { it.code == 'COPIED' }.severity", equalTo("ADVICE"))
                .body("quality.flags.find { it.code == 'COPIED' }.text", containsString("merged"));
    }

    @Test
    void a_reply_written_again_for_its_own_case_is_no_copy() {
        String text =
                "经查,您家入户水表前的止回阀卡死,我公司维修班5月6日上门拆洗并换上新阀,当场放水试验正常,依照《供水用水合同》第八条不收材料费,维修班电话0431-96665转" + UUID.randomUUID();
        var order = dispatched(waterCase());
        sign(order);
        String reply = submit(order, text).then().statusCode(201).extract().path("replyId");
        post(
                        as("unit-reviewer", WATER, "reviewer"),
                        "/replies/" + reply + "/review",
                        "approved",
                        false,
                        "comment",
                        "补充")
                .then()
                .statusCode(200);
        submit(order, text).then().statusCode(201).body("quality.flags.findAll { it.code == 'COPIED' }", hasSize(0));
    }

    @Test
    void other_units_do_not_try_replies_out() {
        var order = dispatched(waterCase());
        post(
                        as("unit-handler", NANGUAN),
                        "/work-orders/" + order.workOrderId() + "/reply-check",
                        "disposition",
                        "RESOLVED",
                        "text",
                        EMPTY)
                .then()
                .statusCode(404);
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + UUID.randomUUID() + "/reply-check",
                        "disposition",
                        "RESOLVED",
                        "text",
                        EMPTY)
                .then()
                .statusCode(404);
    }

    private static String good(String place) {
        return "经核查,3月12日" + place + "主管道阀门损坏造成停水,我公司抢修队当晚更换阀门,次日早六点恢复供水,水压正常;"
                + "依据《城市供水条例》第二十二条减免当日水费。如有疑问请拨打服务热线0431-96665。";
    }

    private static Response submit(CaseDispatched order, String text) {
        return post(
                as("unit-handler", order.leadUnit(), "author"),
                "/work-orders/" + order.workOrderId() + "/replies",
                "disposition",
                "RESOLVED",
                "text",
                text);
    }

    private static Response preview(CaseDispatched order, String disposition, String text, String language) {
        return post(
                as("unit-handler", order.leadUnit(), "author").header("Accept-Language", language),
                "/work-orders/" + order.workOrderId() + "/reply-check",
                "disposition",
                disposition,
                "text",
                text);
    }

    private static Response policy(String unit, String mode) {
        return as("admin").body(body("mode", mode)).put("/api/v1/units/" + unit + "/reply-check");
    }
}
