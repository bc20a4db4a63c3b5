package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @Test
    void a_variant_is_its_median_and_half_the_way_from_its_smallest_to_its_largest_run() {
        var compared = Comparison.of("life.cpu", "ms", List.of(33.1, 31.2, 31.6), List.of(16.9, 16.2, 16.3));

        assertThat(compared.first().median()).isEqualTo(31.6);
        assertThat(compared.first().spread()).isEqualTo(0.95, within(1e-9));
        assertThat(compared.second().median()).isEqualTo(16.3);
        assertThat(compared.moved()).isEqualTo(-15.3, within(1e-9));
        assertThat(compared.ratio().median()).isEqualTo(16.3 / 31.6, within(1e-9));
        assertThat(compared.counts()).isTrue();
    }

    @Test
    void of_an_even_number_of_runs_the_median_is_the_mean_of_both_in_the_middle() {
        assertThat(Comparison.of("a", "", List.of(4.0, 1.0, 3.0, 2.0), List.of(1.0, 1.0, 1.0, 1.0))
                        .first()
                        .median())
                .isEqualTo(2.5);
    }

    @ParameterizedTest(name = "10 ± 0.5 and {0} ± {1}: {2}")
    @CsvSource({"11.1, 0.5, true", "11, 0.5, false", "8.9, 0.5, true", "11.1, 1, false", "12.1, 1, true"})
    void what_moves_by_more_than_twice_the_larger_spread_counts(double median, double spread, boolean counts) {
        var compared =
                Comparison.of("a", "ms", List.of(9.5, 10.0, 10.5), List.of(median - spread, median, median + spread));

        assertThat(compared.counts()).isEqualTo(counts);
    }

    @Test
    void where_the_machine_gets_slower_both_pairs_of_a_round_do_and_the_ratio_stays() {
        var compared = Comparison.of("a", "ms", List.of(10.0, 20.0, 40.0), List.of(5.0, 10.0, 20.0));

        assertThat(compared.ratio().median()).isEqualTo(0.5);
        assertThat(compared.ratio().spread()).isZero();
        assertThat(compared.counts()).isFalse();
    }

    @Test
    void one_run_has_no_spread_and_says_nothing() {
        assertThat(Comparison.of("a", "ms", List.of(10.0), List.of(5.0)).counts())
                .isFalse();
    }

    @Test
    void what_the_first_variant_has_none_of_has_no_ratio() {
        var compared = Comparison.of("a", "", List.of(0.0, 0.0), List.of(1.0, 1.0));

        assertThat(compared.ratio().median()).isNaN();
        assertThat(compared.counts()).isTrue();
    }

    @Test
    void rounds_have_a_run_of_both() {
        assertThatThrownBy(() -> Comparison.of("a", "", List.of(1.0), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
