package org.hotline12345.chassis.office;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class OfficeCopyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OfficeCopy office;
    private final Transactions transactions;

    OfficeCopyTest(OfficeCopy office, Transactions transactions) {
        this.office = office;
        this.transactions = transactions;
    }

    private static UnitChanged unit(String code, String name, String parent) {
        return new UnitChanged(
                code,
                name,
                UnitLevel.CITY,
                parent,
                "委办局",
                List.of("220100"),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void units_follow_the_office_events_and_scope_their_people() {
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(unit("W", "市水务局", null), Instant.now());
            kafka.produce(unit("W1", "供水处", "W"), Instant.now());
            kafka.produce(unit("W1", "供水管理处", "W"), Instant.now());
            kafka.produce(unit("H", "市供热办", null), Instant.now());
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(office.unit("W1"))
                        .hasValueSatisfying(unit -> assertThat(unit.name()).isEqualTo("供水管理处")));
        await().atMost(PATIENCE).until(() -> office.unit("H").isPresent());
        assertThat(office.isWithin("W1", "W")).isTrue();
        assertThat(office.isWithin("H", "W")).isFalse();
        String person = TestTokens.of("unit-handler", "W", "wang");
        given().auth().oauth2(person).get("/api/v1/samples/units/W").then().statusCode(200);
        given().auth().oauth2(person).get("/api/v1/samples/units/W1").then().statusCode(200);
        given().auth().oauth2(person).get("/api/v1/samples/units/H").then().statusCode(404);
        given().auth()
                .oauth2(person)
                .get("/api/v1/samples/me")
                .then()
                .body("subject", equalTo("wang"))
                .body("unit", equalTo("W"))
                .body("agent", equalTo(false));
    }

    @Test
    void the_owner_of_the_data_sees_its_change_at_once() {
        var event = new CalendarChanged(
                2026,
                "国办发明电",
                false,
                7,
                List.of(new CalendarDay(LocalDate.of(2026, 1, 1), "元旦", false, null)),
                Instant.now());
        transactions
                .inTransaction(session -> office.put(session, List.of(event)))
                .await()
                .indefinitely();
        await().atMost(Duration.ofSeconds(1))
                .until(() -> office.calendar().years().containsKey(2026));
        assertThat(office.calendar().revision()).isEqualTo(7);
        assertThat(office.calendar().years().get(2026).days()).hasSize(1);
    }
}
