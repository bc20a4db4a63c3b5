package org.hotline12345.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextsTest {
    @Test
    void a_wrong_state_is_told_in_words_and_its_codes_stand_beside_them() {
        // U10
        var problem = Problem.wrongState("PENDING_SIGN", List.of("sign", "return-request"));

        assertThat(detail(problem, Language.ZH)).isEqualTo("当前状态为“待签收”，不能进行此操作，可以：签收、申请退单。");
        assertThat(detail(problem, Language.EN))
                .isEqualTo("It is waiting to be signed; possible now: sign, ask to return.");
        assertThat(problem.members())
                .containsEntry("state", "PENDING_SIGN")
                .containsEntry("allowed", List.of("sign", "return-request"));
    }

    @Test
    void where_nothing_is_possible_nothing_is_listed() {
        assertThat(detail(Problem.wrongState("CLOSED", List.of()), Language.ZH)).isEqualTo("当前状态为“已结束”，不能进行此操作。");
        assertThat(detail(Problem.wrongState("CLOSED", List.of()), Language.EN)).isEqualTo("It is closed.");
    }

    @Test
    void a_code_without_words_stands_as_it_is() {
        assertThat(detail(Problem.wrongState("ODD", List.of("oddly")), Language.EN))
                .isEqualTo("It is ODD; possible now: oddly.");
    }

    @ParameterizedTest
    @EnumSource(WorkOrderState.class)
    void every_state_of_a_work_order_has_words(WorkOrderState state) {
        assertThat(detail(Problem.wrongState(state.name(), List.of()), Language.ZH))
                .doesNotContain(state.name());
    }

    private static String detail(Problem problem, Language language) {
        return ProblemTexts.find(language, problem.type().slug() + ".detail", problem.args())
                .orElseThrow();
    }
}
