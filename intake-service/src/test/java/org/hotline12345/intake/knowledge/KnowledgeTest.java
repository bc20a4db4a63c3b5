package org.hotline12345.intake.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.KnowledgeArticle;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Articles: written, published by somebody else, offered while agents type, named in answers, retired. */
@QuarkusTest
class KnowledgeTest extends IntakeTest {
    private static final String PATH = "/api/v1/knowledge/";
    private static final LocalDate TODAY = LocalDate.now(ShanghaiTime.ZONE);

    private final String code = "T-" + UUID.randomUUID();

    private static Map<String, Object> content(String title, String keyword) {
        var content = new HashMap<String, Object>();
        content.put("title", title);
        content.put("text", "到窗口办理，带身份证。\n" + title + "的材料以窗口公布的为准。");
        content.put("keywords", List.of(keyword));
        content.put("validFrom", TODAY.minusDays(10).toString());
        return content;
    }

    private static ValidatableResponse write(String code, Map<String, Object> content) {
        return with(TestTokens.of("admin", null, "writer"))
                .body(content)
                .put(PATH + code)
                .then();
    }

    private static ValidatableResponse publish(String code) {
        return with(TestTokens.of("office-leader", null, "publisher"))
                .post(PATH + code + "/publication")
                .then();
    }

    private static void published(String code, Map<String, Object> content) {
        write(code, content).statusCode(200);
        publish(code).statusCode(200);
    }

    private static ValidatableResponse search(String text) {
        return search(Map.of("text", text));
    }

    private static ValidatableResponse search(Map<String, Object> question) {
        return as("agent").body(question).post(PATH + "search").then().statusCode(200);
    }

    @Test
    void what_somebody_writes_is_published_by_another_and_found_while_an_agent_types() {
        write(code, content("老旧小区加装电梯申请", "加装电梯"))
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .body("version", equalTo(1))
                .body("offered", equalTo(false))
                .body("allowed", contains("edit"));
        search("我们楼想加装电梯怎么申请").body("items.code", not(hasItem(code)));
        as("agent").get(PATH + code).then().statusCode(404);
        with(TestTokens.of("admin", null, "writer"))
                .post(PATH + code + "/publication")
                .then()
                .statusCode(403)
                .body("type", containsString("article-published-by-another"));

        publish(code)
                .statusCode(200)
                .body("state", equalTo("PUBLISHED"))
                .body("publishedBy", equalTo("publisher"))
                .body("offered", equalTo(true));

        search("我们楼想加装电梯怎么申请")
                .body("items[0].code", equalTo(code))
                .body("items[0].version", equalTo(1))
                .body("items[0].passage", startsWith("…老旧小区加装电梯申请的材料"))
                .body("items[0].text", containsString("带身份证"));
        as("agent")
                .body(Map.of("title", "加装电梯", "text", "我们楼想加装电梯怎么申请"))
                .post("/api/v1/cases/duplicates")
                .then()
                .statusCode(200)
                .body("articles[0].code", equalTo(code));
        as("unit-handler")
                .get(PATH + code)
                .then()
                .statusCode(200)
                .body("allowed", empty())
                .body("recentUses", nullValue());
    }

    @Test
    void a_newer_version_is_a_draft_until_it_takes_the_place_of_the_published_one() {
        published(code, content("犬只登记办理", "养犬登记"));
        write(code, content("犬只免疫办理", "犬只免疫"))
                .statusCode(200)
                .body("state", equalTo("REVISED"))
                .body("version", equalTo(2))
                .body("publishedVersion", equalTo(1))
                .body("offered", equalTo(true));
        search("养犬登记在哪里").body("items.code", hasItem(code));
        search("犬只免疫在哪里").body("items.code", not(hasItem(code)));
        as("agent").get(PATH + code).then().body("version", equalTo(1));

        publish(code).statusCode(200).body("publishedVersion", equalTo(2));

        search("养犬登记在哪里").body("items.code", not(hasItem(code)));
        search("犬只免疫在哪里").body("items.code", hasItem(code));
        as("admin")
                .get(PATH + code + "/versions")
                .then()
                .statusCode(200)
                .body("items.version", contains(2, 1))
                .body("items[0].publishedBy", equalTo("publisher"))
                .body("items[1].endedBy", equalTo("publisher"))
                .body("items[1].endReason", nullValue());
    }

