package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.language.Words;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    @Test
    void the_table_shows_figure_raw_limit_ratio_and_target() {
        String table = FigureTable.of(
                List.of(
                        Figure.shareOf("intake.paused.c64", 9_100, "/s", 13_000, 0.6),
                        Figure.atMost("query.ranking.p95", 61.5, "ms", null, 50),
                        Figure.atMost("feed.missing", 0, "changes", null, 0)),
                Words.in(Locale.ENGLISH));
        assertThat(table)
                .contains("intake.paused.c64", "9,100", "13,000", "0.700", "≥ ×0.60", "✓", "≤ 50.00", "✗", "≤ 0.00");
    }

    @Test
    void a_comparison_shows_both_medians_their_spreads_the_ratio_and_whether_it_counts() {
        String table = FigureTable.ofComparisons(
                List.of(
                        Comparison.of("life.cpu", "ms", List.of(33.0, 31.0, 32.0), List.of(16.5, 15.5, 16.0)),
                        Comparison.of("life.wal", "kB", List.of(100.0, 120.0), List.of(110.0, 121.0))),
                Words.in(Locale.ENGLISH));

        assertThat(table.lines().toList().get(1).split(" {2,}"))
                .containsExactly("life.cpu", "ms", "32.00", "1.00", "16.00", "0.50", "0.50", "0.00", "yes");
        assertThat(table.lines().toList().get(2)).doesNotContain("yes");
    }

    @Test
    void the_table_of_very_many_cases_shows_what_is_left_and_judges_some_of_it() {
        String table = FigureTable.ofGrowth(
                List.of(
                        new Growth("lifecycle.cpu", "ms", 20, 25, 0.8, false),
                        new Growth("life.cpu.postgres", "ms", 8, 9, 0.89, null),
                        Growth.alone(Figure.plain("fill.rate", 80, "/s"))),
                1_000_000,
                Words.in(Locale.ENGLISH));

        assertThat(table.lines().map(line -> line.strip().split(" {2,}")).toList())
                .containsExactly(
                        new String[] {"figure", "unit", "near-empty", "at 1,000,000 cases", "ratio", "target"},
                        new String[] {"lifecycle.cpu", "ms", "20.00", "25.00", "0.80", "≥ 0.90", "✗"},
                        new String[] {"life.cpu.postgres", "ms", "8.00", "9.00", "0.89"},
                        new String[] {"fill.rate", "/s", "–", "80.00"});
    }
}
