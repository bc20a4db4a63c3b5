package org.hotline12345.dispatch.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.hotline12345.dispatch.DispatchTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FeedTest extends DispatchTest {
    private static final String UNIT = "CCDZJ";

    private static Response feed(long after, int wait) {
        return as("unit-handler", UNIT)
                .queryParam("after", after)
                .queryParam("wait", wait)
                .get("/api/v1/units/" + UNIT + "/work-orders/feed");
    }

    private static long next(Response answer) {
        return ((Number) answer.path("next")).longValue();
    }

    @Test
    void a_unit_that_waits_is_told_of_every_change_in_order() {
        long start = next(feed(0, 0));
        var waiting = CompletableFuture.supplyAsync(() -> feed(start, 20));
        // 地震
        var order = dispatched(new Case().title("地震台").category("C030103"));
        assertThat(waiting.join().<List<String>>path("items.workOrderId"))
                .contains(order.workOrderId().toString());
        sign(order).then().statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var answer = feed(start, 0);
            assertThat(answer.<List<String>>path("items.op")).containsExactly("PUT", "PUT");
            assertThat(answer.<List<Integer>>path("items.version")).containsExactly(0, 1);
            assertThat(answer.<List<Integer>>path("items.position")).isSorted();
        });
    }

    /** L7: a unit that read the order at once saw no due date in it. */
    @Test
    void a_unit_is_told_of_the_first_deadline_of_an_order() {
        long start = next(feed(0, 0));
        var order = dispatched(new Case().title("地震台").category("C030103"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> feed(start, 0).<List<String>>path("items.op").size() == 1);
        deadline(order, Instant.now().plus(Duration.ofDays(5)), 1, 5, null);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var answer = feed(start, 0);
            assertThat(answer.<List<String>>path("items.workOrderId"))
                    .containsExactly(
                            order.workOrderId().toString(), order.workOrderId().toString());
            assertThat(answer.<List<Integer>>path("items.version")).containsExactly(0, 0);
        });
    }

    @Test
    void nothing_new_is_an_empty_answer_at_the_same_position() {
        long start = next(feed(0, 0));
        Instant before = Instant.now();
        long now = next(feed(start, 1));
        assertThat(now).isGreaterThanOrEqualTo(start);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        feed(0, 31).then().statusCode(400);
    }
}
