package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotline12345.events.WorkOrderState.PENDING_SIGN;
import static org.hotline12345.events.WorkOrderState.RETURNED;
import static org.hotline12345.events.WorkOrderState.SIGNED;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkOrderStatesTest {
    /** Every way there is: state, command, targets. */
    @ParameterizedTest
    @CsvSource({
        "PENDING_SIGN, SIGN, SIGNED",
        "PENDING_SIGN, REQUEST_RETURN, RETURN_REQUESTED",
        "SIGNED, REQUEST_RETURN, RETURN_REQUESTED",
        "SIGNED, REQUEST_EXTENSION, SIGNED",
        "SIGNED, ASK_CO_UNIT, SIGNED",
        "SIGNED, HAND_DOWN, SIGNED",
        "SIGNED, SUBMIT_REPLY, REPLY_IN_REVIEW REPLY_IN_SIGN_OFF",
        "RETURN_REQUESTED, DECIDE_RETURN, PENDING_SIGN RETURNED SIGNED",
        "REPLY_IN_REVIEW, REVIEW, REPLY_IN_SIGN_OFF SIGNED",
        "REPLY_IN_SIGN_OFF, SIGN_OFF, REPLIED REPLY_IN_CENTRE_REVIEW SIGNED",
        "REPLY_IN_CENTRE_REVIEW, CENTRE_REVIEW, REPLIED SIGNED",
        "REPLY_IN_REVIEW, TAKE_BACK, SIGNED",
        "REPLY_IN_SIGN_OFF, TAKE_BACK, SIGNED",
        "REPLIED, CORRECT, REPLIED",
        "MERGED, ANSWER_WITH_LEAD, REPLIED"
    })
    void ways_of_a_work_order(WorkOrderState from, WorkOrderCommand command, String targets) {
        assertThat(WorkOrderStates.targets(from, command))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(targets.split(" "));
    }

    @Test
    void there_are_no_other_ways() {
        long ways = Arrays.stream(WorkOrderState.values())
                .mapToLong(state -> WorkOrderStates.allowed(state).size())
                .sum();
        // 15 above, and 9 that every open state has
        assertThat(ways).isEqualTo(15 + 9L * WorkOrderStates.OPEN.size());
    }

    @ParameterizedTest
    @EnumSource(WorkOrderState.class)
    void open_orders_can_be_withdrawn_recalled_merged_read_instructed_assigned_handed_back_and_given_time(
            WorkOrderState state) {
        var always = Map.of(
                WorkOrderCommand.WITHDRAW, Set.of(WorkOrderState.WITHDRAWN),
                WorkOrderCommand.MERGE, Set.of(WorkOrderState.MERGED),
                WorkOrderCommand.RECALL, Set.of(WorkOrderState.RECALLED),
                WorkOrderCommand.REDIRECT, Set.of(WorkOrderState.RECALLED),
                WorkOrderCommand.INSTRUCT, Set.of(state),
                WorkOrderCommand.MARK_READ, Set.of(state),
                WorkOrderCommand.ASSIGN, Set.of(state),
                WorkOrderCommand.HAND_BACK, Set.of(state),
                WorkOrderCommand.DECIDE_EXTENSION, Set.of(state));
        always.forEach((command, targets) -> assertThat(WorkOrderStates.targets(state, command))
                .isEqualTo(WorkOrderStates.isOpen(state) ? targets : Set.of()));
    }

    @Test
    void what_is_finished_returned_or_withdrawn_stays_so() {
        for (var state : new WorkOrderState[] {WorkOrderState.REPLIED, RETURNED, WorkOrderState.WITHDRAWN}) {
            assertThat(WorkOrderStates.allowed(state))
                    .allSatisfy(command ->
                            assertThat(WorkOrderStates.targets(state, command)).containsExactly(state));
            assertThat(WorkOrderStates.isOpen(state)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REPLY_IN_REVIEW, REVIEW TAKE_BACK",
        "REPLY_IN_SIGN_OFF, SIGN_OFF TAKE_BACK",
        "REPLY_IN_CENTRE_REVIEW, CENTRE_REVIEW"
    })
    void of_a_correction_only_its_step_is_taken(WorkOrderState step, String commands) {
        assertThat(WorkOrderStates.allowedInCorrection(step))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(commands.split(" "));
    }

    @ParameterizedTest
    @EnumSource(WorkOrderState.class)
    void a_reply_waits_for_somebody_while_it_is_reviewed_signed_off_or_looked_at_by_the_centre(WorkOrderState state) {
        assertThat(WorkOrderStates.isReplyStep(state))
                .isEqualTo(Set.of("REPLY_IN_REVIEW", "REPLY_IN_SIGN_OFF", "REPLY_IN_CENTRE_REVIEW")
                        .contains(state.name()));
    }

    @Test
    void a_way_that_does_not_exist_is_not_gone() {
        assertThat(WorkOrderStates.move(PENDING_SIGN, WorkOrderCommand.SIGN, SIGNED))
                .isEqualTo(SIGNED);
        assertThatThrownBy(() -> WorkOrderStates.move(PENDING_SIGN, WorkOrderCommand.SIGN, RETURNED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SIGN");
    }
}
