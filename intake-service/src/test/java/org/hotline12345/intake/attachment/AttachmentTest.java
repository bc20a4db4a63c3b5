package org.hotline12345.intake.attachment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.attachment.SweepAttachments;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AttachmentTest extends IntakeTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    SweepAttachments sweep;

    /** A paper of this many bytes. */
    private static byte[] pdf(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy("%PDF-1.7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        return bytes;
    }

    private static Response send(String token, String name, byte[] bytes) {
        return given().auth()
                .oauth2(token)
                .contentType("application/octet-stream")
                .queryParam("name", name)
                .body(bytes)
                .post("/api/v1/attachments");
    }

    private static String sent(byte[] bytes) {
        return send(TestTokens.of("agent"), "合同.pdf", bytes)
                .then()
                .statusCode(201)
                .extract()
                .path("attachmentId");
    }

    private static Response sendOfPublic(String address, byte[] bytes) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/octet-stream")
                .queryParam("name", "照片.pdf")
                .body(bytes)
                .post("/api/v1/public/attachments");
    }

    private static Map<String, Object> with(String title, List<String> attachments) {
        var draft = draft(title);
        draft.put("attachments", attachments);
        return draft;
    }

    private static Response tryRegister(String key, Map<String, Object> draft) {
        return as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases");
    }

    private static Response read(UUID caseId, String attachmentId, String token) {
        return given().auth().oauth2(token).get("/api/v1/cases/" + caseId + "/attachments/" + attachmentId);
    }

    private static Path place(String attachmentId) {
        return Path.of("target/attachments/intake", attachmentId.substring(0, 2), attachmentId);
    }

    private UUID dispatch(UUID caseId, String unit, String... coUnits) {
        UUID workOrderId = UUID.randomUUID();
        probe.produce(
                new CaseDispatched(
                        caseId,
                        workOrderId,
                        1,
                        DispatchCause.FIRST,
                        unit,
                        List.of(coUnits),
                        null,
                        null,
                        DecidedBy.CATALOGUE,
                        "目录",
                        null,
                        null,
                        null,
                        Instant.now(),
                        List.of(),
                        0),
                Instant.now());
        awaitStatus(caseId, "DISPATCHED");
        return workOrderId;
    }

    @Test
    void a_file_is_sent_named_by_the_registration_and_read_as_it_was() throws Exception {
        byte[] bytes = pdf(5_000_000);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Response sent = send(TestTokens.of("agent"), "../拆迁合同 13912345678.pdf", bytes);
        sent.then()
                .statusCode(201)
                .body("name", equalTo("拆迁合同 139****5678.pdf"))
                .body("type", equalTo("application/pdf"))
                .body("size", equalTo(5_000_000))
                .body("sha256", equalTo(hash))
                .body("state", equalTo("CLEAN"));
        String id = sent.path("attachmentId");
        UUID caseId = UUID.fromString(register(with("合同纠纷", List.of(id))).path("caseId"));

        as("agent")
                .get("/api/v1/cases/" + caseId + "/attachments")
                .then()
                .statusCode(200)
                .body("attachmentId", equalTo(List.of(id)))
                .body("[0].of", equalTo("CASE"));
        Response read = read(caseId, id, TestTokens.of("agent"));
        read.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/pdf"))
                .header("Content-Disposition", startsWith("attachment; filename*=UTF-8''%E6%8B%86"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("Cache-Control", containsString("no-store"));
        assertThat(read.asByteArray()).isEqualTo(bytes);
        as("auditor")
                .get("/api/v1/access-log?caseId=" + caseId)
                .then()
                .body("items.action", equalTo(List.of("ATTACHMENT_READ")))
                .body("items[0].subject", equalTo("agent-1"))
                .body("items[0].purpose", containsString(id));
        var event = (CaseRegistered) probe.await(caseId, CaseRegistered.class).event();
        assertThat(event.attachments()).singleElement().satisfies(told -> {
            assertThat(told.attachmentId()).hasToString(id);
            assertThat(told.sha256()).isEqualTo(hash);
            assertThat(told.size()).isEqualTo(5_000_000);
        });
    }

    @Test
    void a_supplement_brings_files_of_its_own() {
        String id = sent(pdf(900));
        UUID caseId = registered("补充附件");
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("text", "补充照片", "attachments", List.of(id)))
                .post("/api/v1/cases/" + caseId + "/supplements")
                .then()
                .statusCode(200);
        as("agent")
                .get("/api/v1/cases/" + caseId + "/attachments")
                .then()
                .body("of", equalTo(List.of("SUPPLEMENT")))
                .body("attachmentId", equalTo(List.of(id)));
        var event =
                (CaseSupplemented) probe.await(caseId, CaseSupplemented.class).event();
        assertThat(event.attachments()).hasSize(1);
    }

    @Test
    void a_file_comes_with_one_thing_only_and_a_repeat_is_answered_as_before() {
        String id = sent(pdf(1000));
        String key = UUID.randomUUID().toString();
        var draft = with("只用一次", List.of(id));
        Response first = tryRegister(key, draft);
        first.then().statusCode(201);
        tryRegister(key, draft).then().statusCode(201).body("caseId", equalTo(first.path("caseId")));
        tryRegister(UUID.randomUUID().toString(), draft)
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("attachments[0]")));
        UUID other = registered("另一件");
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("text", "再用", "attachments", List.of(id)))
                .post("/api/v1/cases/" + other + "/supplements")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("attachments[0]"));
    }

    @Test
    void of_many_registrations_at_the_same_time_one_gets_the_file() {
        String id = sent(pdf(1100));
        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> tryRegister(UUID.randomUUID().toString(), with("同时 " + i, List.of(id)))
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(rows("select from attachment where attachment_id = $1 and version = 1", UUID.fromString(id)))
                .hasSize(1);
    }

    @Test
    void what_was_never_sent_or_was_sent_by_somebody_else_cannot_be_named() {
        String others = send(TestTokens.role("agent").subject("someone").build(), "a.pdf", pdf(800))
                .path("attachmentId");
        tryRegister(
                        UUID.randomUUID().toString(),
                        with("别人的", List.of(others, UUID.randomUUID().toString())))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("attachments[0]", "attachments[1]")));
    }

    @Test
    void what_is_not_on_the_list_is_refused_whatever_it_is_called() {
        send(TestTokens.of("agent"), "照片.jpg", "<html><script>alert(1)</script></html>".getBytes())
                .then()
                .statusCode(415)
                .contentType(containsString("problem+json"))
                .body("type", containsString("file-type-not-taken"));
        send(TestTokens.of("agent"), "空.pdf", new byte[0]).then().statusCode(400);
        send(TestTokens.of("agent"), " ", pdf(100)).then().statusCode(400);
        send(TestTokens.of("unit-handler", WATER), "a.pdf", pdf(100)).then().statusCode(403);
    }

    @Test
    void what_is_too_large_is_refused_whether_its_length_is_told_or_not() throws Exception {
        send(TestTokens.of("agent"), "大.pdf", pdf(6_100_000)).then().statusCode(413);
        var connection = (java.net.HttpURLConnection) new java.net.URL(io.restassured.RestAssured.baseURI + ":"
                        + io.restassured.RestAssured.port + "/api/v1/attachments?name=a.pdf")
                .openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(65536);
        connection.setRequestProperty("Authorization", "Bearer " + TestTokens.of("agent"));
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        int status;
        try (var out = connection.getOutputStream()) {
            out.write(pdf(6_100_000));
            status = connection.getResponseCode();
        } catch (IOException e) {
            status = connection.getResponseCode();
        }
        assertThat(status).isEqualTo(413);
        try (var files = Files.list(Path.of("target/attachments/intake/incoming"))) {
            assertThat(files.filter(file -> file.toFile().length() > 5_500_000)).isEmpty();
        }
    }

    /** Only files are longer than that; of what is read into memory nobody may send more, told or not. */
    @Test
    void other_bodies_are_as_limited_as_before() throws Exception {
        var connection = (java.net.HttpURLConnection) new java.net.URL(
                        io.restassured.RestAssured.baseURI + ":" + io.restassured.RestAssured.port + "/api/v1/cases")
                .openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(65536);
        connection.setRequestProperty("Authorization", "Bearer " + TestTokens.of("agent"));
        connection.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
        connection.setRequestProperty("Content-Type", "application/json");
        int status;
        try (var out = connection.getOutputStream()) {
            out.write(("{\"title\":\"" + "长".repeat(700_000) + "\"}").getBytes());
            status = connection.getResponseCode();
        } catch (IOException e) {
            status = connection.getResponseCode();
        }
        assertThat(status).isEqualTo(413);
    }

    @Test
    void the_unit_that_has_the_case_reads_and_another_does_not() {
        String id = sent(pdf(1200));
        UUID caseId = UUID.fromString(register(with("漏水", List.of(id))).path("caseId"));
        read(caseId, id, TestTokens.of("unit-handler", WATER)).then().statusCode(404);
        dispatch(caseId, WATER_BRANCH);
        read(caseId, id, TestTokens.of("unit-handler", WATER_BRANCH)).then().statusCode(200);
        read(caseId, id, TestTokens.of("unit-leader", WATER)).then().statusCode(200);
        read(caseId, id, TestTokens.of("unit-handler", ROADS)).then().statusCode(404);
        read(caseId, id, TestTokens.of("admin")).then().statusCode(403);
        given().get("/api/v1/cases/" + caseId + "/attachments/" + id).then().statusCode(401);
        read(registered("别的诉求"), id, TestTokens.of("agent")).then().statusCode(404);
        as("auditor").get("/api/v1/access-log?caseId=" + caseId).then().body("items.size()", equalTo(2));
    }

    @Test
    void a_part_of_a_file_is_given_to_who_asks_for_one() {
        byte[] bytes = pdf(3000);
        String id = sent(bytes);
        UUID caseId = UUID.fromString(register(with("噪声录音", List.of(id))).path("caseId"));
        Response part = given().auth()
                .oauth2(TestTokens.of("agent"))
                .header("Range", "bytes=1000-1999")
                .get("/api/v1/cases/" + caseId + "/attachments/" + id);
        part.then().statusCode(206).header("Content-Range", equalTo("bytes 1000-1999/3000"));
        assertThat(part.asByteArray()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1000, 2000));
        read(caseId, id, TestTokens.of("agent")).then().statusCode(200).header("Accept-Ranges", equalTo("bytes"));
    }

    @Test
    void units_that_co_handle_read_whether_named_with_the_dispatch_or_asked_later() {
        String id = sent(pdf(1250));
        UUID caseId = UUID.fromString(register(with("井盖破损", List.of(id))).path("caseId"));
        UUID order = dispatch(caseId, WATER_BRANCH, WATER);
        read(caseId, id, TestTokens.of("unit-handler", WATER)).then().statusCode(200);
        read(caseId, id, TestTokens.of("unit-handler", ROADS)).then().statusCode(404);

        probe.produce(
                new CoHandlingRequested(
                        caseId, order, UUID.randomUUID(), WATER_BRANCH, ROADS, "路面由谁养护？", "承办人", Instant.now()),
                Instant.now());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> read(caseId, id, TestTokens.of("unit-handler", ROADS))
                        .then()
                        .statusCode(200));
    }

    @Test
    void the_accused_never_read_and_see_no_list() {
        String id = sent(pdf(1300));
        var draft = with("举报", List.of(id));
        draft.put("type", "REPORT");
        draft.put("respondent", Map.of("unit", WATER_BRANCH));
        UUID caseId = UUID.fromString(register(draft).path("caseId"));
        dispatch(caseId, WATER);
        read(caseId, id, TestTokens.of("unit-handler", WATER)).then().statusCode(200);
        for (String role : List.of("unit-handler", "agent", "dispatcher")) {
            String token = TestTokens.of(role, WATER_BRANCH);
            read(caseId, id, token).then().statusCode(404);
            given().auth()
                    .oauth2(token)
                    .get("/api/v1/cases/" + caseId + "/attachments")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_citizen_sends_a_file_and_reads_it_by_number_and_code() {
        byte[] bytes = pdf(5000);
        Response sent = sendOfPublic("203.0.113.7", bytes);
        sent.then().statusCode(201);
        String id = sent.path("attachmentId");
        var draft = with("网上诉求", List.of(id));
        draft.put("channel", "WEB");
        Response registered = register(draft);
        String path = "/api/v1/public/cases/" + registered.path("caseNumber") + "/attachments";
        String code = registered.path("queryCode");
        var citizen = given().header("X-Forwarded-For", "203.0.113.8");
        citizen.get(path + "?code=" + code).then().statusCode(200).body("attachmentId", hasItem(id));
        assertThat(given().header("X-Forwarded-For", "203.0.113.8")
                        .get(path + "/" + id + "?code=" + code)
                        .asByteArray())
                .isEqualTo(bytes);
        given().header("X-Forwarded-For", "203.0.113.8")
                .header("Query-Code", code)
                .get(path)
                .then()
                .statusCode(200)
                .body("attachmentId", hasItem(id));
        given().header("X-Forwarded-For", "203.0.113.8")
                .get(path + "/" + id + "?code=00000000")
                .then()
                .statusCode(404);
        as("auditor")
                .get("/api/v1/access-log?caseId=" + registered.path("caseId"))
                .then()
                .body("items.subject", equalTo(List.of("anonymous")));
    }

    @Test
    void a_citizen_puts_a_matter_in_with_a_file_and_adds_another_later() {
        String photograph = sendOfPublic("203.0.113.9", pdf(4000)).path("attachmentId");
        var form = Map.of(
                "type", "HELP",
                "text", "人民大街路灯不亮，照片附后",
                "phone", "13812340987",
                "anonymity", "NAMED",
                "attachments", List.of(photograph));
        Response entered = ofCitizen(form, "");
        entered.then().statusCode(201);
        ofCitizen(form, "").then().statusCode(400).body("violations[0].field", equalTo("attachments[0]"));
        String later = sendOfPublic("203.0.113.9", pdf(4001)).path("attachmentId");
        ofCitizen(
                        Map.of(
                                "caseNumber", entered.path("caseNumber"),
                                "code", entered.path("queryCode"),
                                "text", "又拍了一张",
                                "attachments", List.of(later)),
                        "/supplements")
                .then()
                .statusCode(200);
        given().header("X-Forwarded-For", "203.0.113.9")
                .get("/api/v1/public/cases/" + entered.path("caseNumber") + "/attachments?code="
                        + entered.path("queryCode"))
                .then()
                .body("attachmentId", equalTo(List.of(photograph, later)))
                .body("of", equalTo(List.of("CASE", "SUPPLEMENT")));
    }

    private static Response ofCitizen(Map<String, Object> body, String what) {
        return given().header("X-Forwarded-For", "203.0.113.9")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post("/api/v1/public/cases" + what);
    }

    @Test
    void what_the_public_may_send_is_said_before_it_does() {
        given().get("/api/v1/public/attachments/limits")
                .then()
                .statusCode(200)
                .body("most", greaterThan(0))
                .body("maxSize", greaterThan(0))
                .body("types", hasItems("JPEG", "PDF"));
    }

    @Test
    void the_public_sends_smaller_files_and_fewer() {
        sendOfPublic("203.0.113.20", pdf(100_001)).then().statusCode(413);
        var statuses = IntStream.range(0, 12)
                .mapToObj(i -> sendOfPublic("203.0.113.21", pdf(300 + i)).statusCode())
                .toList();
        assertThat(statuses).startsWith(201).endsWith(429);
    }

    @Test
    void what_nobody_named_is_swept_with_its_bytes_and_what_a_kill_left_too() throws Exception {
        String unbound = sent(pdf(1400));
        String killed = sent(pdf(1500));
        String bound = sent(pdf(1600));
        String young = sent(pdf(1700));
        UUID caseId = UUID.fromString(register(with("保留", List.of(bound))).path("caseId"));
        rows(
                "update attachment set uploaded_at = uploaded_at - interval '2 days' where attachment_id = any($1)"
                        + " returning 1",
                (Object) ids(unbound, killed, bound));
        // killed between row and store
        rows("update attachment set state = 'STORING' where attachment_id = $1 returning 1", UUID.fromString(killed));
        Files.delete(place(killed));

        sweep.sweep().await().atMost(SOON);

        assertThat(rows("select from attachment where attachment_id = any($1)", (Object) ids(unbound, killed)))
                .isEmpty();
        assertThat(place(unbound)).doesNotExist();
        assertThat(place(young)).exists();
        read(caseId, bound, TestTokens.of("agent")).then().statusCode(200);
        tryRegister(UUID.randomUUID().toString(), with("晚了", List.of(unbound)))
                .then()
                .statusCode(400);
    }

    @Test
    void what_a_command_names_while_the_sweeping_is_at_it_is_kept() {
        String id = sent(pdf(1900));
        UUID caseId = registered("最后一刻的附件");
        rows(
                "update attachment set uploaded_at = uploaded_at - interval '2 days' where attachment_id = $1 returning 1",
                UUID.fromString(id));
        var naming = pool.getConnection().await().atMost(SOON);
        var transaction = naming.begin().await().atMost(SOON);
        naming.preparedQuery("""
                        update attachment
                        set of_kind = 'SUPPLEMENT', of_id = $2, case_id = $2, bound_at = now(), version = version + 1
                        where attachment_id = $1
                        """)
                .execute(Tuple.of(UUID.fromString(id), caseId))
                .await()
                .atMost(SOON);

        var swept = sweep.sweep().subscribeAsCompletionStage();
        Awaitility.await("the sweeping waits for the command, or leaves the file alone")
                .atMost(SOON)
                .until(() -> swept.isDone()
                        || !rows("select from pg_locks where not granted").isEmpty());
        transaction.commit().await().atMost(SOON);
        naming.close().await().atMost(SOON);
        swept.orTimeout(20, TimeUnit.SECONDS).join();

        read(caseId, id, TestTokens.of("agent")).then().statusCode(200);
        assertThat(place(id)).exists();
    }

    @Test
    void files_of_the_public_that_take_their_time_keep_nobody_of_the_office_waiting() throws Exception {
        var slow = new ArrayList<Socket>();
        // a run that ended in the middle of one leaves them
        long before = onTheirWay();
        try {
            for (int i = 0; i < 32; i++) {
                var socket = new Socket("127.0.0.1", io.restassured.RestAssured.port);
                slow.add(socket);
                socket.getOutputStream()
                        .write("""
                                POST /api/v1/public/attachments?name=a.pdf HTTP/1.1
                                Host: localhost
                                X-Forwarded-For: 203.0.113.%d
                                Content-Type: application/octet-stream
                                Content-Length: 50000

                                %%PDF-1.7""".formatted(40 + i / 4).replace("\n", "\r\n").getBytes());
            }
            Awaitility.await("all of them are taken in, or refused")
                    .atMost(SOON)
                    .until(() -> onTheirWay() - before + refused(slow) == 32);

            send(TestTokens.of("agent"), "急.pdf", pdf(2000)).then().statusCode(201);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static long onTheirWay() throws IOException {
        Path incoming = Files.createDirectories(Path.of("target/attachments/intake/incoming"));
        try (var files = Files.list(incoming)) {
            return files.filter(file -> file.toFile().length() < 100).count();
        }
    }

    private static long refused(List<Socket> sockets) throws IOException {
        long refused = 0;
        for (Socket socket : sockets) {
            refused += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return refused;
    }

    private static UUID[] ids(String... ids) {
        return java.util.Arrays.stream(ids).map(UUID::fromString).toArray(UUID[]::new);
    }

    @Test
    void what_is_not_scanned_is_not_given_and_what_was_found_infected_is_gone() {
        String id = sent(pdf(1800));
        UUID caseId = UUID.fromString(register(with("待检查", List.of(id))).path("caseId"));
        rows("update attachment set state = 'WAITING' where attachment_id = $1 returning 1", UUID.fromString(id));
        read(caseId, id, TestTokens.of("agent"))
                .then()
                .statusCode(409)
                .header("Retry-After", equalTo("30"))
                .body("type", containsString("file-not-looked-through"));
        sweep.scanWaiting().await().atMost(SOON);
        read(caseId, id, TestTokens.of("agent")).then().statusCode(200);
        rows("update attachment set state = 'INFECTED' where attachment_id = $1 returning 1", UUID.fromString(id));
        read(caseId, id, TestTokens.of("agent")).then().statusCode(404);
    }
}
