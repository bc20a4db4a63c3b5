package org.hotline12345.dispatch.masterdata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CatalogueChanged;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MasterDataTest extends DispatchTest {
    private static Response csv(String path, String text) {
        return given().auth()
                .oauth2(TestTokens.of("admin"))
                .contentType("text/csv; charset=UTF-8")
                .body(text)
                .post("/api/v1" + path + "/import");
    }

    private static Response preview(Object... fields) {
        return post(as("dispatcher"), "/routing/preview", fields);
    }

    @Test
    void units_are_listed_in_pages_and_by_what_they_are() {
        Response page = as("agent").queryParam("limit", 200).get("/api/v1/units");
        page.then().statusCode(200).body("items", hasSize(200)).body("next", notNullValue());
        as("agent")
                .queryParam("limit", 200)
                .queryParam("after", page.<String>path("next"))
                .get("/api/v1/units")
                .then()
                .body("items.size()", not(equalTo(0)));
        as("agent")
                .queryParam("group", "开发区")
                .get("/api/v1/units")
                .then()
                .body("items.level", everyItem(equalTo("DISTRICT")))
                .body("items.name", hasItems("长春新区管理委员会", "空港经济开发区管理委员会"));
        as("agent").queryParam("q", "水务").get("/api/v1/units").then().body("items.code", hasItems("CCSWJT", "CCSWJ"));
        as("agent").get("/api/v1/areas?zone=true&limit=200").then().body("items.code", hasItems("CCXQ", "220173"));
        as("agent").get("/api/v1/categories?parent=C01").then().body("items.name", hasItem("住房保障与房地产"));
        as("agent").get("/api/v1/units/NOBODY").then().statusCode(404);
    }

    @Test
    void a_unit_is_made_and_changed_by_the_administrator_and_everybody_is_told() {
        var body = body("name", "测试局", "level", "CITY", "parent", "CC", "group", "市直部门", "reviewSteps", 0);
        as("dispatcher").body(body).put("/api/v1/units/TEST-1").then().statusCode(403);
        as("admin")
                .body(body)
                .put("/api/v1/units/TEST-1")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/units/TEST-1"))
                .body("reviewSteps", equalTo(0))
                .body("signOffLevel", equalTo("DEPUTY"));
        var told = probe.await(
                        e -> e.event() instanceof UnitChanged u && u.code().equals("TEST-1"), "TEST-1")
                .as(UnitChanged.class);
        assertThat(told.name()).isEqualTo("测试局");
        body.put("active", false);
        as("admin")
                .header("If-Match", "\"7\"")
                .body(body)
                .put("/api/v1/units/TEST-1")
                .then()
                .statusCode(412);
        as("admin")
                .header("If-Match", "\"0\"")
                .body(body)
                .put("/api/v1/units/TEST-1")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("active", equalTo(false));
        as("admin")
                .body(body("name", "x", "level", "CITY", "group", "g", "parent", "NOBODY"))
                .put("/api/v1/units/TEST-2")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("parent"));
        as("admin")
                .body(body("name", "x", "level", "CITY", "group", "g", "parent", NANGUAN))
                .put("/api/v1/units/CC")
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("上级单位形成循环"));
        as("admin")
                .body(body("name", "x", "level", "CITY", "group", "g", "areas", Arrays.asList("2201", null)))
                .put("/api/v1/units/TEST-2")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems(containsString("areas[1]")));
    }

    @Test
    void a_file_is_taken_whole_or_refused_with_the_lines_that_are_wrong() {
        String head = "code,name,level,parent,group\n";
        csv("/units", head + "IMP-1,导入局,CITY,CC,市直部门\nIMP-2,导入科,CITY,IMP-1,市直部门\n")
                .then()
                .statusCode(200)
                .body("rows", equalTo(2))
                .body("created", equalTo(2))
                .body("problems", hasSize(0));
        csv("/units", head + "IMP-1,导入局,CITY,CC,市直部门\nIMP-2,导入处,CITY,IMP-1,市直部门\n")
                .then()
                .body("created", equalTo(0))
                .body("changed", equalTo(1))
                .body("unchanged", equalTo(1));
        csv("/units", head + "IMP-3,好的,CITY,CC,g\nIMP-4,,PLANET,NOBODY,g\nIMP-3,重复,CITY,CC,g\n")
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("problems.line", hasItems(3, 4))
                .body("problems.column", hasItems("name", "level", "parent", "code"));
        as("admin").get("/api/v1/units/IMP-3").then().statusCode(404);
        csv("/units", "code\nX\n").then().body("problems[0].problem", equalTo("缺少列：name, level, group"));
        csv("/units", head + "IMP-8,甲,CITY,IMP-9,g\nIMP-9,乙,CITY,IMP-8,g\n")
                .then()
                .body("problems.line", hasItems(2, 3))
                .body("problems[0].column", equalTo("parent"));
        csv("/categories", "code,name,parent\nX1,导入类,\nX101,下级,X1\nX10101,再下级,X101\nX1010101,太深,X10101\n")
                .then()
                .body("problems", hasSize(1))
                .body("problems[0].line", equalTo(5));
        csv("/areas", "code,name,parents\n999,新地方,2201;NOWHERE\n")
                .then()
                .body("problems[0].column", equalTo("parents"));
        csv("/catalogue", "category,leadUnit,coUnits,validFrom,validTo\nNONE,@MOON,NOBODY,2026-02-01,2026-01-01\n")
                .then()
                .body("problems.column", hasItems("category", "leadUnit", "coUnits", "validTo"));
        given().auth()
                .oauth2(TestTokens.of("dispatcher"))
                .contentType("text/csv")
                .body(head)
                .post("/api/v1/units/import")
                .then()
                .statusCode(403);
    }

    /** S13: 900 kB of something else were answered by 79 MB. */
    @Test
    void a_file_that_is_wrong_throughout_is_answered_in_short() {
        String wrong = "code,name,level,group\n" + ("!" + "甲".repeat(100) + ",,,\n").repeat(2_000);
        var answer = csv("/units", wrong);
        answer.then()
                .statusCode(200)
                .body("rows", equalTo(2_000))
                .body("created", equalTo(0))
                .body("problems", hasSize(101))
                .body("problems[100].problem", equalTo("另有 11899 处问题，未列出"))
                .body("problems[100].problemEn", equalTo("11899 more problems are not listed"));
        assertThat(answer.asByteArray().length).isLessThan(50_000);
    }

    @Test
    void the_catalogue_is_edited_and_routing_follows() {
        csv("/categories", "code,name,parent\nT9,试验类,\nT901,试验小类,T9\n").then().body("created", equalTo(2));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> preview("title", "t", "text", "x", "category", "T901")
                        .then()
                        .statusCode(200)
                        .body("outcome", equalTo("TRIAGE")));
        Response made =
                post(as("admin"), "/catalogue", "category", "T9", "leadUnit", WATER, "keywords", List.of("量子纠缠"));
        made.then().statusCode(201).body("leadUnit", equalTo(WATER));
        String id = made.path("id");
        preview("title", "t", "text", "x", "category", "T901")
                .then()
                .body("outcome", equalTo("DISPATCH"))
                .body("unit", equalTo(WATER))
                .body("decidedBy", equalTo("CATALOGUE"));
        preview("title", "量子纠缠出问题", "text", "x")
                .then()
                .body("outcome", equalTo("TRIAGE"))
                .body("candidates[0].unit", equalTo(WATER))
                .body("candidates[0].category", equalTo("T9"))
                .body("candidates[0].why", containsString("量子纠缠"));
        // L11: the office marks an entry whose words are safe
        var marked = as("admin")
                .header("If-Match", made.getHeader("ETag"))
                .body(body("category", "T9", "leadUnit", WATER, "keywords", List.of("量子纠缠"), "keywordsDecide", true))
                .put("/api/v1/catalogue/" + id);
        marked.then().statusCode(200).body("keywordsDecide", equalTo(true));
        preview("title", "量子纠缠出问题", "text", "x")
                .then()
                .body("outcome", equalTo("DISPATCH"))
                .body("unit", equalTo(WATER))
                .body("category", equalTo("T9"));
        as("admin")
                .header("If-Match", marked.getHeader("ETag"))
                .body(body("category", "T9", "area", "220102", "leadUnit", "@DISTRICT", "validTo", "2099-12-31"))
                .put("/api/v1/catalogue/" + id)
                .then()
                .statusCode(200);
        preview("title", "t", "text", "x", "category", "T901", "area", "220102001")
                .then()
                .body("unit", equalTo(NANGUAN));
        preview("title", "t", "text", "x", "category", "T901", "area", "220106")
                .then()
                .body("outcome", equalTo("TRIAGE"));
        as("admin").delete("/api/v1/catalogue/" + id).then().statusCode(204);
        as("admin").get("/api/v1/catalogue/" + id).then().statusCode(404);
        preview("title", "t", "text", "x", "category", "T901", "area", "220102001")
                .then()
                .body("outcome", equalTo("TRIAGE"));
        probe.await(
                e -> e.event() instanceof CatalogueChanged c
                        && c.entryId().toString().equals(id)
                        && !c.active(),
                "the entry out of use");
        post(as("admin"), "/catalogue", "category", "NONE", "area", "NOWHERE", "leadUnit", "NOBODY")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("category", "area", "leadUnit"));
        preview("title", "t", "text", "x", "category", "NONE").then().statusCode(400);
    }

    @Test
    void the_way_of_a_reply_follows_the_units_policy() {
        as("admin")
                .body(body(
                        "name",
                        "审核试验局",
                        "level",
                        "CITY",
                        "parent",
                        "CC",
                        "group",
                        "市直部门",
                        "reviewSteps",
                        0,
                        "centreReview",
                        true))
                .put("/api/v1/units/TEST-CENTRE")
                .then()
                .statusCode(201);
        var id = inTriage(riddle());
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> post(as("dispatcher"), "/triage/" + id + "/decision", "unit", "TEST-CENTRE")
                                .statusCode()
                        == 200);
        var order = probe.await(id, org.hotline12345.events.CaseDispatched.class)
                .as(org.hotline12345.events.CaseDispatched.class);
        sign(order).then().statusCode(200);
        String reply = reply(order, "author");
        post(as("unit-reviewer", "TEST-CENTRE"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(409)
                .body("state", equalTo("REPLY_IN_SIGN_OFF"));
        post(as("unit-leader", "TEST-CENTRE"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("REPLY_IN_CENTRE_REVIEW"));
        post(as("centre-reviewer"), "/replies/" + reply + "/centre-review", "approved", true)
                .then()
                .statusCode(200)
                .body("workOrder.state", equalTo("REPLIED"));
    }
}
