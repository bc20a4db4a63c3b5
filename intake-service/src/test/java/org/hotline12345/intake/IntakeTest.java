package org.hotline12345.intake;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.AreaChanged;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CategoryChanged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running service share: the office's codes, requests, a probe into Kafka. */
@WithTestResource(TestServers.class)
@WithTestResource(TestKeyRing.class)
public abstract class IntakeTest {
    protected static final String AREA = "220102";
    protected static final String STREET = "220102001";
    protected static final String ELSEWHERE = "220103";
    protected static final String CATEGORY = "C01";
    protected static final String SUBCATEGORY = "C0102";
    protected static final String WATER = "CC-WATER";
    protected static final String WATER_BRANCH = "CC-WATER-1";
    protected static final String ROADS = "CC-ROADS";

    @Inject
    protected Pool pool;

    @Inject
    protected OfficeCopy office;

    protected KafkaProbe probe;

    @BeforeEach
    void knowTheOffice() {
        probe = KafkaProbe.open();
        if (office.unit(ROADS).isEmpty()
                || office.area(STREET).isEmpty()
                || office.category(SUBCATEGORY).isEmpty()) {
            Instant from = Instant.parse("2020-01-01T00:00:00Z");
            Awaitility.await().ignoreExceptions().atMost(Duration.ofSeconds(30)).until(() -> {
                probe.produce(new AreaChanged(AREA, "南关区", List.of(), false, List.of(), true, from), from);
                return true;
            });
            probe.produce(new AreaChanged(STREET, "南岭街道", List.of(AREA), false, List.of(), true, from), from);
            probe.produce(new AreaChanged(ELSEWHERE, "宽城区", List.of(), false, List.of(), true, from), from);
            probe.produce(new AreaChanged("220199", "旧区", List.of(), false, List.of(), false, from), from);
            probe.produce(new CategoryChanged(CATEGORY, "城乡建设", null, 1, true, from), from);
            probe.produce(new CategoryChanged(SUBCATEGORY, "供水", CATEGORY, 2, true, from), from);
            probe.produce(unit(WATER, "长春水务集团", null), from);
            probe.produce(unit(WATER_BRANCH, "长春水务集团南关分公司", WATER), from);
            probe.produce(unit(ROADS, "市公路局", null), from);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> office.settled()
                            && office.unit(ROADS).isPresent()
                            && office.area(STREET).isPresent()
                            && office.category(SUBCATEGORY).isPresent());
        }
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    private static UnitChanged unit(String code, String name, String parent) {
        return new UnitChanged(
                code,
                name,
                UnitLevel.CITY,
                parent,
                "G1",
                List.of(),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                Instant.parse("2020-01-01T00:00:00Z"));
    }

    /** A request of somebody in this role. */
    protected static RequestSpecification as(String role) {
        return with(TestTokens.of(role));
    }

    /** A request with this token. */
    protected static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType("application/json; charset=utf-8");
    }

    /** A plain case; change the map as needed. */
    protected static Map<String, Object> draft(String title) {
        var draft = new HashMap<String, Object>();
        draft.put("channel", "PHONE");
        draft.put("type", "HELP");
        draft.put("urgency", "ORDINARY");
        draft.put("title", title);
        draft.put("text", "诉求内容：" + title);
        draft.put("anonymity", "NAMED");
        draft.put("area", AREA);
        return draft;
    }

    /** A telephone that no other test uses. */
    protected static String phone() {
        return "139" + (10_000_000 + ThreadLocalRandom.current().nextInt(89_999_999));
    }

    /** How a telephone stands in texts. */
    protected static String covered(String phone) {
        return phone.substring(0, 3) + "****" + phone.substring(7);
    }

    /** Registers and must succeed. */
    protected static Response register(Map<String, Object> draft) {
        return as("agent")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft)
                .post("/api/v1/cases")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    /** Registers a plain case and answers its id. */
    protected static UUID registered(String title) {
        return UUID.fromString(register(draft(title)).path("caseId"));
    }

    /** The case as an agent sees it. */
    protected static Response view(UUID caseId) {
        return as("agent").get("/api/v1/cases/" + caseId);
    }

    /** Waits until the case has the status. */
    protected static void awaitStatus(UUID caseId, String status) {
        Awaitility.await("status " + status)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> view(caseId).path("status"), status::equals);
    }

    /** Waits until the stream has told that the case is over; its status may be told before. */
    protected void awaitEndOfCourse(UUID caseId) {
        Awaitility.await("end of the course")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows("select from case_state where case_id = $1 and course like 'ENDED%'", caseId)
                        .isEmpty());
    }

    /** Rows of a query. */
    protected List<Row> rows(String sql, Object... args) {
        return Sql.on(pool).select(sql, args).await().atMost(Duration.ofSeconds(10));
    }

    /** The case is given to the water company and answered by it, as dispatch tells it; the order. */
    protected UUID answeredByWater(UUID id, String text) {
        Instant now = Instant.now();
        var order = UUID.randomUUID();
        probe.produce(
                new CaseDispatched(
                        id,
                        order,
                        1,
                        DispatchCause.FIRST,
                        WATER,
                        List.of(),
                        null,
                        null,
                        DecidedBy.CLERK,
                        "test",
                        null,
                        null,
                        null,
                        now,
                        List.of(),
                        0),
                now);
        probe.produce(
                new ReplyIssued(
                        id,
                        order,
                        UUID.randomUUID(),
                        1,
                        WATER,
                        Disposition.RESOLVED,
                        text,
                        null,
                        null,
                        null,
                        "author",
                        now),
                now);
        awaitStatus(id, "REPLIED");
        return order;
    }
}