    @Test
    void a_retired_article_is_found_no_more_and_comes_back_with_a_new_version() {
        published(code, content("冰雪节门票优惠", "冰雪节"));
        as("office-leader")
                .body(Map.of("reason", "活动已结束"))
                .post(PATH + code + "/retirement")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        search("冰雪节门票多少钱").body("items.code", not(hasItem(code)));
        publish(code).statusCode(409).body("allowed", contains("edit"));
        as("admin").get(PATH + code + "/versions").then().body("items[0].endReason", equalTo("活动已结束"));

        published(code, content("冰雪节门票优惠", "冰雪节"));
        search("冰雪节门票多少钱").body("items[0].version", equalTo(2));
    }

    @Test
    void the_same_again_changes_nothing() {
        published(code, content("老年食堂就餐", "老年食堂"));
        String tag = as("admin").get(PATH + code).header("ETag");

        write(code, content("老年食堂就餐", "老年食堂"))
                .statusCode(200)
                .body("state", equalTo("PUBLISHED"))
                .body("version", equalTo(1))
                .header("ETag", tag);
    }

    @Test
    void an_edit_of_what_somebody_changed_meanwhile_is_refused() {
        String tag = write(code, content("共享单车停放", "共享单车")).extract().header("ETag");
        write(code, content("共享单车乱停", "共享单车")).statusCode(200);

        with(TestTokens.of("admin", null, "writer"))
                .header("If-Match", tag)
                .body(content("共享单车", "共享单车"))
                .put(PATH + code)
                .then()
                .statusCode(412);
        as("admin")
                .header("If-Match", tag)
                .body(content("新的", "新的条目"))
                .put(PATH + "T-" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', title",
        "text, ' ', text",
        "validFrom, , validFrom",
        "validTo, 2020-01-01, validTo",
        "unit, NOBODY, unit",
        "source, LONG, source"
    })
    void what_is_wrong_is_said_at_its_field(String field, String value, String said) {
        var content = content("标题", "关键词");
        content.put(field, "LONG".equals(value) ? "长".repeat(501) : value);
        write(code, content).statusCode(400).body("violations.field", hasItem(said));
    }

    @Test
    void lists_of_words_and_codes_are_checked_one_by_one() {
        var content = content("标题", "好");
        content.put("categories", List.of("C0102", "NONE"));
        content.put("areas", List.of("NOWHERE"));
        write(code, content)
                .statusCode(400)
                .body(
                        "violations.field.collect { it.replaceAll(/\\W.*/, '') }",
                        hasItems("keywords", "categories", "areas"));
        write("坏 代码", content("标题", "关键词")).statusCode(400).body("violations.field", contains("code"));
        write(code, withKeywords(21)).statusCode(400).body("violations.field", contains("keywords"));
    }

    private static Map<String, Object> withKeywords(int many) {
        var content = content("标题", "关键词");
        content.put(
                "keywords", IntStream.range(0, many).mapToObj(i -> "关键词" + i).toList());
        return content;
    }

    @Test
    void only_the_office_writes_and_only_staff_reads() {
        for (String role : List.of("agent", "dispatcher", "supervisor", "unit-leader")) {
            as(role).body(content("标题", "关键词")).put(PATH + code).then().statusCode(403);
            as(role).post(PATH + code + "/publication").then().statusCode(403);
            as(role).body(Map.of("reason", "x"))
                    .post(PATH + code + "/retirement")
                    .then()
                    .statusCode(403);
            as(role).get(PATH + code + "/versions").then().statusCode(403);
        }
        RestAssured.given().get("/api/v1/knowledge").then().statusCode(401);
    }

    @Test
    void outside_its_days_and_its_area_an_article_is_not_offered() {
        var ended = content("清明祭扫预约", "清明祭扫");
        ended.put("validTo", TODAY.minusDays(1).toString());
        published(code, ended);
        var coming = content("清明祭扫接驳", "清明祭扫");
        coming.put("validFrom", TODAY.plusDays(1).toString());
        published(code + "-2", coming);
        var here = content("清明祭扫摊点", "清明祭扫");
        here.put("areas", List.of(AREA));
        published(code + "-3", here);

        search("清明祭扫").body("items.code", contains(code + "-3"));
        search(Map.of("text", "清明祭扫", "area", STREET)).body("items.code", contains(code + "-3"));
        search(Map.of("text", "清明祭扫", "area", ELSEWHERE)).body("items", empty());
        as("agent").queryParam("q", "清明祭扫").get("/api/v1/knowledge").then().body("items.code", contains(code + "-3"));
        as("admin").queryParam("q", "清明祭扫").get("/api/v1/knowledge").then().body("items.size()", equalTo(3));
    }

