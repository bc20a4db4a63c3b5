package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.Transport;
import org.junit.jupiter.api.Test;

/** A dispatch service that has routed some cases, has put some into triage and knows nothing of others. */
class RoutingWatchTest {
    private final SuiteCalls calls =
            new SuiteCalls(new HotlineClient(Map.of(), who -> "t", new Dispatch(), Patience.none(), "en"));

    @Test
    void cases_are_answered_with_their_order_or_with_nothing_in_triage() throws Exception {
        try (RoutingWatch watch = new RoutingWatch(calls)) {
            CompletableFuture<Optional<WorkOrder>> routed = watch.routed("routed-1");
            CompletableFuture<Optional<WorkOrder>> triage = watch.routed("triage-1");

            assertThat(routed.get(10, TimeUnit.SECONDS))
                    .hasValueSatisfying(order -> assertThat(order.id()).isEqualTo("order of routed-1"));
            assertThat(triage.get(10, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @Test
    void cases_behind_many_that_stay_away_are_found_too() throws Exception {
        try (RoutingWatch watch = new RoutingWatch(calls)) {
            List<CompletableFuture<Optional<WorkOrder>>> away = new ArrayList<>();
            for (int i = 0; i < 3 * SuiteCalls.CASES_ASKED; i++) {
                away.add(watch.routed("away-" + i));
            }
            CompletableFuture<Optional<WorkOrder>> behind = watch.routed("routed-1");

            assertThat(behind.get(20, TimeUnit.SECONDS)).isPresent();
            assertThat(away).noneMatch(CompletableFuture::isDone);
        }
    }

    private static final class Dispatch implements Transport {
        @Override
        public CompletableFuture<Received> send(Sent sent) {
            ObjectNode answer = HotlineClient.json().createObjectNode();
            for (String caseId :
                    sent.target().substring(sent.target().indexOf("caseId=")).split("&?caseId=")) {
                if (caseId.startsWith("routed")) {
                    answer.withArray("items")
                            .addObject()
                            .put("workOrderId", "order of " + caseId)
                            .put("caseId", caseId);
                } else if (!caseId.isEmpty()) {
                    answer.withArray("without")
                            .addObject()
                            .put("caseId", caseId)
                            .put("why", caseId.startsWith("triage") ? "IN_TRIAGE" : "NOT_KNOWN_YET");
                }
            }
            return CompletableFuture.completedFuture(new Received(
                    200,
                    Map.of("content-type", "application/json"),
                    answer.toString().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {}
    }
}
