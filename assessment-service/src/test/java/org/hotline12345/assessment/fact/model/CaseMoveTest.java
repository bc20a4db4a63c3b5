package org.hotline12345.assessment.fact.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseMoveTest {
    private static final UUID CASE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void a_case_moved_on_goes_from_the_first_unit_to_the_last() {
        assertThat(resolved(move("A", "B"), move("B", "C"))).containsExactlyInAnyOrder(move("A", "C"), move("B", "C"));
        assertThat(resolved(move("A", "B"), move("B", null)))
                .containsExactlyInAnyOrder(move("A", null), move("B", null));
    }

    @Test
    void a_case_that_comes_back_is_left_out() {
        assertThat(resolved(move("A", "B"), move("B", "A"))).contains(move("A", null));
    }

    @Test
    void there_is_one_move_for_each_case_and_unit() {
        var other = new CaseMove(OTHER, "A", null);

        assertThat(resolved(move("A", "B"), move("A", null), other)).containsExactlyInAnyOrder(move("A", null), other);
    }

    private static List<CaseMove> resolved(CaseMove... decided) {
        return CaseMove.resolved(List.of(decided));
    }

    private static CaseMove move(String from, String to) {
        return new CaseMove(CASE, from, to);
    }
}
