package org.hotline12345.dispatch.masterdata.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PeopleTest extends DispatchTest {
    /** A unit of this test alone: other tests name whom they like. */
    private static final String OWN = "PEOPLE-1";

    private static final String BELOW = "PEOPLE-2";
    private static final String TODAY = LocalDate.now(ShanghaiTime.ZONE).toString();

    @BeforeEach
    void units() {
        unit(OWN, "CC");
        unit(BELOW, OWN);
    }

    private static void unit(String code, String parent) {
        as("admin")
                .body(body("name", "名录局" + code, "level", "CITY", "parent", parent, "group", "市直部门"))
                .put("/api/v1/units/" + code)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private static Response file(String subject, String unit, String role, Object... more) {
        var fields = body("name", "名-" + subject, "roles", new String[] {role}, "unit", unit);
        fields.putAll(body(more));
        return as("admin").body(fields).put("/api/v1/people/" + subject);
    }

    private static Response csv(String text) {
        return given().auth()
                .oauth2(TestTokens.of("admin"))
                .contentType("text/csv; charset=UTF-8")
                .body(text)
                .post("/api/v1/people/import");
    }

    /** Filed, and known to what commands ask. */
    private static void known(String subject, String unit, String role, Object... more) {
        String name = "名-" + subject;
        file(subject, unit, role, more).then().statusCode(org.hamcrest.Matchers.lessThan(300));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> as("agent")
                                .get("/api/v1/people/names?subject=" + subject)
                                .path("items[0].name"),
                        equalTo(name));
    }

    private CaseDispatched order() {
        var caseId = inTriage(riddle());
        post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", OWN)
                .then()
                .statusCode(200);
        return probe.await(caseId, CaseDispatched.class).as(CaseDispatched.class);
    }

    private static Response assign(CaseDispatched order, String subject) {
        return post(
                as("unit-handler", OWN, "chu-zhi"),
                "/work-orders/" + order.workOrderId() + "/assignee",
                "subject",
                subject);
    }

    @Test
    void the_administrator_files_people_and_everybody_reads_names() {
        file("li-1", OWN, "unit-handler", "phone", "0431-88612345")
                .then()
                .statusCode(201)
                .body("filed", equalTo(true));
        file("li-1", OWN, "unit-leader", "level", "PRINCIPAL")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("level", equalTo("PRINCIPAL"))
                .body("phone", nullValue());
        as("admin")
                .header("If-Match", "\"0\"")
                .body(body("name", "x", "roles", new String[] {"agent"}))
                .put("/api/v1/people/li-1")
                .then()
                .statusCode(412);
        as("dispatcher")
                .body(body("name", "x", "roles", new String[] {"agent"}))
                .put("/api/v1/people/li-1")
                .then()
                .statusCode(403);

        known("li-1", OWN, "unit-handler");
        as("unit-handler", WATER)
                .get("/api/v1/people/names?subject=li-1&subject=nobody")
                .then()
                .statusCode(200)
                .body("items.subject", contains("li-1"))
                .body("items[0].unit", equalTo(OWN));
    }

    @Test
    void where_a_person_stands_is_an_address_whatever_the_subject() {
        String subject = "李 四\r\n" + System.nanoTime();
        String location = as("admin")
                .body(body("name", "李四", "roles", new String[] {"agent"}))
                .put("/api/v1/people/{subject}", subject)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");

        as("admin")
                .urlEncodingEnabled(false)
                .get(URI.create(location).getRawPath())
                .then()
                .statusCode(200)
                .body("subject", equalTo(subject));
    }

    @Test
    void what_is_wrong_with_a_person_is_said_at_once() {
        as("admin")
                .body(body(
                        "name", " ",
                        "roles", new String[] {"unit-handler", "king"},
                        "level", "DEPUTY",
                        "phone", "none",
                        "validFrom", "2026-02-01",
                        "validTo", "2026-01-01"))
                .put("/api/v1/people/li-2")
                .then()
                .statusCode(400)
                .body(
                        "violations.field",
                        org.hamcrest.Matchers.hasItems("name", "roles", "unit", "level", "phone", "validTo"));
        file("li-2", "NO-UNIT", "unit-handler").then().statusCode(400).body("violations[0].field", equalTo("unit"));
    }

    @Test
    void a_unit_reads_its_own_people_and_the_office_all() {
        file("li-3", OWN, "unit-handler");
        file("li-4", BELOW, "unit-handler");
        file("li-5", OWN, "unit-handler", "validFrom", "2020-01-01", "validTo", "2020-12-31");

        as("unit-handler", OWN)
                .get("/api/v1/people?limit=200")
                .then()
                .statusCode(200)
                .body("items.unit", everyItem(equalTo(OWN)))
                .body("items.subject", hasItem("li-3"));
        as("unit-handler", OWN).get("/api/v1/people?valid=true&q=li-5").then().body("items", hasSize(0));
        as("unit-handler", OWN).get("/api/v1/people?unit=" + BELOW).then().body("items.subject", hasItem("li-4"));
        as("unit-handler", OWN).get("/api/v1/people/li-4").then().statusCode(200);
        as("unit-handler", WATER).get("/api/v1/people?unit=" + OWN).then().statusCode(404);
        as("unit-handler", WATER).get("/api/v1/people/li-3").then().statusCode(404);
        as("auditor").get("/api/v1/people?unit=" + OWN).then().body("items.subject", hasItem("li-3"));
    }

    @Test
    void a_file_is_taken_whole_or_not_at_all_and_comes_out_as_it_went_in() {
        csv("subject,name,roles,unit,phone,level,validFrom,validTo\n"
                        + "csv-1,王一,king,NO,12,DEPUTY,2026-02-01,2026-01-01\n"
                        + "csv-2,王二,agent,,,,,\n")
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("problems.column", org.hamcrest.Matchers.hasItems("roles", "unit", "phone", "level", "validTo"))
                .body("problems.line", everyItem(equalTo(2)));
        as("admin").get("/api/v1/people/csv-2").then().statusCode(404);

        String good = "subject,name,roles,unit,phone,level,validFrom,validTo\n" + "csv-3,王三,unit-leader;unit-handler,"
                + OWN + ",+86-431-1,PRINCIPAL,2026-01-01,\n";
        csv(good).then().statusCode(200).body("problems", hasSize(0));
        String out = as("auditor").get("/api/v1/people/export").asString();
        assertThat(out).contains("csv-3,王三,unit-leader;unit-handler," + OWN + ",'+86-431-1,PRINCIPAL,2026-01-01,\r\n");
        csv(out).then()
                .statusCode(200)
                .body("problems", hasSize(0))
                .body("created", equalTo(0))
                .body("changed", equalTo(0));
        as("unit-leader", OWN).get("/api/v1/people/export").then().statusCode(403);
    }

    @Test
    void who_signs_in_is_in_the_directory_and_gains_nothing_by_it() {
        String subject = "me-" + System.nanoTime();
        as("unit-handler", OWN, subject)
                .body(body("name", "赵六"))
                .put("/api/v1/people/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("赵六"))
                .body("unit", equalTo(OWN))
                .body("roles", contains("unit-handler"))
                .body("filed", equalTo(false))
                .body("signedIn", equalTo(TODAY));
        as("admin").get("/api/v1/people/" + subject).then().header("ETag", equalTo("\"0\""));
        as("unit-handler", OWN, subject)
                .body(body("name", "赵六"))
                .put("/api/v1/people/me")
                .then()
                .statusCode(200);
        as("admin").get("/api/v1/people/" + subject).then().header("ETag", equalTo("\"0\""));

        file(subject, OWN, "unit-handler", "validFrom", "2020-01-01", "validTo", "2020-12-31");
        as("unit-handler", OWN, subject)
                .put("/api/v1/people/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("名-" + subject))
                .body("validTo", equalTo("2020-12-31"));
    }

    /** The sign-in comes while the office's filing is written and not yet committed. */
    @Test
    void a_sign_in_does_not_undo_what_the_office_files_at_that_moment() {
        String first = "at-once-" + System.nanoTime();
        String known = "known-" + System.nanoTime();
        as("unit-handler", OWN, known).put("/api/v1/people/me").then().statusCode(200);

        for (String subject : List.of(first, known)) {
            var filing = pool.getConnection().await().atMost(Duration.ofSeconds(10));
            filing.query("begin").executeAndAwait();
            filing.query("""
                            insert into person (subject, name, roles, unit, valid_from, valid_to, filed, lapsed)
                            values ('%s', '登记的人', '{unit-handler}', '%s', '2020-01-01', '2020-12-31', true, false)
                            on conflict (subject) do update
                            set name = excluded.name,
                                valid_from = excluded.valid_from,
                                valid_to = excluded.valid_to,
                                filed = true
                            """.formatted(subject, OWN)).executeAndAwait();
            var signIn = CompletableFuture.supplyAsync(() ->
                    as("unit-handler", OWN, subject).body(body("name", "登录的人")).put("/api/v1/people/me"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> count("select count(*) from pg_locks where not granted") > 0);
            filing.query("commit").executeAndAwait();
            filing.closeAndAwait();
            signIn.join().then().statusCode(200);

            as("admin")
                    .get("/api/v1/people/" + subject)
                    .then()
                    .body("name", equalTo("登记的人"))
                    .body("filed", equalTo(true))
                    .body("validTo", equalTo("2020-12-31"))
                    .body("signedIn", equalTo(TODAY));
        }
    }

    @Test
    void an_assignee_and_a_deputy_must_be_of_the_unit_and_at_work() {
        known("chu-zhi", OWN, "unit-handler");
        known("of-below", BELOW, "unit-handler");
        known("retired", OWN, "unit-handler", "validFrom", "2020-01-01", "validTo", "2020-12-31");
        var order = order();

        for (String wrong : new String[] {"nobody-known", "of-below", "retired"}) {
            assign(order, wrong)
                    .then()
                    .statusCode(400)
                    .body("violations[0].field", equalTo("subject"))
                    .body("violations[0].message", containsString(wrong));
        }
        assign(order, "chu-zhi").then().statusCode(200).body("assignee", equalTo("chu-zhi"));
        post(
                        as("admin"),
                        "/units/" + OWN + "/deputies",
                        "person",
                        "chu-zhi",
                        "role",
                        "unit-leader",
                        "deputy",
                        "of-below",
                        "from",
                        TODAY,
                        "to",
                        TODAY)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("deputy"));
    }

    @Test
    void who_is_no_longer_at_work_signs_nothing_off() {
        known("chu-zhi", OWN, "unit-handler");
        known("shen", OWN, "unit-reviewer");
        known("gone", OWN, "unit-reviewer", "validFrom", "2020-01-01", "validTo", "2020-12-31");
        var order = order();
        sign(order).then().statusCode(200);
        String reply = reply(order, "chu-zhi");

        as("unit-reviewer", OWN, "only-seen").put("/api/v1/people/me").then().statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> as("agent")
                                .get("/api/v1/people/names?subject=only-seen")
                                .path("items.size()"),
                        equalTo(1));
        for (String wrong : new String[] {"gone", "not-filed", "only-seen"}) {
            post(as("unit-reviewer", OWN, wrong), "/replies/" + reply + "/review", "approved", true)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("https://hotline12345.org/problems/not-in-directory"));
        }
        post(as("unit-reviewer", OWN, "shen"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
    }

    @Test
    void who_changed_a_person_is_kept() {
        as("unit-handler", OWN, "traced").put("/api/v1/people/me").then().statusCode(200);
        as("unit-handler", OWN, "traced").put("/api/v1/people/me").then().statusCode(200);
        file("traced", OWN, "unit-reviewer", "phone", "0431-88881234").then().statusCode(200);

        as("auditor")
                .get("/api/v1/change-log?kind=PERSON&of=traced")
                .then()
                .statusCode(200)
                .body("items.action", contains("CHANGED", "MADE"))
                .body("items.unit", everyItem(equalTo(OWN)))
                .body("items[0].changes.find { it.field == 'roles' }.before", equalTo("unit-handler"))
                .body("items[0].changes.find { it.field == 'roles' }.after", equalTo("unit-reviewer"))
                .body("items[0].changes.find { it.field == 'phone' }.after", equalTo("0431-88881234"))
                .body("items[1].subject", equalTo("traced"));
        as("unit-leader", OWN).get("/api/v1/change-log").then().statusCode(403);
    }

    @Test
    void a_unit_whose_people_only_signed_in_is_not_bound() {
        as("unit-handler", WATER, "seen-once").put("/api/v1/people/me").then().statusCode(200);
        var order = dispatched(waterCase());

        post(
                        as("unit-handler", WATER, "x"),
                        "/work-orders/" + order.workOrderId() + "/assignee",
                        "subject",
                        "never-seen")
                .then()
                .statusCode(200)
                .body("assignee", not(nullValue()));
    }
}
