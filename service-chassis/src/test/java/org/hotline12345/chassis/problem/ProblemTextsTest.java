package org.hotline12345.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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
    void of_what_is_possible_those_commands_are_told_that_a_role_gives() {
        // U10
        var givenBy = new LinkedHashMap<String, Set<String>>();
        givenBy.put("sign", Set.of("unit-handler"));
        givenBy.put("merge", Set.of("dispatcher"));
        givenBy.put("withdraw", Set.of());
        var problem =
                Problem.wrongState("PENDING_SIGN", givenBy).with("caseId", "C1").header("Retry-After", "1");

        Problem told = problem.toldTo("unit-handler"::equals);
        assertThat(told.members()).containsEntry("allowed", List.of("sign")).containsEntry("caseId", "C1");
        assertThat(told.headers()).containsEntry("Retry-After", "1");
        assertThat(detail(told, Language.ZH)).isEqualTo("当前状态为“待签收”，不能进行此操作，可以：签收。");
        assertThat(detail(problem.toldTo("supervisor"::equals), Language.ZH)).isEqualTo("当前状态为“待签收”，不能进行此操作。");
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
