package org.hotline12345.dispatch.webhook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTest {
    private static final Instant NOW = Instant.parse("2026-11-30T02:00:00Z");
    private static final Persistence RULE = new Persistence(
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofHours(4)),
            Duration.ofHours(24),
            Duration.ofHours(72));

    @ParameterizedTest(name = "after {0} attempts in {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, PT0S, PT5S",
                "2, PT5S, PT2M",
                "3, PT3M, PT4H",
                "7, PT19H, PT4H",
                "8, PT20H, PT4H",
                "9, PT20H0.001S, -",
                "1, PT24H, -"
            })
    void pauses_grow_and_end_after_a_day(int attempts, Duration age, Duration pause) {
        assertThat(RULE.next(attempts, NOW.minus(age), NOW).map(next -> Duration.between(NOW, next)))
                .isEqualTo(java.util.Optional.ofNullable(pause));
    }

    @Test
    void an_address_that_fails_for_days_or_is_gone_is_disabled() {
        assertThat(RULE.disables(null, 500, NOW)).isFalse();
        assertThat(RULE.disables(NOW.minus(Duration.ofHours(71)), null, NOW)).isFalse();
        assertThat(RULE.disables(NOW.minus(Duration.ofHours(72)), null, NOW)).isTrue();
        assertThat(RULE.disables(null, 410, NOW)).isTrue();
    }
}
