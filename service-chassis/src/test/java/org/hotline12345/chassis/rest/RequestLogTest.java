package org.hotline12345.chassis.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** As an installation for a city is set: a line for each request, and what is served beside the interface asks for a role. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestProfile(RequestLogTest.AsInCompose.class)
class RequestLogTest {
    /** The settings of docker-compose.yml. */
    public static class AsInCompose implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hotline.http.request-log", "true", "HOTLINE_WATCH_POLICY", "watch");
        }
    }

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ID = "0198f3a0-0000-7000-8000-000000000001";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord told) {
            lines.add(
                    told instanceof org.jboss.logmanager.ExtLogRecord ext
                            ? ext.getFormattedMessage()
                            : told.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(RequestLog.class.getName()).addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger(RequestLog.class.getName()).removeHandler(handler);
    }

    /** The only one with this path. */
    private String line(String path) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> lines.stream().anyMatch(told -> told.contains(path)));
        return lines.stream().filter(told -> told.contains(path)).collect(Collectors.joining("\n"));
    }

    @Test
    void a_request_is_a_line_without_its_query() {
        given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .queryParam("phone", "13900001234")
                .get("/api/v1/nowhere/" + ID + "/kR3tokenOfaCitizen")
                .then()
                .statusCode(404);
        assertThat(line("/nowhere/")).matches("GET /api/v1/nowhere/" + ID + "/… 404 \\d+ ms trace " + TRACE);
    }

    @Test
    void what_is_refused_before_it_reaches_an_operation_is_a_line_too() {
        given().header("Accept", "///").get("/api/v1/samples").then().statusCode(406);
        assertThat(line("/samples")).matches("GET /api/v1/samples 406 \\d+ ms trace -");
    }

    @Test
    void figures_ask_for_a_role_and_health_and_the_description_do_not() {
        given().get("/q/metrics").then().statusCode(401);
        given().auth().oauth2(TestTokens.of("agent")).get("/q/metrics").then().statusCode(403);
        given().auth().oauth2(TestTokens.of("admin")).get("/q/metrics").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void the_trace_is_the_services_own_or_the_callers() {
        var own = SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
        assertThat(RequestLog.trace(own, null)).isEqualTo(TRACE);
        assertThat(RequestLog.trace(SpanContext.getInvalid(), "00-x\nforged")).isEqualTo("-");
        assertThat(RequestLog.path("/api/v1/survey/x7Kq/答")).isEqualTo("/api/v1/survey/…/…");
    }
}
