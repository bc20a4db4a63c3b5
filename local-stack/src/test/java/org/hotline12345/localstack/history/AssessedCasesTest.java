package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.Transport;
import org.hotline12345.localstack.history.model.CasePlan;
import org.junit.jupiter.api.Test;

/** An assessment service that keeps another time than the file has. */
class AssessedCasesTest {
    @Test
    void handling_times_are_those_that_the_suite_keeps() {
        Instant registered = Instant.parse("2019-03-01T01:00:00Z");
        var plan = new CasePlan(
                1,
                "x:1",
                Map.of(),
                registered,
                "a",
                null,
                null,
                true,
                new CasePlan.Reply(Instant.parse("2019-03-02T01:00:00Z"), "RESOLVED", "t"),
                null);
        var client = new HotlineClient(Map.of(), who -> "t", new LateAssessment(), Patience.none(), "en");

        var assessed = AssessedCases.read(new SuiteCalls(client), Map.of("c1", plan), Set.of("U"), 1, false);

        assertThat(assessed.handled())
                .containsExactly(new AssessedCases.Handled(registered, Instant.parse("2019-03-09T01:00:00Z")));
        assertThat(assessed.onTime().finished()).isEqualTo(1);
        assertThat(assessed.inTime("c1")).isFalse();
    }

    private static final class LateAssessment implements Transport {
        @Override
        public CompletableFuture<Received> send(Sent sent) {
            String json = sent.target().contains("/items/onTimeRate/cases") ? """
                    {"items": [
                      {"caseId": "c1", "round": 1, "counted": false,
                       "registeredAt": "2019-03-01T09:00:00+08:00", "finishedAt": "2019-03-09T09:00:00+08:00"},
                      {"caseId": "c1", "round": 2, "counted": true,
                       "registeredAt": "2019-03-01T09:00:00+08:00", "finishedAt": "2019-04-09T09:00:00+08:00"},
                      {"caseId": "of somebody else", "round": 1, "counted": true,
                       "registeredAt": "2019-03-01T09:00:00+08:00", "finishedAt": "2019-03-02T09:00:00+08:00"}]}
                    """ : """
                    {"total": {"finished": 1}}
                    """;
            return CompletableFuture.completedFuture(new Received(
                    200, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {}
    }
}
