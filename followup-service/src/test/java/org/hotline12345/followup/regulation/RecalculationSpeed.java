package org.hotline12345.followup.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.Stage.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.testing.TestServers;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How long a new notice takes with many open deadlines: {@code -Dtest=RecalculationSpeed}. Half of the deadlines are signs, half are
 * replies, all were set without the notice of 2027. The first notice moves every one of them, the second none.
 */
@QuarkusTest
@WithTestResource(TestServers.class)
class RecalculationSpeed {
    private static final Logger LOG = Logger.getLogger(RecalculationSpeed.class);
    private static final int CASES = Integer.getInteger("hotline.speed.cases", 100_000);

    @Inject
    Pool pool;

    @Test
    void a_notice_that_moves_all_and_one_that_moves_none() {
        MovableClock.set("2026-12-31T11:00");
        Sql sql = Sql.on(pool);
        new OpenDeadlines("220000-20261231-", LocalDate.of(2026, 12, 31), CASES, 3000)
                .write(sql)
                .await()
                .atMost(Duration.ofMinutes(10));
        sql.update("analyze").await().atMost(Duration.ofMinutes(2));
        measure("every deadline moves", "2027-01-01", 2 * CASES);
        measure("no deadline moves", "2027-10-01", 0);
    }

    private void measure(String what, String dayOff, int moved) {
        Instant start = Instant.now();
        String days = "{\"date\": \"2027-01-01\", \"name\": \"元旦\", \"workday\": false}";
        String more = dayOff.equals("2027-01-01")
                ? ""
                : ", {\"date\": \"" + dayOff + "\", \"name\": \"国庆节\", \"workday\": false}";
        String run = as("admin")
                .header("Prefer", "respond-async")
                .body("{\"source\": \"通知\", \"days\": [" + days + more + "]}")
                .put("/api/v1/calendars/2027")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var answer = as("supervisor").get(run).then().extract();
                    LOG.infof("%s: %s %%", what, answer.<Integer>path("percent"));
                    return answer.path("finishedAt") != null;
                });
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        long outbox = Sql.on(pool)
                .first("select count(*) as waiting from outbox")
                .await()
                .atMost(Duration.ofMinutes(1))
                .getLong("waiting");
        LOG.infof(
                "RESULT %s: %d open deadlines in %.1f s, %.0f/s; events not sent yet %d",
                what, 2 * CASES, seconds, 2 * CASES / seconds, outbox);
        assertThat(as("supervisor").get(run).then().extract().<Integer>path("moved"))
                .isEqualTo(moved);
        Awaitility.await("all events sent")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Sql.on(pool)
                                .first("select count(*) as waiting from outbox")
                                .await()
                                .atMost(Duration.ofMinutes(1))
                                .getLong("waiting")
                        == 0);
        LOG.infof(
                "RESULT %s: all events sent after %.1f s",
                what, Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }
}
