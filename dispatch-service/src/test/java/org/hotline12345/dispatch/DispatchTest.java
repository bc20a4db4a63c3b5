package org.hotline12345.dispatch;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.PossibleDuplicate;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Upstream;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.BucketServer;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of the running service share: cases as intake tells them, requests of people, a probe into Kafka. Its attachments lie in a bucket; those of the other services in a folder. */
@WithTestResource(TestServers.class)
@WithTestResource(BucketServer.class)
public abstract class DispatchTest {
    /** 长春水务集团. */
    protected static final String WATER = "CCSWJT";
    /** 自来水供应. */
    protected static final String WATER_SUPPLY = "C010216";
    /** 南关区人民政府. */
    protected static final String NANGUAN = "Q-220102";
    /** 南岭街道办事处. */
    protected static final String NANLING = "J-220102001";

    @Inject
    protected Pool pool;

    protected KafkaProbe probe;

    @BeforeEach
    void openProbe() {
        probe = KafkaProbe.open();
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    protected static Case waterCase() {
        return new Case().title("小区停水两天了").text("家里没有水，自来水公司一直不来修").category(WATER_SUPPLY);
    }

    /** A case that no rule can decide. */
    protected static Case riddle() {
        return new Case().title("请求解决").text("希望尽快给予解决，谢谢");
    }

    /** Registers the case and waits for its first order. */
    protected CaseDispatched dispatched(Case draft) {
        UUID id = register(draft);
        return probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
    }

    /** Registers the case and waits for it in triage. */
    protected UUID inTriage(Case draft) {
        UUID id = register(draft);
        probe.await(id, CaseSentToTriage.class);
        return id;
    }

    protected UUID register(Case draft) {
        var event = draft.event();
        probe.produce(
                event, event.registeredAt(), draft.imported ? Map.of("ce_imported", "true") : Map.<String, String>of());
        return event.caseId();
    }

    /** Tells dispatch the reply's deadline and waits until it knows. */
    protected void deadline(
            CaseDispatched order, Instant dueAt, int extensionsLeft, int daysLeft, Instant returnUntil) {
        deadline(
                UUID.randomUUID(),
                order,
                DeadlineKind.REPLY,
                order.leadUnit(),
                dueAt,
                extensionsLeft,
                daysLeft,
                returnUntil);
    }

    /** The same for any deadline of the order, under this id. */
    protected void deadline(
            UUID deadline,
            CaseDispatched order,
            DeadlineKind kind,
            String unit,
            Instant dueAt,
            int extensionsLeft,
            int daysLeft,
            Instant returnUntil) {
        Instant now = Instant.now();
        probe.produce(
                new DeadlineSet(
                        order.caseId(),
                        deadline,
                        order.workOrderId(),
                        order.round(),
                        kind,
                        unit,
                        order.dispatchedAt(),
                        dueAt,
                        null,
                        null,
                        false,
                        1,
                        "test",
                        1,
                        extensionsLeft,
                        daysLeft,
                        returnUntil,
                        List.of(),
                        now,
                        null,
                        null),
                now);
        awaitRow("select from deadline_mirror where deadline_id = $1", deadline);
    }

    protected void awaitRow(String sql, Object... args) {
        Awaitility.await(sql)
                .atMost(Duration.ofSeconds(20))
                .until(() -> !Sql.on(pool)
                        .select(sql, args)
                        .await()
                        .atMost(Duration.ofSeconds(5))
                        .isEmpty());
    }

    protected long count(String sql, Object... args) {
        return Sql.on(pool)
                .first(sql, args)
                .await()
                .atMost(Duration.ofSeconds(5))
                .getLong(0);
    }

    protected static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role)).contentType(ContentType.JSON);
    }

    protected static RequestSpecification as(String role, String unit) {
        return given().auth().oauth2(TestTokens.of(role, unit)).contentType(ContentType.JSON);
    }

    protected static RequestSpecification as(String role, String unit, String subject) {
        return given().auth().oauth2(TestTokens.of(role, unit, subject)).contentType(ContentType.JSON);
    }

    protected static Response post(RequestSpecification who, String path, Object... fields) {
        return who.body(body(fields)).post("/api/v1" + path);
    }

    protected static Map<String, Object> body(Object... fields) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    protected static Response sign(CaseDispatched order) {
        return post(as("unit-handler", order.leadUnit(), "handler"), "/work-orders/" + order.workOrderId() + "/sign");
    }

    /** The order's unit says that the matter is not its own; returns the request's id. */
    protected static String returnAsked(CaseDispatched order) {
        return returnAsked(order.workOrderId().toString(), order.leadUnit());
    }

    /** The same by the id of the order. */
    protected static String returnAsked(String workOrder, String unit) {
        return post(as("unit-handler", unit), "/work-orders/" + workOrder + "/return-request", "reason", "不属于我单位职责")
                .then()
                .statusCode(201)
                .extract()
                .path("returnRequestId");
    }

    /** The dispatcher decides about the request. */
    protected static Response returnDecided(String request, Object... fields) {
        return post(as("dispatcher"), "/return-requests/" + request + "/decision", fields);
    }

    /** The order's unit asks to be rid of it, which is granted; without a next unit the router or triage decides. */
    protected static Response returned(CaseDispatched order, String toUnit) {
        return returnDecided(returnAsked(order), "granted", true, "toUnit", toUnit, "note", "改派");
    }

    /** Submits a reply by this author; returns its id. */
    protected static String reply(CaseDispatched order, String author) {
        return post(
                        as("unit-handler", order.leadUnit(), author),
                        "/work-orders/" + order.workOrderId() + "/replies",
                        "disposition",
                        "RESOLVED",
                        "text",
                        "经抢修，已于今日恢复供水，并向您电话说明")
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
    }

    /** The unit's whole way from signing until its reply stands in the stream; returns the reply's id. */
    protected String answer(CaseDispatched order) {
        sign(order).then().statusCode(200);
        String reply = reply(order, "author");
        post(as("unit-reviewer", order.leadUnit(), "reviewer"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        post(as("unit-leader", order.leadUnit(), "leader"), "/replies/" + reply + "/sign-off", "approved", true)
                .then()
                .statusCode(200);
        probe.await(
                e -> e.event() instanceof ReplyIssued issued
                        && issued.workOrderId().equals(order.workOrderId()),
                "the reply of " + order.workOrderId());
        return reply;
    }

    /** A case in the making. */
    public static final class Case {
        public Case() {}

        private final UUID id = UuidV7.next();
        private String title = "标题";
        private String text = "内容";
        private String category;
        private String area;
        private String address;
        private String respondent;
        private String respondentName;
        private IntakeOutcome outcome = IntakeOutcome.TO_DISPATCH;
        private Anonymity anonymity = Anonymity.NAMED;
        private boolean imported;
        private Urgency urgency = Urgency.ORDINARY;
        private PossibleDuplicate[] likes = {};
        private UUID link;
        private String proposedUnit;
        private Instant at = Instant.now();
        private Upstream upstream;

        public Case title(String value) {
            title = value;
            return this;
        }

        public Case text(String value) {
            text = value;
            return this;
        }

        public Case category(String value) {
            category = value;
            return this;
        }

        public Case area(String value) {
            area = value;
            return this;
        }

        public Case address(String value) {
            address = value;
            return this;
        }

        public Case respondent(String value) {
            respondent = value;
            return this;
        }

        /** The citizen accuses whom this names; intake has no code for it. */
        public Case respondentName(String value) {
            respondentName = value;
            return this;
        }

        public Case outcome(IntakeOutcome value) {
            outcome = value;
            return this;
        }

        public Case urgency(Urgency value) {
            urgency = value;
            return this;
        }

        public Case imported(Instant time) {
            imported = true;
            at = time;
            return this;
        }

        /** A platform above sent it. */
        public Case fromAbove() {
            upstream = new Upstream("PROVINCE", "P-" + id, null);
            return this;
        }

        /** Intake found these alike. */
        public Case like(UUID... others) {
            likes = java.util.Arrays.stream(others)
                    .map(other -> new PossibleDuplicate(other, 0.8, false))
                    .toArray(PossibleDuplicate[]::new);
            return this;
        }

        /** The agent proposed to link it to this answered case. */
        public Case link(UUID earlier) {
            link = earlier;
            return this;
        }

        /** The agent chose this unit. */
        public Case proposedUnit(String unit) {
            proposedUnit = unit;
            return this;
        }

        public CaseRegistered event() {
            return new CaseRegistered(
                    id,
                    "N" + id.toString().substring(24),
                    outcome,
                    "PHONE",
                    null,
                    CaseType.HELP,
                    urgency,
                    title,
                    text,
                    category,
                    area,
                    address,
                    null,
                    UUID.randomUUID(),
                    anonymity,
                    true,
                    respondent == null && respondentName == null ? null : new Respondent(respondent, respondentName),
                    upstream,
                    null,
                    at,
                    null,
                    List.of(likes),
                    link,
                    proposedUnit);
        }
    }
}
