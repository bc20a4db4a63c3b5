package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void a_rate_that_falls_and_a_time_that_rises_are_both_worse() {
        List<Growth> rows = Growth.of(
                List.of(Figure.plain("lifecycle.lives", 100, "/s"), Figure.plain("lifecycle.cpu", 10, "ms")),
                List.of(Figure.plain("lifecycle.lives", 95, "/s"), Figure.plain("lifecycle.cpu", 20, "ms")));

        assertThat(rows)
                .containsExactly(
                        new Growth("lifecycle.lives", "/s", 100, 95, 0.95, true),
                        new Growth("lifecycle.cpu", "ms", 10, 20, 0.5, false));
    }

    @Test
    void what_makes_up_others_and_what_the_machine_does_is_not_judged() {
        List<Growth> rows = Growth.of(
                List.of(
                        Figure.plain("life.cpu.postgres", 4, "ms"),
                        Figure.plain("raw.two-inserts.pgbench.c16.before", 3_000, "/s"),
                        Figure.plain("cases", 500, "cases")),
                List.of(
                        Figure.plain("life.cpu.postgres", 8, "ms"),
                        Figure.plain("raw.two-inserts.pgbench.c16.before", 1_500, "/s"),
                        Figure.plain("cases", 1_000_000, "cases")));

        assertThat(rows).extracting(Growth::ratio).containsExactly(0.5, 0.5, null);
        assertThat(rows).extracting(Growth::pass).containsOnlyNulls();
    }

    @Test
    void a_figure_that_one_of_both_lacks_is_left_out_and_of_two_of_a_name_the_first_counts() {
        List<Growth> rows = Growth.of(
                List.of(
                        Figure.plain("query.status.p95", 4, "ms"),
                        Figure.plain("query.status.p95", 9, "ms"),
                        Figure.plain("life.cpu.other", 1, "ms")),
                List.of(Figure.plain("query.status.p95", 4, "ms"), Figure.plain("query.status.p95", 1, "ms")));

        assertThat(rows).containsExactly(new Growth("query.status.p95", "ms", 4, 4, 1.0, true));
    }

    @Test
    void of_a_figure_without_a_value_nothing_is_said() {
        List<Growth> rows = Growth.of(
                List.of(Figure.plain("query.status.p95", Double.NaN, "ms")),
                List.of(Figure.plain("query.status.p95", 4, "ms")));

        assertThat(rows).extracting(Growth::pass).containsOnlyNulls();
    }
}
