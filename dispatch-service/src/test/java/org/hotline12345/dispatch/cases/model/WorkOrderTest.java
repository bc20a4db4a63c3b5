package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.events.WorkOrderState.MERGED;
import static org.hotline12345.events.WorkOrderState.PENDING_SIGN;
import static org.hotline12345.events.WorkOrderState.RECALLED;
import static org.hotline12345.events.WorkOrderState.REPLIED;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_CENTRE_REVIEW;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_REVIEW;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_SIGN_OFF;
import static org.hotline12345.events.WorkOrderState.RETURNED;
import static org.hotline12345.events.WorkOrderState.RETURN_REQUESTED;
import static org.hotline12345.events.WorkOrderState.SIGNED;
import static org.hotline12345.events.WorkOrderState.WITHDRAWN;

import java.util.Arrays;
import java.util.List;
import org.hotline12345.dispatch.cases.model.WorkOrder.Assignee;
import org.hotline12345.dispatch.cases.model.WorkOrder.Signature;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a unit does with an order, and what is done to it, step by step. */
class WorkOrderTest {
    @Test
    void the_unit_that_signs_has_the_order_from_then_on() {
        var order = stored(PENDING_SIGN);
        assertThat(order.signature()).isNull();

        order.sign("li", NOW);

        assertThat(order.state()).isEqualTo(SIGNED);
        assertThat(order.signature()).isEqualTo(new Signature(NOW, "li"));
        assertThat(order.lastEventAt()).isEqualTo(NOW);
        assertThat(order.isOpen()).isTrue();
        assertThat(order.dispatchedAt()).isEqualTo(THEN);
    }

