package org.hotline12345.chassis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestServers.class)
class ProblemsTest {
    private static RequestSpecification agent() {
        return asAgent(given());
    }

    private static RequestSpecification asAgent(RequestSpecification request) {
        return request.auth().oauth2(TestTokens.of("agent"));
    }

    private static ValidatableResponse post(String body) {
        return agent().contentType("application/json")
                .body(body)
                .post("/api/v1/samples")
                .then();
    }

    @Test
    void a_wrong_state_names_only_what_a_role_of_the_caller_gives() {
        agent().get("/api/v1/samples/wrong-state")
                .then()
                .statusCode(409)
                .body("allowed", equalTo(List.of("reply", "return-request")))
                .body("detail", not(containsString("审签")));
    }

    record Case(
            String slug,
            int status,
            String zh,
            String en,
            UnaryOperator<RequestSpecification> request,
            String method,
            String path) {
        @Override
        public String toString() {
            return status + " " + slug;
        }
    }

    static Stream<Arguments> failures() {
        var json = "application/json";
        return Stream.of(
                        new Case("unauthorized", 401, "未登录", "Not signed in", r -> r, "GET", "/me"),
                        new Case(
                                "unauthorized",
                                401,
                                "未登录",
                                "Not signed in",
                                r -> r.auth().oauth2("not.a.token"),
                                "GET",
                                "/me"),
                        new Case(
                                "unauthorized",
                                401,
                                "未登录",
                                "Not signed in",
                                r -> r.auth().oauth2(TestTokens.expired("agent")),
                                "GET",
                                "/me"),
                        new Case(
                                "unauthorized",
                                401,
                                "未登录",
                                "Not signed in",
                                r -> r.auth().oauth2(TestTokens.wrongAudience("agent")),
                                "GET",
                                "/me"),
                        new Case("forbidden", 403, "没有权限", "Not allowed", ProblemsTest::asAgent, "GET", "/admins"),
                        new Case("not-found", 404, "未找到", "Not found", ProblemsTest::asAgent, "GET", "/no/such/path"),
                        new Case(
                                "not-known-yet",
                                404,
                                "尚未获知",
                                "Not known yet",
                                ProblemsTest::asAgent,
                                "GET",
                                "/not-known-yet"),
                        new Case(
                                "method-not-allowed",
                                405,
                                "方法不支持",
                                "Method not allowed",
                                ProblemsTest::asAgent,
                                "DELETE",
                                ""),
                        new Case(
                                "not-acceptable",
                                406,
                                "无法提供",
                                "Not acceptable",
                                r -> asAgent(r).accept("image/png"),
                                "GET",
                                "/me"),
                        new Case(
                                "wrong-state",
                                409,
                                "当前状态",
                                "Not possible",
                                ProblemsTest::asAgent,
                                "GET",
                                "/wrong-state"),
                        new Case(
                                "sample-refused",
                                409,
                                "样例拒绝",
                                "Sample refused",
                                ProblemsTest::asAgent,
                                "GET",
                                "/refused"),
                        new Case(
                                "unsupported-media-type",
                                415,
                                "不支持的内容类型",
                                "Unsupported media type",
                                r -> asAgent(r).contentType("text/plain").body("x"),
                                "POST",
                                ""),
                        new Case(
                                "payload-too-large",
                                413,
                                "内容过大",
                                "Too large",
                                r -> asAgent(r).contentType(json).body("{\"text\":\"" + "x".repeat(1_100_000) + "\"}"),
                                "POST",
                                ""),
                        new Case("internal", 500, "系统内部错误", "Internal error", ProblemsTest::asAgent, "GET", "/broken"),
                        new Case(
                                "unavailable",
                                503,
                                "服务暂不可用",
                                "Temporarily",
                                ProblemsTest::asAgent,
                                "GET",
                                "/database-gone"),
                        new Case(
                                "invalid-cursor",
                                400,
                                "游标无效",
                                "Invalid cursor",
                                ProblemsTest::asAgent,
                                "GET",
                                "?after=!!"),
                        new Case(
                                "validation",
                                400,
                                "数据不符合",
                                "Values are not",
                                ProblemsTest::asAgent,
                                "GET",
                                "?limit=500"),
                        new Case(
                                "invalid-json",
                                400,
                                "不是有效的 JSON",
                                "not valid JSON",
                                r -> asAgent(r).contentType(json).body("{\"text\": "),
                                "POST",
                                ""),
                        new Case(
                                "history-fields",
                                403,
                                "历史字段",
                                "History fields",
                                r -> asAgent(r)
                                        .contentType(json)
                                        .body("{\"text\":\"x\",\"occurredAt\":\"2011-07-01T08:00:00+08:00\"}"),
                                "POST",
                                ""))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_is_explained_in_both_languages(Case failure) {
        for (String language : new String[] {null, "en-GB,en;q=0.9", "zh-CN"}) {
            var request = failure.request().apply(given());
            if (language != null) {
                request.header("Accept-Language", language);
            }
            boolean english = language != null && language.startsWith("en");
            request.request(failure.method(), "/api/v1/samples" + failure.path())
                    .then()
                    .statusCode(failure.status())
                    .contentType("application/problem+json")
                    .header("Content-Language", english ? "en" : "zh-CN")
                    .body("type", equalTo("https://hotline12345.org/problems/" + failure.slug()))
                    .body("status", equalTo(failure.status()))
                    .body("title", containsString(english ? failure.en() : failure.zh()))
                    .body("detail", notNullValue())
                    .body(not(containsString("Exception")))
                    .body(not(containsString("secret")));
        }
    }

    @Test
    void a_missing_token_is_asked_for() {
        given().get("/api/v1/samples/me").then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer"));
    }

    @Test
    void a_path_without_roles_is_closed() {
        given().get("/api/v1/forgotten").then().statusCode(401);
        agent().get("/api/v1/forgotten").then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void an_unknown_field_is_named_with_the_known_ones() {
        post("{\"text\":\"x\",\"urgancy\":\"URGENT\"}")
                .statusCode(400)
                .body("type", containsString("unknown-field"))
                .body("detail", containsString("urgancy"))
                .body("detail", containsString("urgency"));
    }

    @Test
    void an_unknown_value_is_named_with_the_allowed_ones() {
        post("{\"text\":\"x\",\"urgency\":\"ASAP\"}")
                .statusCode(400)
                .body("violations.field", hasItem("urgency"))
                .body("violations[0].message", containsString("ASAP"))
                .body("violations[0].message", containsString("ORDINARY, URGENT, EMERGENCY"));
    }

    @Test
    void every_violation_of_a_body_is_listed() {
        post("{\"text\":\" \",\"number\":0,\"contact\":{\"phone\":\"1\"},\"code\":\"X\"}")
                .statusCode(400)
                .body("violations.field", equalTo(java.util.List.of("text", "number", "contact.phone", "code")))
                .body(
                        "violations.message",
                        equalTo(java.util.List.of("不能为空", "不得小于 1", "长度必须在 3 与 20 之间", "必须以 S 开头")));
        agent().contentType("application/json")
                .header("Accept-Language", "en")
                .body("{\"text\":\" \",\"code\":\"X\"}")
                .post("/api/v1/samples")
                .then()
                .body("violations.message", equalTo(java.util.List.of("must not be blank", "must begin with S")));
    }

    @Test
    void rules_that_span_fields_are_listed_with_those_of_one_field() {
        agent().contentType("application/json")
                .header("Accept-Language", "en")
                .body("{\"text\":\"x\",\"days\":61,\"urgency\":\"URGENT\",\"day\":\"2026-01-05\","
                        + "\"contact\":{\"name\":\"{0} ${1+1}\"}}")
                .post("/api/v1/samples")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(java.util.List.of("day", "contact.phone", "code", "days")))
                .body(
                        "violations.message",
                        equalTo(java.util.List.of(
                                "must not be given",
                                "telephone of {0} ${1+1}",
                                "is required",
                                "must be between 1 and 60")));
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("a repeated field", "{\"text\":\"a\",\"text\":\"b\"}", "invalid-json"),
                Arguments.of("something after the end", "{\"text\":\"a\"} {}", "invalid-json"),
                Arguments.of("no JSON", "hello", "invalid-json"),
                Arguments.of("an array instead of an object", "[]", "invalid-json"),
                Arguments.of("a number for a text", "{\"text\":5}", "validation"),
                Arguments.of("a text for a number", "{\"text\":\"a\",\"number\":\"five\"}", "validation"),
                Arguments.of("a fraction for a whole number", "{\"text\":\"a\",\"number\":1.5}", "validation"),
                Arguments.of("a time without offset", "{\"text\":\"a\",\"at\":\"2026-01-05T09:00:00\"}", "validation"),
                Arguments.of("a day that does not exist", "{\"text\":\"a\",\"day\":\"2026-02-30\"}", "validation"),
                Arguments.of("a number for a value", "{\"text\":\"a\",\"urgency\":1}", "validation"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void a_bad_body_is_refused(String what, String body, String slug) {
        post(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://hotline12345.org/problems/" + slug));
    }

    @Test
    void a_body_that_is_not_utf_8_is_refused() {
        byte[] body = "{\"text\":\"诉求\"}".getBytes(java.nio.charset.Charset.forName("GB18030"));
        agent().contentType("application/json")
                .body(body)
                .post("/api/v1/samples")
                .then()
                .statusCode(400)
                .body("type", containsString("invalid-json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00 00 00 20 7B 7D", "00 00 FF FE 00 00 00 00", "FF FE 00 00 00 00 11 00"})
    void a_body_that_begins_like_another_encoding_is_refused(String hexadecimal) {
        agent().contentType("application/json")
                .body(java.util.HexFormat.ofDelimiter(" ").parseHex(hexadecimal))
                .post("/api/v1/samples")
                .then()
                .statusCode(400)
                .body("type", containsString("invalid-json"));
    }

    @Test
    void an_absent_body_is_refused() {
        agent().contentType("application/json").post("/api/v1/samples").then().statusCode(400);
    }

    @Test
    void a_body_in_pieces_is_limited_too() throws Exception {
        int status;
        try {
            status = inPieces("x".repeat(2_000_000)).statusCode();
        } catch (java.io.IOException closed) {
            status = 413;
        }
        assertThat(status).isEqualTo(413);
    }

    @Test
    void a_body_in_pieces_is_read() throws Exception {
        assertThat(inPieces("诉求".repeat(10_000)).statusCode()).isEqualTo(201);
    }

    private static java.net.http.HttpResponse<String> inPieces(String text) throws Exception {
        byte[] body = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        var request = java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create("http://localhost:" + RestAssured.port + "/api/v1/samples"))
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.of("agent"))
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body)))
                .build();
        return java.net.http.HttpClient.newHttpClient()
                .send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
    }

