package org.hotline12345.assessment.journal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @Test
    void a_mark_is_written_and_read() {
        var mark = Mark.of(Map.of(3, 204L, 0, 17L), 5);

        assertThat(mark.text()).isEqualTo("0:17,3:204;d5");
        assertThat(Mark.parse(" 0:17,3:204;d5 ")).isEqualTo(mark);
        assertThat(mark.lastOf(3)).isEqualTo(204);
        assertThat(mark.lastOf(7)).isEqualTo(-1);
        assertThat(Mark.parse(";d0").offsets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0:17", "0:17;5", "a:1;d1", "0:-1;d1", "0:1,;d2"})
    void what_is_no_mark_is_refused(String text) {
        assertThatThrownBy(() -> Mark.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
