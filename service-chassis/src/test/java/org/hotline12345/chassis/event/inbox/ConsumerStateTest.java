package org.hotline12345.chassis.event.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerStateTest {
    static final ConsumerSettings SETTINGS = settings(Duration.ofSeconds(10));

    private static ConsumerState state(Duration maxRetrying) {
        return new ConsumerState(settings(maxRetrying), new SimpleMeterRegistry());
    }

    private static ConsumerSettings settings(Duration maxRetrying) {
        return new ConsumerSettings() {
            @Override
            public boolean enabled() {
                return true;
            }

            @Override
            public int maxParkedPerMinute() {
                return 20;
            }

            @Override
            public Duration maxRetrying() {
                return maxRetrying;
            }

            @Override
            public int lanes() {
                return 1;
            }

            @Override
            public boolean allowOldOffsets() {
                return false;
            }
        };
    }

    @Test
    void the_twentieth_event_parked_in_a_minute_is_too_many() {
        var state = state(Duration.ofSeconds(10));
        for (int i = 0; i < 19; i++) {
            assertThat(state.parkedOne()).isFalse();
        }
        assertThat(state.parkedOne()).isTrue();
    }

    @Test
    void a_retry_is_shown_when_it_lasts_and_forgotten_when_it_succeeds() {
        assertThat(retrying(state(Duration.ofSeconds(10))).retryingTooLong()).isEmpty();
        var state = retrying(state(Duration.ofMillis(-1)));
        assertThat(state.retryingTooLong()).containsEntry("t", "no connection");
        state.progress("t");
        assertThat(state.retryingTooLong()).isEmpty();
    }

    private static ConsumerState retrying(ConsumerState state) {
        state.retrying("t", "no connection");
        return state;
    }

    @Test
    void what_has_stopped_does_not_run() {
        var state = state(Duration.ofSeconds(10));
        assertThat(state.running()).isFalse();
        state.started();
        assertThat(state.running()).isTrue();
        state.stop("too many");
        assertThat(state.running()).isFalse();
        assertThat(state.stopped()).contains("too many");
    }
}
