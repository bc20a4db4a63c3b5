package org.hotline12345.intake.registration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BadInputTest extends IntakeTest {
    private static Response post(Object body) {
        return as("agent")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/api/v1/cases");
    }

    private static void wrong(String field, Object value, String violation) {
        var draft = draft("输入检查");
        draft.put(field, value);
        Response answer = post(draft);
        assertThat(answer.statusCode())
                .as("%s=%s: %s", field, value, answer.asString())
                .isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<List<String>>path("violations.field")).contains(violation);
        assertThat(answer.<List<String>>path("violations.message"))
                .noneMatch(message -> message.contains("violation.") || message.contains("org.hotline"));
    }

    @Test
    void everything_missing_is_told_at_once_in_chinese_and_in_english() {
        post("{}")
                .then()
                .statusCode(400)
                .body("type", equalTo("https://hotline12345.org/problems/validation"))
                .body("violations.field", hasItems("channel", "type", "urgency", "title", "text", "anonymity"))
                .body("violations.message", hasItems("必须填写"));
        as("agent")
                .header("Idempotency-Key", "k")
                .header("Accept-Language", "en")
                .body("{}")
                .post("/api/v1/cases")
                .then()
                .statusCode(400)
                .body("violations.message", hasItems("is required"));
    }

    @Test
    void fields_are_checked() {
        wrong("channel", "SMOKE_SIGNAL", "channel");
        wrong("type", "FOO", "type");
        wrong("urgency", "SOON", "urgency");
        wrong("anonymity", "MAYBE", "anonymity");
        wrong("title", "长".repeat(201), "title");
        wrong("title", "\t ", "title");
        wrong("text", "长".repeat(10_001), "text");
        wrong("text", "空\u0000字符", "text");
        wrong("text", "铃\u0007", "text");
        wrong("address", "长".repeat(501), "address");
        wrong("category", "NONE", "category");
        wrong("area", "999999", "area");
        wrong("area", "220199", "area");
        wrong("location", Map.of("lat", 91, "lon", 0), "location.lat");
        wrong("location", Map.of("lat", 0, "lon", -181), "location.lon");
        wrong("location", Map.of("lat", 1.5), "location.lon");
        wrong("citizen", Map.of("phone", "12345"), "citizen.phone");
        wrong("citizen", Map.of("phone", "'; drop table citizen; --"), "citizen.phone");
        wrong("citizen", Map.of("name", "名".repeat(101)), "citizen.name");
        wrong("respondent", Map.of("unit", "NOBODY"), "respondent.unit");
        wrong("directAnswer", Map.of("text", "答"), "directAnswer.by");
        wrong("directAnswer", Map.of("by", "AGENT"), "directAnswer.text");
        wrong("directAnswer", Map.of("text", "答", "by", "THREE_WAY", "unit", "NOBODY"), "directAnswer.unit");
        wrong("nonAcceptance", Map.of("told", "请"), "nonAcceptance.reason");
        wrong("nonAcceptance", Map.of("reason", "ABUSE"), "nonAcceptance.told");
        wrong("upstream", Map.of("platform", "CITY"), "upstream.number");
        wrong("externalId", "a\nb", "externalId");
        wrong("occurredAt", "yesterday", "occurredAt");
        var both = draft("两样都填");
        both.put("directAnswer", Map.of("text", "答", "by", "AGENT"));
        both.put("nonAcceptance", Map.of("reason", "ABUSE", "told", "请"));
        post(both).then().statusCode(400).body("violations.field", hasItems("nonAcceptance"));
    }

    @Test
    void a_typing_error_in_a_field_is_seen() {
        var draft = draft("多余字段");
        draft.put("titel", "x");
        post(draft).then().statusCode(400).body("type", containsString("unknown-field"));
    }

    @Test
    void what_is_no_json_is_refused() {
        for (String bad : List.of("", "null", "[]", "{", "{\"title\":1}", "{\"title\":\"a\",\"title\":\"b\"}", "x")) {
            Response answer = post(bad.isEmpty() ? " " : bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
        }
        as("agent")
                .contentType("text/plain")
                .header("Idempotency-Key", "k")
                .body("x")
                .post("/api/v1/cases")
                .then()
                .statusCode(415);
    }

    @Test
    void invalid_utf_8_is_refused() throws Exception {
        byte[] body = "{\"title\":\"停水X\"}".getBytes(StandardCharsets.UTF_8);
        body[12] = (byte) 0xC3;
        body[13] = (byte) 0x28;

        var answer = raw(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid-json");
    }

    @Test
    void ten_megabytes_are_refused() throws Exception {
        var answer = raw(("{\"text\":\"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static HttpResponse<String> raw(byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/cases"))
                .header("Authorization", "Bearer " + TestTokens.of("agent"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_registration_needs_a_key() {
        as("agent")
                .body(draft("无键"))
                .post("/api/v1/cases")
                .then()
                .statusCode(400)
                .body("type", containsString("idempotency-key-required"));
        as("agent")
                .header("Idempotency-Key", "k".repeat(201))
                .body(draft("长键"))
                .post("/api/v1/cases")
                .then()
                .statusCode(400);
    }

    @Test
    void tokens_are_looked_at() {
        String key = UUID.randomUUID().toString();
        for (String token : List.of(
                TestTokens.expired("agent"),
                TestTokens.forged("agent"),
                TestTokens.wrongAudience("agent"),
                TestTokens.wrongIssuer("agent"),
                "nonsense")) {
            with(token)
                    .header("Idempotency-Key", key)
                    .body(draft("令牌"))
                    .post("/api/v1/cases")
                    .then()
                    .statusCode(401);
        }
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(draft("无令牌"))
                .post("/api/v1/cases")
                .then()
                .statusCode(401);
    }

    @Test
    void roles_are_looked_at() {
        UUID id = registered("角色");
        var post = new HashMap<String, List<String>>();
        post.put("", List.of("dispatcher", "unit-handler", "auditor", "callback-agent", "admin", "service"));
        post.put("/search", List.of("dispatcher", "supervisor", "importer", "auditor", "service"));
        post.put("/duplicates", List.of("dispatcher", "unit-handler", "auditor"));
        for (String command : List.of("/direct-answer", "/supplements", "/urges", "/withdrawal")) {
            post.put("/" + id + command, List.of("dispatcher", "unit-handler", "supervisor", "auditor", "service"));
        }
        // a dispatcher refuses from triage
        post.put("/" + id + "/non-acceptance", List.of("unit-handler", "supervisor", "auditor", "service"));
        post.put("/" + id + "/corrections", List.of("unit-handler", "supervisor", "auditor", "importer", "service"));
        post.put("/" + id + "/go-live", List.of("agent", "admin"));
        post.put(
                "/" + id + "/contact",
                List.of("agent", "dispatcher", "supervisor", "auditor", "importer", "unit-leader"));
        post.forEach((path, roles) -> roles.forEach(role -> as(role).header("Idempotency-Key", "k")
                .body("{}")
                .post("/api/v1/cases" + path)
                .then()
                .statusCode(403)
                .body("type", containsString("forbidden"))));
        for (String role : List.of("unit-handler", "unit-leader", "auditor", "admin")) {
            as(role).get("/api/v1/cases/" + id).then().statusCode(403);
            as(role).get("/api/v1/cases").then().statusCode(403);
        }
        for (String role : List.of("agent", "supervisor", "admin", "service")) {
            as(role).get("/api/v1/access-log").then().statusCode(403);
        }
        as("agent").post("/api/v1/keyring/reencryption").then().statusCode(403);
        for (String role : List.of("agent", "dispatcher", "supervisor", "callback-agent", "evaluator", "importer")) {
            as(role).get("/api/v1/cases/" + id).then().statusCode(200);
        }
    }

    @Test
    void queries_are_looked_at() {
        for (String bad : List.of(
                "status=OPEN", "type=FOO", "from=soon", "to=2026-02-30", "q=水", "limit=0", "limit=201", "after=%25")) {
            as("agent")
                    .get("/api/v1/cases?" + bad)
                    .then()
                    .statusCode(400)
                    .contentType(containsString("application/problem+json"));
        }
        as("agent").get("/api/v1/cases/not-a-uuid").then().statusCode(400);
        as("agent").get("/api/v1/cases/" + UUID.randomUUID()).then().statusCode(404);
        as("agent")
                .queryParam("q", "'; drop table citizen; --")
                .get("/api/v1/cases")
                .then()
                .statusCode(200);
        as("agent")
                .queryParam("number", "x' or '1'='1")
                .get("/api/v1/cases")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
        as("agent")
                .body(Map.of("phone", "abc", "purpose", "x"))
                .post("/api/v1/cases/search")
                .then()
                .statusCode(400);
        as("agent")
                .body(Map.of("phone", phone()))
                .post("/api/v1/cases/search")
                .then()
                .statusCode(400);
    }
}