    @Test
    void the_category_of_the_case_weighs_in() {
        var water = content("二次供水水箱清洗", "水箱清洗");
        water.put("categories", List.of(CATEGORY));
        published(code, content("空调水箱清洗", "水箱清洗"));
        published(code + "-2", water);

        search(Map.of("text", "水箱清洗", "category", SUBCATEGORY)).body("items[0].code", equalTo(code + "-2"));
    }

    @Test
    void the_office_finds_what_is_to_be_looked_at_again_page_by_page() {
        var due = content("海绵城市科普", "海绵城市");
        due.put("reviewOn", TODAY.toString());
        published(code, due);
        published(code + "-2", content("海绵城市参观", "海绵城市"));

        as("admin")
                .queryParam("q", "海绵城市")
                .queryParam("reviewBy", TODAY.toString())
                .get("/api/v1/knowledge")
                .then()
                .statusCode(200)
                .body("items.code", contains(code));
        String next = as("admin")
                .queryParam("q", "海绵城市")
                .queryParam("state", "PUBLISHED")
                .queryParam("limit", 1)
                .get("/api/v1/knowledge")
                .then()
                .body("items.code", contains(code))
                .body("next", notNullValue())
                .extract()
                .path("next");
        as("admin")
                .queryParam("q", "海绵城市")
                .queryParam("state", "PUBLISHED")
                .queryParam("after", next)
                .get("/api/v1/knowledge")
                .then()
                .body("items.code", contains(code + "-2"))
                .body("next", nullValue());
        as("admin").queryParam("q", "海").get("/api/v1/knowledge").then().statusCode(400);
        as("admin").queryParam("state", "NONE").get("/api/v1/knowledge").then().statusCode(400);
    }

    private static Map<String, Object> answered(String by, String article, Object version) {
        var draft = draft("咨询图书馆借阅证");
        draft.put(
                "directAnswer",
                Map.of("text", "带身份证到服务台办理。", "by", by, "article", Map.of("code", article, "version", version)));
        return draft;
    }

    @Test
    void the_article_of_an_answer_is_kept_with_the_case_told_and_counted() {
        published(code, content("图书馆借阅证办理", "借阅证"));

        UUID id = UUID.fromString(register(answered("KNOWLEDGE", code, 1)).path("caseId"));

        var told = probe.await(id, CaseAnsweredDirectly.class).as(CaseAnsweredDirectly.class);
        assertThat(told.article()).isEqualTo(new KnowledgeArticle(code, 1));
        view(id).then()
                .body("timeline.find { it.kind == 'ANSWERED' }.data.article", equalTo(code))
                .body("timeline.find { it.kind == 'ANSWERED' }.text", containsString("知识条目" + code + "第1版"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as("admin").get(PATH + code).path("recentUses"), Integer.valueOf(1)::equals);
    }

    @Test
    void a_registered_case_is_answered_with_an_article_too() {
        published(code, content("游泳馆健康证办理", "健康证"));
        UUID id = registered("咨询游泳馆健康证");

        as("agent")
                .body(Map.of("text", "到疾控中心办理。", "by", "KNOWLEDGE", "article", Map.of("code", code, "version", 1)))
                .post("/api/v1/cases/" + id + "/direct-answer")
                .then()
                .statusCode(200)
                .body("timeline.find { it.kind == 'ANSWERED' }.data.articleVersion", equalTo("1"));
    }

    @Test
    void an_answer_names_only_what_is_published() {
        published(code, content("图书馆座位预约", "座位预约"));
        write(code + "-2", content("图书馆存包柜", "存包柜"));

        refused(answered("KNOWLEDGE", "NONE-" + code, 1))
                .body("violations.field", contains("directAnswer.article.code"));
        refused(answered("KNOWLEDGE", code + "-2", 1))
                .body("violations.field", contains("directAnswer.article.code"))
                .body("violations.message", contains(containsString("未发布")));
        refused(answered("KNOWLEDGE", code, 2))
                .body("violations.field", contains("directAnswer.article.version"))
                .body("violations.message", contains(containsString("第1版")));
        refused(answered("AGENT", code, 1)).body("violations.field", contains("directAnswer.article"));
    }

    private static ValidatableResponse refused(Map<String, Object> draft) {
        return as("agent")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept-Language", "zh-CN")
                .body(draft)
                .post("/api/v1/cases")
                .then()
                .statusCode(400);
    }

    @Test
    void a_question_without_letters_finds_nothing() {
        search("？！").body("items", empty());
        as("agent").body(Map.of("text", "")).post(PATH + "search").then().statusCode(400);
    }
}
