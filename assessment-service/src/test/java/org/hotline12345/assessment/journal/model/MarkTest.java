package org.hotline12345.assessment.journal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @Test
    void a_mark_is_written_and_read() {
        var mark = Mark.of(Map.of(3, 204L, 0, 17L), 5, List.of());

        assertThat(mark.text()).isEqualTo("0:17,3:204;d5");
        assertThat(Mark.parse(" 0:17,3:204;d5 ")).isEqualTo(mark);
        assertThat(mark.lastOf(3)).isEqualTo(204);
        assertThat(mark.lastOf(7)).isEqualTo(-1);
        assertThat(Mark.parse(";d0").offsets()).isEmpty();
    }

    @Test
    void what_was_parked_at_the_mark_does_not_count_however_often_it_is_replayed() {
        // F14
        var mark = Mark.of(
                Map.of(3, 204L, 0, 17L),
                5,
                List.of(new Mark.Place(3, 191), new Mark.Place(3, 180), new Mark.Place(3, 300), new Mark.Place(5, 1)));

        assertThat(mark.text()).isEqualTo("0:17,3:204;d5;p3:180,3:191");
        assertThat(Mark.parse(mark.text())).isEqualTo(mark);
        assertThat(mark.counts(3, 180)).isFalse();
        assertThat(mark.counts(3, 181)).isTrue();
        assertThat(mark.counts(3, 204)).isTrue();
        assertThat(mark.counts(3, 205)).isFalse();
        assertThat(mark.counts(5, 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0:17", "0:17;5", "a:1;d1", "0:-1;d1", "0:1,;d2", "0:1;d2;p", "0:1;d2;p3", "0:1;p3:1"})
    void what_is_no_mark_is_refused(String text) {
        assertThatThrownBy(() -> Mark.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
