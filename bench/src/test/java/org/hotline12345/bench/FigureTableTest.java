package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.hotline12345.bench.model.Figure;
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
}
