package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ConsumerStartTest {
    private final ConsumerState state = new ConsumerState(ConsumerStateTest.SETTINGS, new SimpleMeterRegistry());
    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    private ConsumerStart start(Supplier<Optional<String>> refusal) {
        return new ConsumerStart(refusal, resumed::incrementAndGet, state, Duration.ofMillis(1));
    }

    @Test
    void a_position_that_cannot_be_read_is_asked_for_until_it_is() {
        start(() -> {
                    if (asked.incrementAndGet() < 20) {
                        throw new GroupCheck.NotKnownYet(new IOException("the coordinator is loading"));
                    }
                    return Optional.empty();
                })
                .begin();
        await().atMost(Duration.ofSeconds(20)).until(state::running);
        assertThat(resumed).hasValue(1);
        assertThat(asked).hasValue(20);
    }

    @Test
    void a_refused_group_is_not_asked_again() {
        var start = start(() -> {
            asked.incrementAndGet();
            return Optional.of("older than the inbox");
        });
        assertThatThrownBy(start::begin).isInstanceOf(IllegalStateException.class);
        assertThat(asked).hasValue(1);
        assertThat(resumed).hasValue(0);
        assertThat(state.stopped()).contains("older than the inbox");
    }

    @Test
    void a_group_refused_later_stops_the_consumer() {
        start(() -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new GroupCheck.NotKnownYet(new IOException("no connection"));
                    }
                    return Optional.of("older than the inbox");
                })
                .begin();
        await().atMost(Duration.ofSeconds(20)).until(() -> state.stopped().isPresent());
        assertThat(resumed).hasValue(0);
        assertThat(state.running()).isFalse();
    }
}
