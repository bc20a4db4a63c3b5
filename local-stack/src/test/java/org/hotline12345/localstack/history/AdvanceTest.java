package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvanceTest {
    private final List<Integer> shown = new ArrayList<>();
    private final Advance advance = new Advance(shown::add);

    @Test
    void a_row_under_way_counts_for_what_is_done_of_it() {
        List<Advance.Row> rows = List.of(advance.row(), advance.row(), advance.row());
        rows.forEach(Advance.Row::step);
        assertThat(shown).last().isEqualTo(1);
        rows.forEach(Advance.Row::step);
        assertThat(shown).last().isEqualTo(2);
        rows.forEach(Advance.Row::end);
        assertThat(shown).last().isEqualTo(3);
    }

    @Test
    void a_row_counts_once_by_whatever_way_it_ends() {
        advance.row().end();
        Advance.Row refused = advance.row();
        refused.step();
        refused.end();
        assertThat(shown).last().isEqualTo(2);
    }
}
