package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.DISPATCHER;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.dispatch.cases.model.Sample.told;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.CaseChanges.TriageLine;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

/** A dispatcher gives a case that waits for it to a unit, or asks the agent back first. */
class TriageDecisionTest {
    private static final UUID QUESTION = new UUID(5, 1);

    private final DispatchCase of = Sample.waiting(1);
    private final CaseSet set = Sample.set(of);

    @Test
    void a_case_goes_where_the_dispatcher_says_and_waits_no_longer() {
        var order = of.decideTriage(new TriageChoice("LIGHT", List.of("POOL"), "LIGHT", "路灯杆下漏水", false), DISPATCHER);

        assertThat(of.waiting()).isNull();
        assertThat(of.open()).isSameAs(order);
        assertThat(told(set))
                .containsExactly(new CaseDispatched(
                        of.id(),
                        order.id(),
                        1,
                        DispatchCause.FIRST,
                        "LIGHT",
                        List.of("POOL"),
                        "LIGHT",
                        "A1",
                        DecidedBy.CLERK,
                        "派单员选定：市路灯管理处。路灯杆下漏水",
                        null,
                        null,
                        null,
                        NOW,
                        List.of(),
                        0));
        assertThat(set.changes().triage())
                .containsExactly(new TriageLine(of.id(), NOW, "anna", TriageEntry.Outcome.DISPATCHED, 0));
        assertThat(set.changes().orders()).containsExactly(order);
        assertThat(set.changes().events()).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo("anna");
            assertThat(event.imported()).isFalse();
        });
    }

    @Test
    void without_a_category_of_the_dispatcher_that_of_the_registration_counts_and_an_empty_note_says_nothing() {
        var order = of.decideTriage(new TriageChoice("LIGHT", null, null, " ", false), DISPATCHER);
        assertThat(order.assignment().category()).isEqualTo("WATER");
        assertThat(order.assignment().area()).isEqualTo("A1");
        assertThat(order.assignment().reason()).isEqualTo("派单员选定：市路灯管理处");
        assertThat(order.coUnits()).isEmpty();
    }

    @Test
    void the_order_follows_the_one_after_which_the_case_came_to_wait() {
        var again = Sample.live(1);
        again.add(Sample.order(again, "WATER", WorkOrderState.REPLIED).made());
        again.waits(
                new TriageEntry.Waiting(2, DispatchCause.REWORK, again.latest().id(), THEN));
        Sample.set(again);

        var order = again.decideTriage(to("LIGHT"), DISPATCHER);

        assertThat(order.round()).isEqualTo(2);
        assertThat(order.assignment().cause()).isEqualTo(DispatchCause.REWORK);
        assertThat(order.assignment().previousId())
                .isEqualTo(again.orders().get(0).id());
        assertThat(order.assignment().reason()).isEqualTo("派单员选定：市路灯管理处");
    }

    @Test
    void a_unit_that_returned_the_case_gets_it_only_where_the_dispatcher_says_that_it_goes_back() {
        of.add(Sample.order(of, "LIGHT", WorkOrderState.RETURNED).made());

        assertRefused(() -> of.decideTriage(to("LIGHT"), DISPATCHER)).isEqualTo(new Refusal.ReturnedBefore("LIGHT"));
        assertThat(of.waiting()).isNotNull();
        assertThat(told(set)).isEmpty();

        var order = of.decideTriage(new TriageChoice("LIGHT", null, null, null, true), DISPATCHER);
        assertThat(order.unit()).isEqualTo("LIGHT");
    }

    @Test
    void what_no_longer_waits_is_not_decided_again() {
        of.decideTriage(to("LIGHT"), DISPATCHER);
        assertRefused(() -> of.decideTriage(to("WATER"), DISPATCHER)).isEqualTo(new Refusal.WrongState("PENDING_SIGN"));
        assertThat(of.orders()).hasSize(1);
    }

    @Test
    void what_never_waited_says_where_it_stands() {
        var registered = Sample.live(1);
        Sample.set(registered);
        assertRefused(() -> registered.decideTriage(to("LIGHT"), DISPATCHER))
                .isEqualTo(new Refusal.WrongState("REGISTERED"));
        var ended = Sample.ended(2, "WITHDRAWN");
        ended.add(Sample.order(ended, "LIGHT", WorkOrderState.SIGNED).made());
        Sample.set(ended);
        assertRefused(() -> ended.askBack(QUESTION, "哪里？", DISPATCHER)).isEqualTo(new Refusal.WrongState("WITHDRAWN"));
    }

    @Test
    void a_group_is_not_given_to_a_unit_that_one_of_its_citizens_accuses_nor_to_one_below() {
        var member = Sample.live(Sample.facts(2, "WATER"));
        member.isMemberOf(of);
        var both = Sample.set(of, member);

        assertRefused(() -> of.decideTriage(to("POOL"), DISPATCHER))
                .isEqualTo(new Refusal.UnitIsAccused("unit", "POOL", 1));
        assertThat(told(both)).isEmpty();
    }

    @Test
    void a_group_goes_to_a_unit_that_none_of_its_citizens_accuses() {
        var member = Sample.live(Sample.facts(2, "WATER"));
        member.isMemberOf(of);
        Sample.set(of, member);
        assertThat(of.decideTriage(to("LIGHT"), DISPATCHER).unit()).isEqualTo("LIGHT");
    }

    @Test
    void a_clock_that_is_behind_decides_no_earlier_than_the_case_came_to_wait() {
        var late = new Act(THEN.minusSeconds(5), "anna", false);
        var order = of.decideTriage(to("LIGHT"), late);
        assertThat(order.dispatchedAt()).isEqualTo(THEN);
        assertThat(set.changes().triage()).extracting(TriageLine::decidedAt).containsExactly(THEN);
    }

    @Test
    void history_that_is_told_in_the_wrong_order_is_refused() {
        var importer = new Act(THEN.minusSeconds(5), "importer", true);
        assertRefused(() -> of.decideTriage(to("LIGHT"), importer)).isEqualTo(new Refusal.BeforeLastEvent(THEN));
        assertThat(of.waiting()).isNotNull();
    }

    @Test
    void nobody_is_told_of_what_an_importer_decided_or_of_a_case_that_was_moved_in() {
        of.decideTriage(to("LIGHT"), new Act(NOW, "importer", true));
        assertThat(set.changes().events())
                .singleElement()
                .satisfies(event -> assertThat(event.imported()).isTrue());
        var movedIn = Sample.waiting(Sample.movedIn(2));
        var other = Sample.set(movedIn);
        movedIn.decideTriage(to("LIGHT"), DISPATCHER);
        assertThat(other.changes().events())
                .singleElement()
                .satisfies(event -> assertThat(event.imported()).isTrue());
    }

    @Test
    void the_agent_is_asked_back_before_the_case_is_decided() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);

        assertThat(question)
                .isEqualTo(new TriageQuestion(QUESTION, of.id(), "哪个小区？", "anna", NOW, null, null, null, null));
        assertThat(of.waiting()).isEqualTo(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, THEN, QUESTION, NOW));
        assertThat(told(set)).containsExactly(new TriageQuestionAsked(of.id(), QUESTION, "哪个小区？", "anna", NOW));
        assertThat(set.changes().triage()).as("it keeps its place in the queue").isEmpty();
    }

    @Test
    void nobody_asks_twice_before_there_is_an_answer() {
        of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        assertRefused(() -> of.askBack(new UUID(5, 2), "几楼？", DISPATCHER))
                .isEqualTo(new Refusal.WrongState("ASKED_BACK"));
        assertThat(of.waiting().questionId()).isEqualTo(QUESTION);
        assertThat(told(set)).hasSize(1);
    }

    @Test
    void what_the_agent_learnt_belongs_to_the_case_and_it_waits_for_the_dispatcher_again_on_its_old_place() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        var answered = of.answerBack(question, true, "幸福小区", agent(NOW.plusSeconds(60)));

        assertThat(answered)
                .isEqualTo(new TriageQuestion(
                        QUESTION, of.id(), "哪个小区？", "anna", NOW, true, "幸福小区", "wen", NOW.plusSeconds(60)));
        assertThat(of.waiting()).isEqualTo(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, THEN));
        assertThat(told(set))
                .containsExactly(
                        new TriageQuestionAsked(of.id(), QUESTION, "哪个小区？", "anna", NOW),
                        new TriageQuestionAnswered(of.id(), QUESTION, true, "幸福小区", "wen", NOW.plusSeconds(60)));
        assertThat(set.changes().notes())
                .containsExactly(new Note(QUESTION, of.id(), Note.Kind.SUPPLEMENT, "幸福小区", NOW.plusSeconds(60)));
    }

    @Test
    void that_it_cannot_be_learnt_is_an_answer_and_no_word_of_the_citizen() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        var answered = of.answerBack(question, false, "打不通", agent(NOW.plusSeconds(60)));
        assertThat(answered.learnt()).isFalse();
        assertThat(of.waiting().questionId()).isNull();
        assertThat(set.changes().notes()).isEmpty();
        assertThat(told(set))
                .last()
                .isInstanceOfSatisfying(
                        TriageQuestionAnswered.class,
                        event -> assertThat(event.learnt()).isFalse());
    }

    @Test
    void what_the_agent_learnt_may_speak_of_a_risk() {
        var question = of.askBack(QUESTION, "怎么了？", DISPATCHER);
        of.answerBack(question, true, "他说要跳楼", agent(NOW.plusSeconds(60)));
        assertThat(set.changes().risks()).hasSize(1);
        assertThat(of.priority()).isEqualTo(2);
    }

    @Test
    void nobody_answers_twice() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        var answered = of.answerBack(question, true, "幸福小区", agent(NOW));
        assertRefused(() -> of.answerBack(answered, true, "不对", agent(NOW)))
                .isEqualTo(new Refusal.WrongState("ANSWERED_BACK"));
        assertThat(told(set)).hasSize(2);
    }

    @Test
    void an_answer_to_another_question_than_the_open_one_is_refused() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        var other = TriageQuestion.asked(new UUID(5, 2), of.id(), "几楼？", "anna", NOW);
        assertRefused(() -> of.answerBack(other, true, "三楼", agent(NOW)))
                .isEqualTo(new Refusal.WrongState("REGISTERED"));
        assertThat(of.waiting().questionId()).isEqualTo(question.id());
    }

    @Test
    void a_case_decided_meanwhile_needs_no_answer() {
        var question = of.askBack(QUESTION, "哪个小区？", DISPATCHER);
        of.decideTriage(to("LIGHT"), DISPATCHER);
        assertRefused(() -> of.answerBack(question, true, "幸福小区", agent(NOW)))
                .isEqualTo(new Refusal.WrongState("PENDING_SIGN"));
        assertThat(set.changes().notes()).isEmpty();
    }

    @Test
    void a_case_is_not_asked_about_before_it_waited_nor_answered_before_it_was_asked() {
        var question = of.askBack(QUESTION, "哪个小区？", new Act(THEN.minusSeconds(9), "anna", false));
        assertThat(question.askedAt()).isEqualTo(THEN);
        var answered = of.answerBack(question, false, "打不通", agent(THEN.minusSeconds(1)));
        assertThat(answered.answeredAt()).isEqualTo(THEN);
    }

    @Test
    void dispatchers_see_cases_with_a_risk_first_then_emergencies() {
        var ordinary = Sample.live(1);
        var urgent = Sample.live(Sample.facts(2, Urgency.URGENT));
        var emergency = Sample.live(Sample.facts(3, Urgency.EMERGENCY));
        var risky = Sample.live(4);
        risky.isRisky();
        var both = Sample.live(Sample.facts(5, Urgency.EMERGENCY));
        both.isRisky();
        assertThat(List.of(ordinary, urgent, emergency, risky, both))
                .extracting(DispatchCase::priority)
                .containsExactly(0, 0, 1, 2, 3);
    }

    private static Act agent(Instant at) {
        return new Act(at, "wen", false);
    }

    private static TriageChoice to(String unit) {
        return new TriageChoice(unit, List.of(), null, null, false);
    }
}
