package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    @Test
    void quoted_values_hold_separators_quotes_tabs_and_line_breaks() throws IOException {
        List<CsvReader.Entry> rows = read("\uFEFFid,text\r\n1,\"a, \"\"b\"\"\r\nc\td\"\r\n2,e\r\n");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).row().values())
                .containsEntry("text", "a, \"b\"\r\nc\td")
                .containsEntry("id", "1");
        assertThat(rows.get(1).row().line()).isEqualTo(4);
        assertThat(rows.get(1).row().number()).isEqualTo(2);
    }

    @Test
    void a_row_of_the_wrong_width_is_given_out_as_malformed_and_the_next_is_read() throws IOException {
        List<CsvReader.Entry> rows = read("a,b\n1\n2,3\n4,5,6\n");
        assertThat(rows.get(0).malformed().reason().en()).isEqualTo("line 2 has 1 values, the header 2");
        assertThat(rows.get(1).row().value("b")).isEqualTo("3");
        assertThat(rows.get(2).malformed().code()).isEqualTo("malformed");
        assertThat(rows.get(2).number()).isEqualTo(3);
    }

    @Test
    void blank_lines_are_no_rows_and_the_last_line_needs_no_end() throws IOException {
        List<CsvReader.Entry> rows = read("a,b\n\n1,2\n\r\n3,");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).row().value("b")).isEmpty();
    }

    @Test
    void values_are_given_without_spaces_at_both_ends() throws IOException {
        assertThat(read("a\n\" \u3000\t 停水 了\u00A0\n\"\n").get(0).row().value("a"))
                .isEqualTo("停水 了");
    }

    @Test
    void an_empty_file_and_a_column_that_stands_twice_are_refused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("a,a\n1,2\n")).hasMessageContaining("twice");
    }

    private static List<CsvReader.Entry> read(String file) throws IOException {
        List<CsvReader.Entry> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(new StringReader(file), ',')) {
            for (CsvReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
                rows.add(entry);
            }
        }
        return rows;
    }
}
