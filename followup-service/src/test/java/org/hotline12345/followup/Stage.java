package org.hotline12345.followup;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.RecordedEvent;
import org.hotline12345.testing.TestTokens;

/** Intake and dispatch as seen from the service under test, and the people who call it. */
public final class Stage implements AutoCloseable {
    private final KafkaProbe probe = KafkaProbe.open();

    /** An event of another service. */
    public void happens(CaseEvent event, Instant time) {
        probe.produce(event, time);
    }

    /** An event of another service, moved in by an importer. */
    public void imported(CaseEvent event, Instant time) {
        probe.produce(event, time, Map.of("ce_imported", "true", "ce_actor", "importer"));
    }

    /** A case is registered, dispatched, signed and answered, and the unit told the citizen; the callback waits for an agent. */
    public void answered(CaseEvents events, String when) {
        answered(events, when, when);
    }

    /** The same, and nobody has told the citizen yet. */
    public void answeredUntold(CaseEvents events, String when) {
        answered(events, when, null);
    }

    private void answered(CaseEvents events, String when, String contacted) {
        Instant time = TestOffice.at(when);
        happens(events.registered(when), time);
        happens(events.dispatched(when), time);
        happens(events.signed(when), time);
        happens(events.reply(when, contacted), time);
        awaitCallback(events);
    }

    /** Another case of that citizen, answered and told twenty minutes after it was registered; its callback waits. */
    public CaseEvents anotherRepliedCase(UUID citizen, String registeredAt) {
        var other = new CaseEvents();
        var registered = LocalDateTime.parse(registeredAt);
        String dispatched = registered.plusMinutes(10).toString();
        String replied = registered.plusMinutes(20).toString();
        happens(
                other.registered(registeredAt, Anonymity.NAMED, true, null, null, IntakeOutcome.TO_DISPATCH, citizen),
                TestOffice.at(registeredAt));
        happens(other.dispatched(dispatched), TestOffice.at(dispatched));
        happens(other.reply(replied, replied), TestOffice.at(replied));
        awaitCallback(other);
        return other;
    }

    /** Waits until there is the callback of the case's present round. */
    public void awaitCallback(CaseEvents events) {
        Awaitility.await("callback of " + events.caseId)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> as("supervisor")
                        .queryParam("limit", 200)
                        .get("/api/v1/callbacks")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("items.workOrderId")
                        .contains(events.order.toString()));
    }

    /** Waits for the first event of a type in the case. */
    public <E extends CaseEvent> E await(CaseEvents events, Class<E> type) {
        return await(events, type, found -> true);
    }

    /** Waits for the first event of a type in the case that fits. */
    public <E extends CaseEvent> E await(CaseEvents events, Class<E> type, Predicate<E> wanted) {
        return probe.await(
                        e -> type.isInstance(e.event())
                                && events.caseId.toString().equals(e.key())
                                && wanted.test(type.cast(e.event())),
                        type.getSimpleName() + " of " + events.caseId)
                .as(type);
    }

    /** What the service told about the case so far. */
    public List<RecordedEvent> told(UUID caseId) {
        return probe.eventsOf(caseId).stream()
                .filter(e -> "/hotline/followup".equals(e.headers().get("ce_source")))
                .toList();
    }

    /** Looks into Kafka. */
    public KafkaProbe probe() {
        return probe;
    }

    /** A request of somebody of the office. */
    public static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role)).contentType("application/json");
    }

    /** A request of one of several people with the role. */
    public static RequestSpecification as(String role, String subject) {
        return given().auth()
                .oauth2(TestTokens.role(role).subject(subject).build())
                .contentType("application/json");
    }

    /** A request of somebody of a unit. */
    public static RequestSpecification ofUnit(String role, String unit) {
        return given().auth().oauth2(TestTokens.of(role, unit)).contentType("application/json");
    }

    @Override
    public void close() {
        probe.close();
    }
}
