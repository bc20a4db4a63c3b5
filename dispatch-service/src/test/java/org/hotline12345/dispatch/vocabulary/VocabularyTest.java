package org.hotline12345.dispatch.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Risk words and phrases of replies as data of the office. */
@QuarkusTest
class VocabularyTest extends DispatchTest {
    private static final String RISKS = "/vocabularies/risk-words";
    private static final String REPLIES = "/vocabularies/reply-wording";
    private static final String SHIPPED = PhraseFiles.shipped().document("risk-words.v1");
    /** Nobody but this test uses it. */
    private static final String RARE = "翻越龙门吊";

    @AfterEach
    void backToTheShippedOne() {
        for (String path : List.of(RISKS, REPLIES)) {
            as("dispatcher").body(body("version", 0, "reason", "试验结束")).post("/api/v1" + path + "/activation");
        }
    }

    private static String withDanger(String word) {
        return SHIPPED.replace("[danger]\n", "[danger]\n" + word + "\n");
    }

    private static ValidatableResponse write(String path, String document) {
        return as("dispatcher", null, "派单员甲")
                .body(body("document", document, "note", "试验"))
                .put("/api/v1" + path)
                .then();
    }

    private static int written(String path, String document) {
        return write(path, document).statusCode(200).extract().path("version");
    }

    private static ValidatableResponse tried(String path, int version) {
        return post(as("dispatcher"), path + "/trial", "version", version)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse activate(String path, int version) {
        return post(as("dispatcher"), path + "/activation", "version", version, "reason", "误报较多")
                .then();
    }

    private static ValidatableResponse preview(String text) {
        return post(as("dispatcher"), "/routing/preview", "title", "反映情况", "text", text)
                .then()
                .statusCode(200);
    }

    @Test
    void a_version_is_a_draft_until_it_was_tried_and_put_in_force_and_the_next_case_is_read_with_it() {
        var before = dispatched(waterCase().text("停水，有人" + RARE));
        int version = written(RISKS, withDanger(RARE));
        as("dispatcher")
                .get("/api/v1" + RISKS + "?version=" + version)
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("allowed", contains("edit", "trial"))
                .body("sections.id", contains("self-harm", "violence", "danger", "crowd", "harmless"))
                .body("document", containsString(RARE));
        activate(RISKS, version).statusCode(409).body("type", containsString("vocabulary-not-tried"));
        preview("有人" + RARE).body("riskFlags", empty());

        tried(RISKS, version)
                .body("against", equalTo(0))
                .body("read", greaterThan(0))
                .body("more.caseId", hasItem(before.caseId().toString()))
                .body("more[0].flags[0].flag", equalTo("DANGER"))
                .body("more[0].flags[0].words", contains(RARE))
                .body("less", empty());
        activate(RISKS, version).statusCode(200).body("state", equalTo("IN_FORCE"));

        preview("有人" + RARE).body("riskFlags[0].words", contains(RARE));
        var after = dispatched(waterCase().text("停水，又有人" + RARE));
        as("dispatcher")
                .queryParam("caseId", after.caseId())
                .get("/api/v1/risk-alerts")
                .then()
                .body("items[0].words", equalTo(version));
        activate(RISKS, version).statusCode(409).body("state", equalTo("IN_FORCE"));
    }

    @Test
    void an_earlier_version_is_taken_back_to_without_another_trial() {
        int version = written(RISKS, withDanger(RARE));
        tried(RISKS, version);
        activate(RISKS, version).statusCode(200);
        activate(RISKS, 0).statusCode(200);
        preview("有人" + RARE).body("riskFlags", empty());

        as("supervisor")
                .get("/api/v1" + RISKS + "/versions")
                .then()
                .body("items[0].version", equalTo(version))
                .body("items[0].state", equalTo("EARLIER"))
                .body("items[0].writtenBy", equalTo("派单员甲"))
                .body("items[0].reason", equalTo("误报较多"))
                .body("items[0].trial.read", greaterThan(-1))
                .body("items[-1].version", equalTo(0))
                .body("items[-1].state", equalTo("IN_FORCE"));
        activate(RISKS, version).statusCode(200);
        preview("有人" + RARE).body("riskFlags[0].kind", equalTo("DANGER"));
    }

    @Test
    void what_another_instance_puts_in_force_is_taken_over_within_seconds() {
        int version = written(RISKS, withDanger("攀爬信号塔"));
        Sql.on(pool)
                .update(
                        "insert into vocabulary_activation (vocabulary, version, activated_at, activated_by) values ($1, $2, $3, 'x')",
                        "risk-words",
                        version,
                        Instant.now())
                .await()
                .atMost(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> preview("有人攀爬信号塔").body("riskFlags[0].words", contains("攀爬信号塔")));
    }

    @Test
    void what_is_wrong_with_a_document_is_named_with_its_line_and_nothing_is_stored() {
        int latest = as("dispatcher").get("/api/v1" + RISKS).then().extract().path("latest");
        write(RISKS, SHIPPED.replace("[danger]", "[dangerous]"))
                .statusCode(400)
                .body("violations.field", hasItem("document"))
                .body("violations.message", hasItem("没有“dangerous”这一部分，可用：self-harm violence danger crowd harmless"))
                .body("violations.line", hasItem(lineOf("[danger]")));
        write(REPLIES, PhraseFiles.shipped().document("reply-wording.v1").replace("第一时间\n", "第(?:一时?)*间\n第一(时间\n"))
                .statusCode(400)
                .body("violations.size()", greaterThan(0))
                .body("violations.message", hasItem("“第一(时间”不是正则表达式"));
        write(RISKS, " ").statusCode(400);
        as("dispatcher").get("/api/v1" + RISKS).then().body("latest", equalTo(latest));
    }

    private static int lineOf(String line) {
        return List.of(SHIPPED.split("\n")).indexOf(line) + 1;
    }

    @Test
    void who_has_not_seen_the_newest_version_does_not_write_over_it() {
        int version = written(RISKS, withDanger("甲乙丙丁"));
        as("dispatcher")
                .header("If-Match", "\"" + (version - 1) + "\"")
                .body(body("document", withDanger("戊己庚辛")))
                .put("/api/v1" + RISKS)
                .then()
                .statusCode(412);
        as("dispatcher")
                .header("If-Match", "\"" + version + "\"")
                .body(body("document", withDanger("戊己庚辛")))
                .put("/api/v1" + RISKS)
                .then()
                .statusCode(200)
                .header("ETag", "\"" + (version + 1) + "\"");
    }

    @Test
    void replies_are_read_with_the_version_in_force_and_name_it() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);
        String check = "/work-orders/" + order.workOrderId() + "/reply-check";
        String text = "龙门阵摆了又摆，龙门阵摆了又摆，龙门阵摆了又摆。";
        post(as("unit-handler", WATER), check, "disposition", "RESOLVED", "text", text)
                .then()
                .statusCode(200)
                .body("quality.wording", equalTo(0))
                .body("quality.flags.code", not(hasItem("EMPTY_PHRASES")));

