package org.hotline12345.chassis.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void office_programs_see_utf_8_and_every_line_ends_the_same_way() {
        String table = Csv.table(List.of("单位", "总分"), List.of(Arrays.asList("住建局", new BigDecimal("12.5"))));

        assertThat(table).isEqualTo("\uFEFF单位,总分\r\n住建局,12.5\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-1", "@cmd", "\tx", "=HYPERLINK(1)", "\uFF1D1"})
    void no_cell_is_run_as_a_formula(String cell) {
        assertThat(Csv.table(List.of("a"), List.of(List.of(cell)))).contains("\r\n'" + cell);
    }

    @Test
    void commas_quotes_and_line_breaks_are_quoted() {
        assertThat(Csv.table(List.of("a"), List.of(List.of("x,\"y\"\nz")))).endsWith("\"x,\"\"y\"\"\nz\"\r\n");
    }

    @Test
    void times_are_to_the_second_with_their_offset() {
        assertThat(Csv.line(List.of(OffsetDateTime.parse("2026-11-27T09:05:07.123+08:00"))))
                .isEqualTo("2026-11-27T09:05:07+08:00\r\n");
    }

    @Test
    void numbers_stay_numbers_and_nothing_stays_empty() {
        assertThat(Csv.table(List.of("a", "b", "c"), List.of(Arrays.asList(-3, null, ""))))
                .endsWith("\r\n-3,,\r\n");
    }
}
