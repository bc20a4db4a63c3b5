package org.hotline12345.followup.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Upstream;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UpstreamConsentTest extends FollowupTest {
    private final CaseEvents events = new CaseEvents();
    private final String path = "/api/v1/cases/" + events.caseId + "/upstream-consents";

    @Test
    void a_recorded_consent_moves_the_reply_and_stays_with_the_case() {
        MovableClock.set("2026-03-06T10:00");
        sent(new Upstream("PROVINCE", "P-1", at("2026-03-12T12:00")));
        stage.happens(events.extensionRequested("2026-03-05T10:00", 5), at("2026-03-05T10:00"));
        stage.happens(events.extensionDecided("2026-03-05T11:00", true, 5), at("2026-03-05T11:00"));
        DeadlineSet capped = stage.await(
                events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.extensionsLeft() == 1);
        assertThat(local(capped.dueAt())).isEqualTo("2026-03-11T12:00");

        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as("dispatcher", "dora")
                    .header("Idempotency-Key", key)
                    .body(consent("EXTENSION", "\"2026-03-31T12:00:00+08:00\""))
                    .post(path)
                    .then()
                    .statusCode(201)
                    .body("dueBefore", equalTo("2026-03-12T12:00:00+08:00"))
                    .body("recordedBy", equalTo("dora"));
        }
        DeadlineSet moved = stage.await(
                events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null);
        assertThat(local(moved.dueAt())).isEqualTo("2026-03-18T17:30");
        as("dispatcher")
                .get("/api/v1/cases/" + events.caseId + "/deadlines")
                .then()
                .body("items.find { it.kind == 'REPLY' }.movedBecause", equalTo("上级平台同意延期（省热线〔2026〕12号）"));

        as("supervisor")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("RETURN", "null"))
                .post(path)
                .then()
                .statusCode(201)
                .body("dueBefore", equalTo("2026-03-31T12:00:00+08:00"));
        as("evaluator")
                .get(path)
                .then()
                .statusCode(200)
                .body("items.agreedTo", contains("EXTENSION", "RETURN"))
                .body("items[0].reference", equalTo("省热线〔2026〕12号"))
                .body("items[0].consentedBy", equalTo("省热线办 王某"))
                .body("items[1].agreedUntil", nullValue());

        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("EXTENSION", "\"2026-03-31T12:00:00+08:00\""))
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", contains("agreedUntil"));
        // it sets no moment any more: there is nothing left to agree to
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("EXTENSION", "null"))
                .post(path)
                .then()
                .statusCode(201);
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("EXTENSION", "null"))
                .post(path)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/no-upstream-deadline"));
    }

    @Test
    void what_is_wrong_changes_nothing() {
        MovableClock.set("2026-03-06T10:00");
        sent(null);
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("EXTENSION", "null"))
                .post(path)
                .then()
                .statusCode(409);
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("""
                        {"agreedTo": "RETURN", "agreedUntil": "2026-03-31T12:00:00+08:00", "reference": " ",
                         "consentedAt": "2026-03-07T10:00:00+08:00"}
                        """)
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("agreedUntil", "reference", "consentedBy", "consentedAt"));
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{}")
                .post(path)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("agreedTo"));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(consent("EXTENSION", "null"))
                .post(path)
                .then()
                .statusCode(403);
        as("dispatcher").get(path).then().statusCode(200).body("items", hasSize(0));
    }

    private void sent(Upstream upstream) {
        stage.happens(
                events.registered(
                        "2026-03-04T09:00",
                        Anonymity.NAMED,
                        true,
                        upstream,
                        null,
                        IntakeOutcome.TO_DISPATCH,
                        events.citizen),
                at("2026-03-04T09:00"));
        stage.happens(events.dispatched("2026-03-04T10:00"), at("2026-03-04T10:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
    }

    private static String consent(String to, String until) {
        return """
                {"agreedTo": "%s", "agreedUntil": %s, "reference": "省热线〔2026〕12号", "consentedBy": "省热线办 王某",
                 "consentedAt": "2026-03-06T09:00:00+08:00"}
                """.formatted(to, until);
    }
}
