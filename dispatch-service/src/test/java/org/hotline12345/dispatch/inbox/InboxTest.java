package org.hotline12345.dispatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.chassis.rest.TableFiles;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxTest extends DispatchTest {
    /** A word of these cases alone. */
    private final String word = "号" + UUID.randomUUID().toString().substring(0, 8);

    private CaseDispatched due(Instant at) {
        var order = dispatched(waterCase().title("停水" + word));
        deadline(order, at, 0, 0, null);
        return order;
    }

    private ValidatableResponse inbox(String query) {
        return as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/inbox?q=" + word + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse counts(String query) {
        return as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/inbox/counts?q=" + word + query)
                .then()
                .statusCode(200);
    }

    private static String id(CaseDispatched order) {
        return order.workOrderId().toString();
    }

    @Test
    void what_is_due_first_comes_first_page_by_page_and_what_has_no_date_last() {
        Instant now = Instant.now();
        var later = due(now.plus(Duration.ofDays(9)));
        var undated = dispatched(waterCase().title("停水" + word));
        var over = due(now.minus(Duration.ofHours(3)));
        var soon = due(now.plus(Duration.ofDays(3)));

        inbox("").body("items.workOrderId", contains(id(over), id(soon), id(later), id(undated)));

        var seen = new ArrayList<String>();
        String after = null;
        do {
            Response page = inbox("&limit=1" + (after == null ? "" : "&after=" + after))
                    .extract()
                    .response();
            seen.addAll(page.path("items.workOrderId"));
            after = page.path("next");
        } while (after != null);
        assertThat(seen).containsExactly(id(over), id(soon), id(later), id(undated));
    }

    @Test
    void it_is_searched_by_number_words_state_category_handler_and_how_near_it_is_due() {
        Instant now = Instant.now();
        var over = due(now.minus(Duration.ofHours(3)));
        var later = due(now.plus(Duration.ofDays(9)));
        sign(later).then().statusCode(200);
        post(as("unit-handler", WATER), "/work-orders/" + later.workOrderId() + "/assignee", "subject", "李" + word)
                .then()
                .statusCode(200);

        inbox("&due=OVERDUE").body("items.workOrderId", contains(id(over)));
        inbox("&due=LATER&due=TOMORROW").body("items.workOrderId", contains(id(later)));
        inbox("&state=SIGNED").body("items.workOrderId", contains(id(later)));
        inbox("&state=SIGNED&due=OVERDUE").body("items", hasSize(0));
        inbox("&assignee=李" + word).body("items.workOrderId", contains(id(later)));
        inbox("&category=" + WATER_SUPPLY).body("items", hasSize(2));
        inbox("&category=NONE").body("items", hasSize(0));
        String number = inbox("&due=OVERDUE").extract().path("items[0].caseNumber");
        as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/inbox?q=" + number)
                .then()
                .body("items.workOrderId", contains(id(over)));
        as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/inbox?q=%25" + word)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void one_call_counts_by_state_colour_category_and_handler() {
        Instant now = Instant.now();
        due(now.minus(Duration.ofHours(3)));
        sign(due(now.minus(Duration.ofHours(2)))).then().statusCode(200);
        due(now.plus(Duration.ofDays(9)));

        counts("")
                .body("total", is(3))
                .body("states.PENDING_SIGN", is(2))
                .body("states.SIGNED", is(1))
                .body("due.OVERDUE", is(2))
                .body("due.LATER", is(1))
                .body("due.TODAY", is(0))
                .body("categories.find { it.code == '" + WATER_SUPPLY + "' }.count", is(3));
        counts("&state=SIGNED")
                .body("total", is(1))
                .body("states.PENDING_SIGN", is(2))
                .body("due.OVERDUE", is(1))
                .body("due.LATER", is(0));
    }

    @Test
    void a_finished_order_whose_reply_is_being_corrected_is_in_hand_again() {
        var order = dispatched(waterCase().title("停水" + word));
        answer(order);
        awaitRow("select from registered_case where case_id = $1 and course like 'REPLIED%'", order.caseId());
        inbox("").body("items", hasSize(0));

        post(
                        as("unit-handler", WATER, "author"),
                        "/work-orders/" + order.workOrderId() + "/corrections",
                        "reason",
                        "时间写错",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "更正：今日12时恢复供水")
                .then()
                .statusCode(201);

        inbox("&state=REPLY_IN_REVIEW")
                .body("items.workOrderId", contains(id(order)))
                .body("items[0].correction", equalTo("REPLY_IN_REVIEW"));
        counts("").body("states.REPLY_IN_REVIEW", is(1));
    }

    @Test
    void many_are_signed_at_once_and_of_each_other_it_is_said_where_it_stands() {
        var one = dispatched(waterCase());
        var other = dispatched(waterCase());
        var signedAlready = dispatched(waterCase());
        sign(signedAlready).then().statusCode(200);
        String key = UUID.randomUUID().toString();
        var ids = List.of(id(one), id(other), id(signedAlready), id(one));

        for (int i = 0; i < 2; i++) {
            post(
                            as("unit-handler", WATER, "handler").header("Idempotency-Key", key),
                            "/units/" + WATER + "/inbox/sign",
                            "workOrderIds",
                            ids)
                    .then()
                    .statusCode(200)
                    .body("signed", contains(id(one), id(other)))
                    .body("others.workOrderId", contains(id(signedAlready)))
                    .body("others[0].state", equalTo("SIGNED"));
        }
        assertThat(count(
                        "select count(*) from work_order where id = any ($1::uuid[]) and state = 'SIGNED' and signed_by = 'handler'",
                        (Object) new UUID[] {one.workOrderId(), other.workOrderId()}))
                .isEqualTo(2);
    }

    @Test
    void with_an_order_that_is_not_the_units_nothing_is_signed() {
        var own = dispatched(waterCase());
        var foreign = inDistrict();
        for (var other : List.of(UUID.randomUUID(), foreign.workOrderId())) {
            post(
                            as("unit-handler", WATER),
                            "/units/" + WATER + "/inbox/sign",
                            "workOrderIds",
                            List.of(own.workOrderId(), other))
                    .then()
                    .statusCode(404);
        }
        post(as("unit-handler", WATER), "/units/" + WATER + "/inbox/sign", "workOrderIds", List.of())
                .then()
                .statusCode(400);
        assertThat(count("select count(*) from work_order where id = $1 and state = 'SIGNED'", own.workOrderId()))
                .isZero();
    }

    @Test
    void it_is_taken_away_as_a_workbook_with_who_saved_it_and_names_for_codes() throws Exception {
        due(Instant.now().minus(Duration.ofHours(3)));
        due(Instant.now().plus(Duration.ofDays(9)));

        byte[] file = as("unit-handler", WATER, "li")
                .header("Accept-Language", "zh")
                .accept(TableFiles.XLSX)
                .get("/api/v1/units/" + WATER + "/inbox/export?q=" + word + "&due=OVERDUE")
                .then()
                .statusCode(200)
                .contentType(TableFiles.XLSX)
                .extract()
                .asByteArray();

        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).contains("导出人：li");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("诉求编号");
            assertThat(sheet.getLastRowNum())
                    .as("what was looked for, and no more")
                    .isEqualTo(2);
            assertThat(Stream.iterate(0, i -> i < 15, i -> i + 1)
                            .map(i -> sheet.getRow(2).getCell(i))
                            .map(String::valueOf))
                    .contains("停水" + word, "待签收", "已超期");
        }
    }

    @Test
    void nobody_sees_or_takes_away_what_another_unit_has_in_hand() {
        for (String path : List.of("", "/counts", "/export")) {
            as("unit-handler", NANGUAN)
                    .get("/api/v1/units/" + WATER + "/inbox" + path)
                    .then()
                    .statusCode(404);
            as("agent").get("/api/v1/units/" + WATER + "/inbox" + path).then().statusCode(403);
        }
    }

    @Test
    void finished_orders_are_found_by_number_or_title() {
        var order = dispatched(waterCase().title("停水" + word));
        answer(order);

        as("unit-handler", WATER)
                .get("/api/v1/units/" + WATER + "/work-orders?state=REPLIED&q=" + word)
                .then()
                .statusCode(200)
                .body("items.workOrderId", contains(id(order)));
    }

    @Test
    void words_are_looked_for_among_the_orders_of_a_year() {
        var order = dispatched(waterCase().title("停水" + word));
        answer(order);
        String found = "/api/v1/units/" + WATER + "/work-orders?state=REPLIED&q=" + word;
        var today = ShanghaiTime.day(Instant.now());

        for (String within : new String[] {"&until=" + today, "&until=" + today.plusDays(364)}) {
            as("unit-handler", WATER).get(found + within).then().body("items.workOrderId", contains(id(order)));
        }
        for (String outside : new String[] {"&until=" + today.minusDays(1), "&until=" + today.plusDays(367)}) {
            as("unit-handler", WATER)
                    .get(found + outside)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
        String list = "/api/v1/units/" + WATER + "/work-orders";
        as("unit-handler", WATER)
                .get(list + "?q=" + "a".repeat(101))
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("q"));
        as("unit-handler", WATER).get(list + "?until=" + today).then().statusCode(400);
    }

    @Test
    void a_district_pulls_one_feed_for_itself_and_all_units_below_it() throws Exception {
        var feed = "/api/v1/units/" + NANGUAN + "/work-orders/feed-with-subordinates";
        long start = as("unit-handler", NANGUAN)
                .get(feed + "?limit=200&after=" + latest())
                .then()
                .statusCode(200)
                .body("units", hasItems(NANGUAN, NANLING))
                .body("units", not(hasItem(WATER)))
                .extract()
                .<Number>path("next")
                .longValue();
        var waiting =
                CompletableFuture.supplyAsync(() -> as("unit-handler", NANGUAN).get(feed + "?wait=20&after=" + start));

        var order = inDistrict();

        waiting.get()
                .then()
                .statusCode(200)
                .body("items.workOrderId", hasItem(id(order)))
                .body("items.find { it.workOrderId == '" + id(order) + "' }.op", equalTo("PUT"))
                .body("items.find { it.workOrderId == '" + id(order) + "' }.unit", equalTo(NANGUAN));
        sign(order).then().statusCode(200);
        handDown(order);

        as("unit-handler", NANGUAN)
                .get(feed + "?after=" + start)
                .then()
                .body("items.findAll { it.workOrderId == '" + id(order) + "' }", hasSize(1))
                .body("items.find { it.workOrderId == '" + id(order) + "' }.version", greaterThanOrEqualTo(2))
                .body("next", notNullValue());
        post(as("dispatcher"), "/work-orders/" + id(order) + "/recall", "reason", "误派")
                .then()
                .statusCode(200);
        as("unit-handler", NANGUAN)
                .get(feed + "?after=" + start)
                .then()
                .body("items.find { it.workOrderId == '" + id(order) + "' }.op", equalTo("REMOVE"));
        as("unit-handler", NANLING).get(feed).then().statusCode(404);
        as("unit-handler", NANGUAN).get(feed + "?after=999999999").then().statusCode(400);
    }

    @Test
    void an_order_that_was_taken_from_a_district_leaves_its_feed() {
        var order = inDistrict();
        long start = latest();
        post(as("dispatcher"), "/work-orders/" + order.workOrderId() + "/recall", "reason", "误派")
                .then()
                .statusCode(200);
        awaitRow(
                "select from feed_entry where subject = $1 and op = 'REMOVE' and reader = $2",
                order.workOrderId(),
                NANGUAN);

        as("unit-handler", NANGUAN)
                .get("/api/v1/units/" + NANGUAN + "/work-orders/feed-with-subordinates?wait=20&limit=200&after="
                        + start)
                .then()
                .statusCode(200)
                .body("items.find { it.workOrderId == '" + id(order) + "' }.op", equalTo("REMOVE"))
                .body("items.find { it.workOrderId == '" + id(order) + "' }.unit", nullValue());
    }

    private long latest() {
        return count("select coalesce(max(position), 0) from feed_entry");
    }

    private CaseDispatched inDistrict() {
        UUID id = inTriage(riddle());
        String order = post(as("dispatcher"), "/triage/" + id + "/decision", "unit", NANGUAN)
                .then()
                .statusCode(200)
                .extract()
                .path("workOrderId");
        return probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.workOrderId().toString().equals(order),
                        "the order")
                .as(CaseDispatched.class);
    }

    private static void handDown(CaseDispatched order) {
        post(
                        as("unit-handler", NANGUAN),
                        "/work-orders/" + order.workOrderId() + "/hand-down",
                        "unit",
                        NANLING,
                        "note",
                        "请办理")
                .then()
                .statusCode(200)
                .body("handlingUnit", equalTo(NANLING));
    }

    @Test
    void the_centre_has_one_list_of_what_waits_for_it() {
        var order = dispatched(waterCase().title("停水" + word));
        deadline(order, Instant.now().plus(Duration.ofDays(3)), 0, 0, null);
        centreReview(true);
        try {
            sign(order).then().statusCode(200);
            String reply = reply(order, "author");
            post(as("unit-reviewer", WATER, "reviewer"), "/replies/" + reply + "/review", "approved", true)
                    .then()
                    .statusCode(200);
            post(as("unit-leader", WATER, "leader"), "/replies/" + reply + "/sign-off", "approved", true)
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("IN_CENTRE_REVIEW"));

            String mine = "items.find { it.replyId == '" + reply + "' }";
            as("centre-reviewer")
                    .get("/api/v1/centre-reviews?limit=200")
                    .then()
                    .statusCode(200)
                    .body(mine + ".unit", equalTo(WATER))
                    .body(mine + ".signer", equalTo("leader"))
                    .body(mine + ".replyDueAt", notNullValue())
                    .body(mine + ".corrects", nullValue());
            as("centre-reviewer")
                    .get("/api/v1/centre-reviews?unit=" + NANGUAN)
                    .then()
                    .body(mine, nullValue());
            as("unit-leader", WATER).get("/api/v1/centre-reviews").then().statusCode(403);
            post(as("centre-reviewer"), "/replies/" + reply + "/centre-review", "approved", true)
                    .then()
                    .statusCode(200);
            as("centre-reviewer").get("/api/v1/centre-reviews?limit=200").then().body(mine, nullValue());
        } finally {
            centreReview(false);
        }
    }

    private static void centreReview(boolean wanted) {
        Response unit = as("admin").get("/api/v1/units/" + WATER);
        var body = new HashMap<String, Object>(unit.<Map<String, Object>>path("$"));
        body.keySet()
                .retainAll(List.of(
                        "name",
                        "level",
                        "parent",
                        "group",
                        "areas",
                        "reviewSteps",
                        "signOffLevel",
                        "active",
                        "instructions"));
        body.put("centreReview", wanted);
        as("admin")
                .header("If-Match", unit.header("ETag"))
                .body(body)
                .put("/api/v1/units/" + WATER)
                .then()
                .statusCode(200)
                .body("centreReview", is(wanted));
    }
}
