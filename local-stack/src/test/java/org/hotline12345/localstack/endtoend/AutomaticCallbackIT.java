package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The automatic callback on the whole suite: a citizen answered on the spot is sent a message through a gateway on this machine, with
 * the telephone number that intake alone holds, opens the link and answers.
 */
@ExtendWith(SharedSuite.class)
class AutomaticCallbackIT {
    private static final String PHONE = "19912345678";
    private static final Duration LONG = Duration.ofSeconds(120);

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private HttpServer gateway;

    @BeforeEach
    void openGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/messages", this::take);
        gateway.start();
    }

    /** Other tests on the same suite call back by themselves. */
    @AfterEach
    void closeGateway() {
        channel(false);
        gateway.stop(0);
    }

    @Test
    void a_message_reaches_the_citizen_and_the_answer_is_taken() throws Exception {
        HotlineClient client = SharedSuite.client();
        askAtAnyHour();
        channel(true);
        client.as(Identity.of("受理员-01", "agent"))
                .post(
                        ServiceName.INTAKE,
                        "/cases",
                        answeredOnTheSpot(),
                        UUID.randomUUID().toString())
                .join();

        JsonNode message = Awaitility.await("the message").atMost(LONG).until(this::toTheCitizen, Objects::nonNull);
        String link = message.path("link").asText();
        assertThat(link).startsWith(SharedSuite.stack().url(Part.DESK));
        answer(link);

        var agents = client.as(Identity.of("回访员-01", "callback-agent"));
        JsonNode answered = agents.get(ServiceName.FOLLOWUP, "/callbacks?state=ANSWERED&origin=ON_THE_SPOT")
                .join()
                .json()
                .path("items");
        assertThat(answered).hasSize(1);
    }

    private static HotlineClient.As admin() {
        return SharedSuite.client().as(Identity.of("管理员-01", "admin"));
    }

    private JsonNode toTheCitizen() {
        return messages.stream()
                .filter(message -> message.path("phone").asText().equals(PHONE))
                .findFirst()
                .orElse(null);
    }

    @Test
    void what_is_written_back_without_naming_a_message_is_added_to_the_case_by_an_agent() throws Exception {
        channel(true);
        var client = SharedSuite.client();
        String phone = "19912345" + ThreadLocalRandom.current().nextInt(100, 1000);
        JsonNode registered = client.as(Identity.of("受理员-01", "agent"))
                .post(
                        ServiceName.INTAKE,
                        "/cases",
                        toBeHandled(phone),
                        UUID.randomUUID().toString())
                .join()
                .json();
        String caseId = registered.path("caseId").asText();
        String text = "门牌说错了，是3栋";
        report("{\"reports\": [{\"event\": \"REPLIED\", \"phone\": \"86" + phone + "\", \"text\": \"" + text
                + "\", \"id\": \"" + UUID.randomUUID() + "\"}]}");

        var agents = client.as(Identity.of("回访员-01", "callback-agent"));
        JsonNode reply =
                Awaitility.await("the reply").atMost(LONG).until(() -> replyOf(agents, text), Objects::nonNull);
        assertThat(reply.path("cases").findValuesAsText("caseId")).containsExactly(caseId);
        assertThat(reply.toString()).doesNotContain(phone);
        String path = "/text-replies/" + reply.path("id").asText();
        agents.post(
                        ServiceName.FOLLOWUP,
                        path + "/claim",
                        Map.of(),
                        UUID.randomUUID().toString())
                .join();
        agents.post(
                        ServiceName.FOLLOWUP,
                        path + "/handling",
                        Map.of("outcome", "SUPPLEMENTED", "caseId", caseId),
                        UUID.randomUUID().toString())
                .join();

        assertThat(agents.get(ServiceName.INTAKE, "/cases/" + caseId)
                        .join()
                        .json()
                        .toString())
                .contains("短信回复：" + text);
    }

    private static JsonNode replyOf(HotlineClient.As agents, String text) {
        JsonNode items = agents.get(ServiceName.FOLLOWUP, "/text-replies?limit=200")
                .join()
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(one -> one.path("text").asText().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static void report(String body) throws GeneralSecurityException {
        long at = Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a-secret-of-the-gateway".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String sign = HexFormat.of().formatHex(mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8)));
        String answer = admin().call(
                        "POST",
                        ServiceName.FOLLOWUP,
                        "/channels/sms/reports",
                        body.getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/json", "X-Hotline-Signature", "t=" + at + ",v1=" + sign))
                .join()
                .json()
                .toString();
        assertThat(answer).contains("TAKEN");
    }

    private static Map<String, Object> toBeHandled(String phone) {
        return Map.of(
                "channel", "PHONE",
                "type", "HELP",
                "urgency", "ORDINARY",
                "title", "楼道灯不亮",
                "text", "楼道灯不亮，已经三天了",
                "area", "220173",
                "anonymity", "NAMED",
                "citizen", Map.of("name", "测试人", "phone", phone));
    }

    private void channel(boolean active) {
        String url = "http://127.0.0.1:" + gateway.getAddress().getPort() + "/messages";
        admin().put(
                        ServiceName.FOLLOWUP,
                        "/channels/sms",
                        Map.of("title", "短信", "transport", "HTTP", "medium", "SMS", "url", url, "active", active))
                .join();
    }

    /** The test runs at night too. */
    private static void askAtAnyHour() {
        String plan = admin().get(ServiceName.FOLLOWUP, "/survey-plan").join().text("document");
        admin().call(
                        "PUT",
                        ServiceName.FOLLOWUP,
                        "/survey-plan",
                        plan.replace("from: \"08:30\", to: \"20:30\"", "from: \"00:00\", to: \"23:59\"")
                                .getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/yaml"))
                .join();
    }

    private static Map<String, Object> answeredOnTheSpot() {
        return Map.of(
                "channel", "PHONE",
                "type", "CONSULTATION",
                "urgency", "ORDINARY",
                "title", "咨询医保报销比例",
                "text", "想问一下城镇居民医保住院报销比例是多少",
                "area", "220173",
                "anonymity", "NAMED",
                "citizen", Map.of("name", "测试人", "phone", PHONE),
                "directAnswer", Map.of("text", "住院报销比例按医院等级为百分之六十至八十。", "by", "AGENT"));
    }

    private static void answer(String link) throws IOException, InterruptedException {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(link))
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"satisfaction\": \"SATISFIED\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    }

    private void take(HttpExchange exchange) throws IOException {
        messages.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