    private static String raw(String head, byte[] body) throws Exception {
        try (var socket = new java.net.Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write((head + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + TestTokens.of("agent") + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            try {
                out.write(body);
                out.flush();
            } catch (java.io.IOException refusedBeforeItWasSent) {
                // the answer is there all the same
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void no_cache_keeps_an_answer_and_it_is_what_its_type_says() {
        agent().get("/api/v1/samples/me")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
        given().get("/api/v1/samples/me")
                .then()
                .statusCode(401)
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
    }

    @Test
    void a_body_that_does_not_arrive_gives_its_place_back() throws Exception {
        String answer = raw(
                "POST /api/v1/samples HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 100",
                "{".getBytes(StandardCharsets.US_ASCII));
        assertThat(answer).startsWith("HTTP/1.1 408").contains("problems/request-timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/v1/samples,Content-Type,bogus,415",
        "GET,/api/v1/samples/public,Content-Type,a/b/c,415",
        "GET,/api/v1/samples/me,Accept,bogus,406",
        "GET,/api/v1/samples/units/a%00b,Accept,*/*,400",
        "GET,/api/v1/samples/units/%25;a=b;c,Accept,*/*,400",
        "GET,/api/v1/nothing,Accept-Language,;,404",
        "GET,/nothing,Accept,*/*,404",
        "GET,*,Accept,*/*,404"
    })
    void what_cannot_be_read_is_explained(String method, String path, String header, String value, int status)
            throws Exception {
        String answer = raw(method + " " + path + " HTTP/1.1\r\n" + header + ": " + value, new byte[0]);
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"9000, 0, 414, uri-too-long", "60000, 0, 414, uri-too-long", "0, 30000, 431, headers-too-large"})
    void what_is_too_long_is_refused_by_a_document(int address, int header, int status, String slug) throws Exception {
        String answer = raw(
                "GET /api/v1/samples/me?a=" + "a".repeat(address) + " HTTP/1.1\r\nX-Long: " + "a".repeat(header),
                new byte[0]);
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("problems/" + slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/event-stream", "text/plain", "application/xml"})
    void an_object_is_never_answered_in_words_of_java(String accept) {
        agent().accept(accept)
                .get("/api/v1/untyped")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items", equalTo(List.of("a")));
    }

    @Test
    void an_upgrade_to_another_protocol_is_not_made_and_the_request_answered() throws Exception {
        String answer = raw(
                "GET /api/v1/samples/me HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nAccept: */*", new byte[0]);
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_character_that_no_text_can_hold_is_refused() {
        post("{\"text\":\"a\\u0000b\"}").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void an_unreadable_parameter_is_refused() {
        agent().get("/api/v1/samples?urgency=ASAP").then().statusCode(400).contentType("application/problem+json");
        agent().contentType("application/json")
                .body("{\"text\":\"x\"}")
                .put("/api/v1/samples/not-a-uuid")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void another_version_is_a_precondition_that_failed() {
        var created = post("{\"text\":\"first\"}").statusCode(201).extract();
        String tag = created.header("ETag");
        String path = created.header("Location").replaceFirst("^https?://[^/]+", "");
        agent().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"text\":\"second\"}")
                .put(path)
                .then()
                .statusCode(204)
                .header("ETag", "\"1\"");
        agent().contentType("application/json")
                .header("If-Match", tag)
                .body("{\"text\":\"third\"}")
                .put(path)
                .then()
                .statusCode(412)
                .body("type", containsString("precondition-failed"))
                .header("ETag", "\"1\"");
    }

    @Test
    void a_public_path_is_limited_for_each_address() {
        var statuses = Stream.generate(
                        () -> given().get("/api/v1/samples/public").statusCode())
                .limit(12)
                .toList();
        assertThat(statuses).contains(200, 429);
        given().get("/api/v1/samples/public")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", containsString("too-many-requests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/samples/slow", "/api/v1/samples/slow?wait=1", "//api/v1/samples/slow"})
    void more_requests_in_flight_than_allowed_are_refused_at_once(String path) {
        var pool = java.util.concurrent.Executors.newFixedThreadPool(60);
        try {
            var more = java.util.stream.IntStream.range(0, 60)
                    .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                            () -> agent().urlEncodingEnabled(false).get(path), pool))
                    .toList();
            var refused = more.stream()
                    .map(java.util.concurrent.CompletableFuture::join)
                    .filter(answer -> answer.statusCode() == 503)
                    .toList();
            assertThat(refused).isNotEmpty();
            refused.get(0)
                    .then()
                    .header("Retry-After", equalTo("1"))
                    .contentType("application/problem+json")
                    .body("type", containsString("overloaded"));
        } finally {
            pool.shutdown();
        }
        agent().get("/api/v1/samples/me").then().statusCode(200);
    }

    @Test
    void a_list_is_read_page_by_page() {
        String next = null;
        int items = 0;
        do {
            var page = agent().queryParam("limit", 50);
            if (next != null) {
                page.queryParam("after", next);
            }
            var answer = page.get("/api/v1/samples").then().statusCode(200).extract();
            items += answer.jsonPath().getList("items").size();
            next = answer.path("next");
        } while (next != null);
        assertThat(items).isEqualTo(120);
    }

    @Test
    void an_importer_may_say_when_it_happened_and_who_did_it() {
        given().auth()
                .oauth2(TestTokens.of("importer"))
                .contentType("application/json")
                .body("{\"text\":\"old\",\"occurredAt\":\"2011-07-01T00:00:00Z\",\"actor\":\"old-clerk\"}")
                .post("/api/v1/samples")
                .then()
                .statusCode(201)
                .body("at", equalTo("2011-07-01T08:00:00+08:00"))
                .body("actor", equalTo("old-clerk"))
                .body("imported", equalTo(true))
                .body("containsKey('none')", equalTo(true));
        post("{\"text\":\"new\"}").body("actor", equalTo("agent-1")).body("imported", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00Z", "+200000-01-01T00:00:00Z", "1821-01-01T00:00:00Z"})
    void history_does_not_lie_in_the_future_nor_before_there_were_hotlines(String occurredAt) {
        given().auth()
                .oauth2(TestTokens.of("importer"))
                .contentType("application/json")
                .body("{\"text\":\"old\",\"occurredAt\":\"" + occurredAt + "\"}")
                .post("/api/v1/samples")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("occurredAt"));
    }

    @Test
    void the_description_names_the_headers_that_an_operation_reads() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths.'/api/v1/samples'.post.parameters.name", equalTo(List.of("Idempotency-Key")))
                .body("paths.'/api/v1/samples/{id}'.put.parameters.name", equalTo(List.of("id", "If-Match")))
                .body("paths.'/api/v1/samples/{id}'.put.parameters.in", equalTo(List.of("path", "header")));
    }

    @Test
    void the_description_names_the_problem_and_the_token() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("components.schemas.Problem.required", hasItem("type"))
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"))
                .body("paths.'/api/v1/samples'.post.responses.default", notNullValue());
    }
}
