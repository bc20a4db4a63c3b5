package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest(name = "p{0} of 1..200 ms is {1} ms")
    @CsvSource({"50, 100", "95, 190", "99, 198", "100, 200", "0.1, 1"})
    void percentiles_are_those_of_the_nearest_rank(double percent, double millis) {
        Durations durations = new Durations();
        for (int i = 200; i > 0; i--) {
            durations.add(i * 1_000_000L);
        }
        assertThat(durations.percentileMillis(percent)).isEqualTo(millis);
        assertThat(durations.count()).isEqualTo(200);
    }

    @Test
    void without_durations_there_is_no_percentile_and_a_copy_is_kept_apart() {
        Durations durations = new Durations();
        assertThat(durations.percentileMillis(50)).isNaN();
        durations.add(5_000_000);
        Durations copy = durations.copy();
        durations.clear();
        assertThat(durations.count()).isZero();
        assertThat(copy.percentileMillis(99)).isEqualTo(5);
    }

    @Test
    void a_target_is_met_by_ratio_by_minimum_or_by_maximum() {
        assertThat(Figure.shareOf("a", 700, "/s", 1_000, 0.6).pass()).isTrue();
        assertThat(Figure.shareOf("a", 500, "/s", 1_000, 0.6).pass()).isFalse();
        assertThat(Figure.atLeast("b", 250, "/s", null, 250).pass()).isTrue();
        assertThat(Figure.atLeast("b", 249.9, "/s", 1_000.0, 250).ratio()).isEqualTo(0.2499);
        assertThat(Figure.atMost("c", 50.1, "ms", null, 50).pass()).isFalse();
        assertThat(Figure.plain("d", 1, "s").pass()).isNull();
    }
}
