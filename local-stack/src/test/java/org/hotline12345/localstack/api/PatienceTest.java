package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hotline12345.localstack.api.Patience.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
    private final Patience patience = Patience.minutes(5);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "BUSY, 1, 0, 7, 7000",
                "BUSY, 9, 60, 2, 2000",
                "BUSY, 1, 0, -, 20",
                "BUSY, 9, 299, 2, -",
                "NOT_KNOWN_YET, 1, 0, 1, 20",
                "NOT_KNOWN_YET, 9, 60, 1, 1000",
                "UNREACHABLE, 9, 60, -, 2000",
                "UNREACHABLE, 9, 300, -, -",
                "FINAL, 1, 0, 7, -"
            })
    void a_busy_service_is_asked_again_when_it_says_and_news_sooner_until_patience_ends(
            Outcome outcome, int tries, int elapsedSeconds, Integer retryAfter, Long pauseMillis) {
        var pause = patience.pause(outcome, tries, Duration.ofSeconds(elapsedSeconds), retryAfter);

        assertThat(pause.map(Duration::toMillis).orElse(null)).isEqualTo(pauseMillis);
    }
}
