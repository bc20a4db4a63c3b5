package org.hotline12345.dispatch.masterdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void rows_know_the_line_on_which_they_start() {
        var table = CsvTable.parse("\uFEFFcode, name\r\nA,\"多\n行\"\n\nB,\"引\"\"号, 逗号\"\nC");
        assertThat(table.columns()).containsExactly("code", "name");
        assertThat(table.rows()).extracting(CsvTable.Row::line).containsExactly(2, 5, 6);
        assertThat(table.rows()).extracting(row -> row.text("name")).containsExactly("多\n行", "引\"号, 逗号", "");
        assertThat(table.rows().get(2).orNull("name")).isNull();
        assertThat(table.missing(List.of("code", "level"))).containsExactly("level");
    }

    @Test
    void nothing_is_a_table_without_columns() {
        assertThat(CsvTable.parse("").columns()).isEmpty();
        assertThat(CsvTable.parse("code\n").rows()).isEmpty();
    }

    /** S13 */
    @Test
    void a_file_of_quotes_or_of_commas_is_read_in_a_moment() {
        String quotes = "code\n" + "a\"".repeat(450_000);
        String commas = ",".repeat(300_000) + "\n" + "a\n".repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(CsvTable.parse(quotes).rows()).hasSize(1);
            assertThat(CsvTable.parse(commas).columns()).hasSize(100);
        });
    }

    @Test
    void a_cell_can_hold_a_list() {
        var row = CsvTable.parse("areas\n2201; 2202；;2201").rows().get(0);
        assertThat(row.list("areas")).containsExactly("2201", "2202");
        assertThat(row.list("absent")).isEmpty();
    }

    @Test
    void everything_wrong_with_a_row_is_said_with_its_column() {
        var reader = reader("code,name,level,parent,steps,flag,from", "坏 码,,PLANET,X,7,maybe,1.1.2026,zuviel");
        reader.code("code");
        reader.required("name", 10);
        reader.constant("level", UnitLevel.class, null);
        reader.known("parent", code -> false);
        reader.number("steps", 0, 1, 1);
        reader.flag("flag", true);
        reader.date("from", null);
        assertThat(reader.fine()).isFalse();
        assertThat(reader.problems())
                .extracting(ImportProblem::column)
                .containsExactly(null, "code", "name", "level", "parent", "steps", "flag", "from");
        assertThat(reader.problems()).allMatch(problem -> problem.line() == 2);
    }

    @Test
    void values_are_read_and_defaults_fill_what_is_empty() {
        var reader = reader("code,level,steps,flag,from,list,empty", "C-1,district,0,FALSE,2026-01-31,a;b,");
        assertThat(reader.code("code")).isEqualTo("C-1");
        assertThat(reader.constant("level", UnitLevel.class, null)).isEqualTo(UnitLevel.DISTRICT);
        assertThat(reader.number("steps", 0, 1, 1)).isZero();
        assertThat(reader.flag("flag", true)).isFalse();
        assertThat(reader.date("from", null)).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(reader.knownList("list", List.of("a", "b")::contains)).containsExactly("a", "b");
        assertThat(reader.list("list")).containsExactly("a", "b");
        assertThat(reader.number("empty", 0, 1, 1)).isEqualTo(1);
        assertThat(reader.flag("empty", true)).isTrue();
        assertThat(reader.constant("empty", UnitLevel.class, UnitLevel.CITY)).isEqualTo(UnitLevel.CITY);
        assertThat(reader.known("empty", code -> false)).isNull();
        assertThat(reader.fine()).isTrue();
        assertThat(reader.required("code", 2)).isEqualTo("C-1");
        assertThat(reader.problems()).hasSize(1);
    }

    private static RowReader reader(String columns, String row) {
        return new RowReader(CsvTable.parse(columns + "\n" + row).rows().get(0));
    }
}