        int version = written(
                REPLIES, PhraseFiles.shipped().document("reply-wording.v1").replace("[stock]\n", "[stock]\n龙门阵摆了又摆\n"));
        post(
                        as("unit-handler", WATER),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        text)
                .then()
                .statusCode(201);
        tried(REPLIES, version).body("more.flags.flatten().flag", hasItem("EMPTY_PHRASES"));
        activate(REPLIES, version).statusCode(200);

        post(as("unit-handler", WATER), check, "disposition", "RESOLVED", "text", text)
                .then()
                .body("quality.wording", equalTo(version))
                .body("quality.flags.code", hasItem("EMPTY_PHRASES"));
    }

    @Test
    void cases_that_accuse_the_callers_own_unit_are_no_examples() {
        var hidden = register(waterCase().text("停水，有人翻越塔吊").respondent(WATER));
        awaitRow("select from registered_case where case_id = $1", hidden);
        int version = written(RISKS, withDanger("翻越塔吊"));

        tried(RISKS, version).body("more.caseId", hasItem(hidden.toString()));
        post(as("dispatcher", WATER), RISKS + "/trial", "version", version)
                .then()
                .statusCode(200)
                .body("more.caseId", not(hasItem(hidden.toString())));
    }

    @Test
    void after_hundreds_of_drafts_the_shipped_version_and_the_one_in_force_are_still_found() {
        int version = written(RISKS, withDanger("子丑寅卯"));
        tried(RISKS, version);
        activate(RISKS, version).statusCode(200);
        Sql.on(pool).update("""
                        insert into vocabulary_version (vocabulary, version, document, written_at, written_by)
                        select 'risk-words', $1 + n, 'x', now(), 'x'
                        from generate_series(1, 600) as n
                        """, version).await().atMost(Duration.ofSeconds(10));

        as("dispatcher")
                .get("/api/v1" + RISKS)
                .then()
                .statusCode(200)
                .body("version", equalTo(version))
                .body("latest", equalTo(version + 600));
        as("dispatcher").get("/api/v1" + RISKS + "?version=0").then().statusCode(200);
        as("dispatcher").get("/api/v1" + RISKS + "/versions").then().body("items[-1].version", equalTo(0));
        activate(RISKS, 0).statusCode(200);
    }

    @Test
    void units_see_no_vocabularies_and_who_is_of_a_unit_changes_none() {
        as("unit-handler", WATER).get("/api/v1/vocabularies").then().statusCode(403);
        as("agent").get("/api/v1/vocabularies").then().statusCode(403);
        as("dispatcher", WATER)
                .body(body("document", SHIPPED))
                .put("/api/v1" + RISKS)
                .then()
                .statusCode(403);
        post(as("dispatcher", WATER), RISKS + "/activation", "version", 0, "reason", "x")
                .then()
                .statusCode(403);
        as("dispatcher").get("/api/v1/vocabularies/none").then().statusCode(404);
        as("dispatcher").get("/api/v1" + RISKS + "?version=999").then().statusCode(404);
        as("supervisor")
                .header("Accept-Language", "en")
                .get("/api/v1/vocabularies")
                .then()
                .body("items.id", contains("reply-wording", "risk-words"))
                .body("items.name", hasItems("Risk words", "Wording of replies"))
                .body("items.entries", hasItem(greaterThan(300)));
    }

    @Test
    void a_few_texts_may_be_asked_for_but_not_all() {
        dispatched(waterCase());
        post(as("dispatcher"), RISKS + "/trial", "version", 0, "most", 1)
                .then()
                .statusCode(200)
                .body("read", equalTo(1));
        post(as("dispatcher"), RISKS + "/trial", "version", 0, "most", 2001)
                .then()
                .statusCode(400);
        assertThat(count("select count(*) from vocabulary_version where version = 0"))
                .isZero();
    }
}