    @Test
    void what_the_state_does_not_allow_is_refused_with_what_it_does() {
        var order = stored(SIGNED);

        assertThat(order.allows(WorkOrderCommand.SIGN)).isFalse();
        assertRefused(() -> order.sign("wang", NOW)).isInstanceOfSatisfying(Refusal.WrongState.class, why -> {
            assertThat(why.state()).isEqualTo("SIGNED");
            assertThat(why.allowed())
                    .contains(WorkOrderCommand.SUBMIT_REPLY, WorkOrderCommand.REQUEST_RETURN)
                    .doesNotContain(WorkOrderCommand.SIGN, WorkOrderCommand.DECIDE_RETURN);
            assertThat(why.caseId()).isNull();
        });
        assertThat(order.signature()).isEqualTo(new Signature(THEN, "li"));
        assertThat(order.isChanged()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkOrderState.class,
            names = {"RETURNED", "RECALLED", "WITHDRAWN"})
    void of_an_order_that_is_over_nothing_can_be_asked_any_more(WorkOrderState over) {
        var order = stored(over);
        assertThat(order.isOpen()).isFalse();
        assertThat(WorkOrderCommand.values()).noneMatch(order::allows);
        assertRefused(() -> order.assign("li", "head", NOW)).isEqualTo(new Refusal.WrongState(over.name()));
    }

    @Test
    void whatever_one_transaction_does_the_version_rises_by_one() {
        var order = stored(PENDING_SIGN);
        order.sign("li", NOW);
        order.assign("wang", "li", NOW);

        assertThat(order.version()).isEqualTo(4);
        assertThat(order.storedVersion()).isEqualTo(3);
        assertThat(order.isChanged()).isTrue();
        assertThat(order.isNew()).isFalse();
    }

    @Test
    void an_order_that_nobody_touched_keeps_its_version_and_is_not_stored_again() {
        var order = stored(SIGNED);
        assertThat(order.isChanged()).isFalse();
        assertThat(order.version()).isEqualTo(3);
        assertThat(order.storedVersion()).isEqualTo(3);
    }

    @Test
    void who_of_the_unit_handles_it_is_said_without_changing_where_it_stands() {
        var order = stored(REPLY_IN_REVIEW);
        order.assign("wang", "head", NOW);
        assertThat(order.state()).isEqualTo(REPLY_IN_REVIEW);
        assertThat(order.assignee()).isEqualTo(new Assignee("wang", "head", NOW));
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void a_leader_reads_no_order_that_is_over() {
        var order = stored(WITHDRAWN);
        assertRefused(() -> order.markRead(NOW)).isEqualTo(new Refusal.WrongState("WITHDRAWN"));
        assertRefused(() -> order.instruct(NOW)).isEqualTo(new Refusal.WrongState("WITHDRAWN"));
        assertThat(order.instructionStanding()).isEqualTo(InstructionStanding.NOT_NEEDED);
    }

    @Test
    void handed_down_it_is_read_below_and_the_lead_stays_responsible() {
        var order = stored(SIGNED);
        order.assign("wang", "head", THEN);
        order.handDown("POOL", NOW);

        assertThat(order.state()).isEqualTo(SIGNED);
        assertThat(order.unit()).isEqualTo("WATER");
        assertThat(order.handlingUnit()).isEqualTo("POOL");
        assertThat(order.handler()).isEqualTo("POOL");
        assertThat(order.readers()).containsExactly("POOL");
        assertThat(order.assignee())
                .as("who of POOL handles it is for POOL to say")
                .isNull();
        assertThat(order.leftUnit()).isNull();
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void handed_on_it_leaves_the_list_of_the_unit_that_had_it() {
        var order = below("POOL");
        order.handDown("WELL", NOW);
        assertThat(order.handler()).isEqualTo("WELL");
        assertThat(order.readers()).containsExactly("WELL");
        assertThat(order.leftUnit()).isEqualTo("POOL");
    }

    @Test
    void handed_back_the_lead_handles_it_and_the_unit_below_reads_it_no_more() {
        var order = below("POOL");
        order.handBack("WATER", NOW);
        assertThat(order.handlingUnit()).isNull();
        assertThat(order.handler()).isEqualTo("WATER");
        assertThat(order.readers()).isEmpty();
        assertThat(order.leftUnit()).isEqualTo("POOL");
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void a_unit_that_co_handles_reads_it_once_and_goes_on_reading_when_it_is_handed_back() {
        var of = Sample.live(1);
        var order = Sample.order(of, "WATER", SIGNED)
                .with("POOL", "LIGHT")
                .handledBy("POOL")
                .made();
        assertThat(order.readers()).containsExactly("POOL", "LIGHT");

        order.handBack("WATER", NOW);

        assertThat(order.readers()).containsExactly("POOL", "LIGHT");
        assertThat(order.leftUnit()).isNull();
    }

    @Test
    void only_a_signed_order_is_handed_down_or_helped_with() {
        var order = stored(PENDING_SIGN);
        assertRefused(() -> order.handDown("POOL", NOW)).isInstanceOf(Refusal.WrongState.class);
        assertRefused(() -> order.askCoUnit("LIGHT", NOW)).isInstanceOf(Refusal.WrongState.class);
        assertThat(order.handlingUnit()).isNull();
        assertThat(order.coUnits()).isEmpty();
    }

    @Test
    void who_is_asked_for_an_opinion_sees_the_order_from_then_on() {
        var order = stored(SIGNED);
        order.askCoUnit("LIGHT", NOW);
        order.askCoUnit("LIGHT", NOW.plusSeconds(1));

        assertThat(order.coUnits()).containsExactly("LIGHT");
        assertThat(order.readers()).containsExactly("LIGHT");
        assertThat(order.state()).isEqualTo(SIGNED);
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void more_time_is_asked_for_by_who_signed_and_granted_whatever_the_reply_waits_for() {
        var unsigned = stored(PENDING_SIGN);
        assertRefused(() -> unsigned.note(WorkOrderCommand.REQUEST_EXTENSION, NOW))
                .isInstanceOf(Refusal.WrongState.class);
        var reviewed = stored(REPLY_IN_SIGN_OFF);
        reviewed.note(WorkOrderCommand.DECIDE_EXTENSION, NOW);
        assertThat(reviewed.state()).isEqualTo(REPLY_IN_SIGN_OFF);
        assertThat(reviewed.version()).isEqualTo(4);
        assertThat(reviewed.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void a_granted_return_ends_the_order() {
        var order = stored(PENDING_SIGN);
        order.requestReturn(NOW);
        assertThat(order.state()).isEqualTo(RETURN_REQUESTED);
        assertThat(order.isOpen())
                .as("until somebody rules the unit is responsible")
                .isTrue();

        order.decideReturn(true, NOW.plusSeconds(60));

        assertThat(order.state()).isEqualTo(RETURNED);
        assertThat(order.isOpen()).isFalse();
        assertThat(order.endedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(order.finishedAt()).isNull();
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"PENDING_SIGN", "SIGNED"})
    void a_refused_return_leaves_the_order_signed_or_not_as_it_was(WorkOrderState before) {
        var order = stored(before);
        order.requestReturn(NOW);
        order.decideReturn(false, NOW.plusSeconds(60));
        assertThat(order.state()).isEqualTo(before);
        assertThat(order.endedAt()).isNull();
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void nobody_returns_an_order_whose_reply_is_under_way_or_rules_on_what_was_not_asked() {
        assertRefused(() -> stored(REPLY_IN_REVIEW).requestReturn(NOW)).isInstanceOf(Refusal.WrongState.class);
        assertRefused(() -> stored(SIGNED).decideReturn(true, NOW)).isInstanceOf(Refusal.WrongState.class);
        assertRefused(() -> stored(SIGNED).decideReturn(false, NOW)).isInstanceOf(Refusal.WrongState.class);
    }

    @Test
    void an_order_is_taken_from_its_unit_with_a_reply_under_review_and_never_behind_an_issued_one() {
        var order = stored(REPLY_IN_REVIEW);
        order.recall(WorkOrderCommand.RECALL, NOW);
        assertThat(order.state()).isEqualTo(RECALLED);
        assertThat(order.endedAt()).isEqualTo(NOW);
        assertThat(order.lastEventAt()).isEqualTo(NOW);

        var answered = stored(REPLIED);
        assertRefused(() -> answered.recall(WorkOrderCommand.RECALL, NOW)).isInstanceOf(Refusal.WrongState.class);
        assertThat(answered.endedAt()).isEqualTo(THEN);
    }

    @Test
    void a_reply_that_passed_all_its_steps_finishes_the_order() {
        var order = stored(SIGNED);
        order.replyMoved(WorkOrderCommand.SUBMIT_REPLY, REPLY_IN_REVIEW, THEN.plusSeconds(1));
        order.replyMoved(WorkOrderCommand.REVIEW, REPLY_IN_SIGN_OFF, THEN.plusSeconds(2));
        order.replyMoved(WorkOrderCommand.SIGN_OFF, REPLY_IN_CENTRE_REVIEW, THEN.plusSeconds(3));
        assertThat(order.finishedAt()).isNull();
        assertThat(order.endedAt()).isNull();

        order.replyMoved(WorkOrderCommand.CENTRE_REVIEW, REPLIED, NOW);

        assertThat(order.state()).isEqualTo(REPLIED);
        assertThat(order.isOpen()).isFalse();
        assertThat(order.finishedAt()).isEqualTo(NOW);
        assertThat(order.endedAt()).isEqualTo(NOW);
        assertThat(order.isAnsweredWithLead()).isFalse();
        assertThat(order.correction()).isNull();
    }

    @Test
    void a_reply_sent_back_leaves_the_order_with_who_signed_it() {
        var order = stored(REPLY_IN_SIGN_OFF);
        order.replyMoved(WorkOrderCommand.SIGN_OFF, SIGNED, NOW);
        assertThat(order.state()).isEqualTo(SIGNED);
        assertThat(order.finishedAt()).isNull();
        assertThat(order.signature()).isEqualTo(new Signature(THEN, "li"));
    }

    @Test
    void a_correction_goes_its_way_beside_the_reply_that_was_issued() {
        var order = stored(REPLIED);
        order.replyMoved(WorkOrderCommand.CORRECT, REPLY_IN_REVIEW, NOW);
        assertThat(order.state()).isEqualTo(REPLIED);
        assertThat(order.correction()).isEqualTo(REPLY_IN_REVIEW);
        assertThat(order.version()).isEqualTo(4);
        assertThat(order.allows(WorkOrderCommand.CORRECT))
                .as("one correction at a time")
                .isFalse();
        assertRefused(() -> order.replyMoved(WorkOrderCommand.SIGN_OFF, REPLIED, NOW))
                .isEqualTo(new Refusal.WrongState(
                        "REPLIED", List.of(WorkOrderCommand.TAKE_BACK, WorkOrderCommand.REVIEW), null));

        order.replyMoved(WorkOrderCommand.REVIEW, REPLY_IN_SIGN_OFF, NOW.plusSeconds(1));
        assertThat(order.correction()).isEqualTo(REPLY_IN_SIGN_OFF);
        order.replyMoved(WorkOrderCommand.SIGN_OFF, REPLIED, NOW.plusSeconds(2));

        assertThat(order.correction()).isNull();
        assertThat(order.state()).isEqualTo(REPLIED);
        assertThat(order.finishedAt())
                .as("the round was finished by the first reply")
                .isEqualTo(THEN);
        assertThat(order.endedAt()).isEqualTo(THEN);
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(order.allows(WorkOrderCommand.CORRECT)).isTrue();
    }

    @Test
    void a_correction_taken_back_leaves_the_first_reply_as_it_stands() {
        var order = Sample.order(Sample.live(1), "WATER", REPLIED)
                .correctionAt(REPLY_IN_SIGN_OFF)
                .made();
        order.replyMoved(WorkOrderCommand.TAKE_BACK, SIGNED, NOW);
        assertThat(order.correction()).isNull();
        assertThat(order.state()).isEqualTo(REPLIED);
        assertThat(order.version()).isEqualTo(4);
    }

    @Test
    void of_a_round_that_no_longer_stands_nothing_is_left_to_correct() {
        var corrected = Sample.order(Sample.live(1), "WATER", REPLIED)
                .correctionAt(REPLY_IN_REVIEW)
                .made();
        corrected.endCorrection();
        assertThat(corrected.correction()).isNull();
        assertThat(corrected.version()).isEqualTo(4);

        var finished = stored(REPLIED);
        finished.endCorrection();
        assertThat(finished.isChanged()).isFalse();
    }

    @Test
    void a_member_is_answered_when_its_lead_is_and_has_owed_nothing_since_the_merge() {
        var order = stored(PENDING_SIGN);
        order.merge(THEN.plusSeconds(60));
        assertThat(order.state()).isEqualTo(MERGED);
        assertThat(order.endedAt()).isEqualTo(THEN.plusSeconds(60));
        assertThat(order.isOpen()).isFalse();
        assertThat(order.isAnsweredWithLead()).isFalse();

        order.answerWithLead(NOW);

        assertThat(order.state()).isEqualTo(REPLIED);
        assertThat(order.finishedAt()).isEqualTo(NOW);
        assertThat(order.endedAt()).isEqualTo(THEN.plusSeconds(60));
        assertThat(order.isAnsweredWithLead()).isTrue();
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void only_a_merged_order_is_answered_with_another() {
        var order = stored(SIGNED);
        assertRefused(() -> order.answerWithLead(NOW)).isInstanceOf(Refusal.WrongState.class);
        assertThat(order.finishedAt()).isNull();
    }

    @Test
    void a_correction_of_the_lead_counts_for_the_member_and_never_turns_its_time_back() {
        var order = stored(REPLIED);
        order.correctedWithLead(NOW);
        assertThat(order.lastEventAt()).isEqualTo(NOW);
        assertThat(order.version()).isEqualTo(4);
        assertThat(order.finishedAt()).isEqualTo(THEN);

        order.correctedWithLead(THEN);
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkOrderState.class,
            names = {"PENDING_SIGN", "SIGNED", "RETURN_REQUESTED", "REPLY_IN_REVIEW", "REPLY_IN_SIGN_OFF"})
    void a_case_that_ended_elsewhere_ends_its_order_in_any_state(WorkOrderState state) {
        var order = stored(state);
        order.withdraw(NOW);
        assertThat(order.state()).isEqualTo(WITHDRAWN);
        assertThat(order.isOpen()).isFalse();
        assertThat(order.endedAt()).isEqualTo(NOW);
        assertThat(order.lastEventAt()).isEqualTo(NOW);
        assertThat(order.version()).isEqualTo(4);
    }

    @Test
    void an_end_that_was_said_before_what_happened_last_ends_it_then_without_turning_its_time_back() {
        var order =
                Sample.order(Sample.live(1), "WATER", SIGNED).lastEventAt(NOW).made();
        order.withdraw(THEN);
        assertThat(order.endedAt()).isEqualTo(THEN);
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void an_order_that_went_live_is_told_of_and_has_a_new_version() {
        var order = Sample.order(Sample.movedIn(1), "WATER", SIGNED).made();
        assertThat(order.imported()).isTrue();
        order.goLive();
        assertThat(order.imported()).isFalse();
        assertThat(order.version()).isEqualTo(4);
    }

    @Test
    void what_is_asked_about_an_order_names_it_its_unit_and_who_asked() {
        var order = stored(SIGNED);
        assertThat(Asked.of(order, "li", NOW)).isEqualTo(new Asked(order.id(), Sample.id(1), "WATER", "li", NOW));
    }

    @Test
    void every_command_has_a_word_of_its_own() {
        assertThat(Arrays.stream(WorkOrderCommand.values()).map(WorkOrderCommand::word))
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("[a-z-]+"));
        assertThat(WorkOrderCommand.MARK_READ.word()).isEqualTo("read-mark");
    }

    private static WorkOrder stored(WorkOrderState state) {
        return Sample.order(Sample.live(1), "WATER", state).made();
    }

    private static WorkOrder below(String unit) {
        return Sample.order(Sample.live(1), "WATER", SIGNED).handledBy(unit).made();
    }
}
