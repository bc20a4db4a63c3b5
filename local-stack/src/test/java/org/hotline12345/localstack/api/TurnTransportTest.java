package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTransportTest {
    private static final URI ONE = URI.create("http://127.0.0.1:1");
    private static final URI OTHER = URI.create("http://127.0.0.1:2");
    private static final URI ELSEWHERE = URI.create("http://127.0.0.1:3");

    private final Set<URI> away = ConcurrentHashMap.newKeySet();
    private final TurnTransport turns = new TurnTransport(new Named(), Map.of(ONE, List.of(ONE, OTHER)));

    @AfterEach
    void close() {
        turns.close();
    }

    private Set<String> called(URI server) {
        Set<String> called = new TreeSet<>();
        for (int i = 0; i < 4; i++) {
            var sent = new Transport.Sent("GET", server, "/x", Map.of(), new byte[0]);
            called.add(turns.send(sent).join().headers().get("by"));
        }
        return called;
    }

    @Test
    void instances_take_turns() {
        assertThat(called(ONE)).containsExactly(ONE.toString(), OTHER.toString());
    }

    @Test
    void one_that_is_not_ready_is_left_out_until_it_is() {
        away.add(ONE);
        await().atMost(Duration.ofSeconds(10)).until(() -> called(ONE).equals(Set.of(OTHER.toString())));

        away.clear();
        await().atMost(Duration.ofSeconds(10)).until(() -> called(ONE).size() == 2);
    }

    @Test
    void what_has_one_address_is_called_there() {
        assertThat(called(ELSEWHERE)).containsExactly(ELSEWHERE.toString());
    }

    /** Says who was called. */
    private final class Named implements Transport {
        @Override
        public CompletableFuture<Received> send(Sent sent) {
            if (sent.target().startsWith("/q/") && away.contains(sent.base())) {
                return CompletableFuture.failedFuture(new IOException("away"));
            }
            return CompletableFuture.completedFuture(
                    new Received(200, Map.of("by", sent.base().toString()), new byte[0]));
        }

        @Override
        public void close() {}
    }
}
