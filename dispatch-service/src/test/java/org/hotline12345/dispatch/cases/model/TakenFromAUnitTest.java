package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.DISPATCHER;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.dispatch.cases.model.Sample.only;
import static org.hotline12345.dispatch.cases.model.Sample.told;

import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

/** A ruling on a return, and what is taken from a unit: where the case goes then. */
class TakenFromAUnitTest {
    private static final RoutingDecision.Dispatch TO_LIGHT =
            new RoutingDecision.Dispatch("LIGHT", List.of("POOL"), "LIGHT", "A1", DecidedBy.CLERK, "派单员改派", List.of());
    private static final List<RoutingCandidate> CANDIDATES = List.of(new RoutingCandidate("LIGHT", "LIGHT", 0.5, "相似"));
    private static final RoutingDecision.Triage TO_TRIAGE =
            new RoutingDecision.Triage("A1", "没有合适的单位", CANDIDATES, "m1");

    private final DispatchCase asked = Sample.with("WATER", 1, WorkOrderState.RETURN_REQUESTED);
    private final WorkOrder returned = asked.latest();
    private final DispatchCase handled = Sample.with("WATER", 2, WorkOrderState.REPLY_IN_REVIEW);
    private final WorkOrder taken = handled.latest();
    private final CaseSet set = Sample.set(asked, handled);

    @Test
    void a_granted_return_gives_the_case_to_the_next_unit_at_once_in_the_same_round() {
        var next = asked.decideReturn(returned, ruling(true, "LIGHT"), TO_LIGHT, DISPATCHER);

        assertThat(returned.state()).isEqualTo(WorkOrderState.RETURNED);
        assertThat(returned.endedAt()).isEqualTo(NOW);
        assertThat(asked.open()).isSameAs(next);
        assertThat(told(set))
                .containsExactly(
                        ruling(true, "LIGHT"),
                        new CaseDispatched(
                                asked.id(),
                                next.id(),
                                1,
                                DispatchCause.AFTER_RETURN,
                                "LIGHT",
                                List.of("POOL"),
                                "LIGHT",
                                "A1",
                                DecidedBy.CLERK,
                                "派单员改派",
                                null,
                                null,
                                returned.id(),
                                NOW,
                                List.of(),
                                0));
        assertThat(set.changes().orders()).containsExactly(returned, next);
    }

    @Test
    void where_nobody_knows_the_next_unit_a_granted_return_waits_for_a_dispatcher() {
        var next = asked.decideReturn(returned, ruling(true, null), TO_TRIAGE, DISPATCHER);

        assertThat(next).isNull();
        assertThat(asked.open()).isNull();
        assertThat(asked.waiting())
                .isEqualTo(new TriageEntry.Waiting(1, DispatchCause.AFTER_RETURN, returned.id(), NOW));
        assertThat(told(set))
                .containsExactly(ruling(true, null), new CaseSentToTriage(asked.id(), "没有合适的单位", CANDIDATES, NOW));
        assertThat(set.changes().intoTriage())
                .containsExactly(new TriageEntry(
                        asked.id(), "没有合适的单位", CANDIDATES, 1, DispatchCause.AFTER_RETURN, returned.id(), NOW, "m1"));
        assertThat(set.returners(List.of(asked.id())).isBack("WATER")).isTrue();
    }

    @Test
    void a_refused_return_leaves_the_case_to_the_unit_that_was_first() {
        var next = asked.decideReturn(returned, ruling(false, null), null, DISPATCHER);

        assertThat(next).isNull();
        assertThat(asked.open()).isSameAs(returned);
        assertThat(returned.state()).isEqualTo(WorkOrderState.SIGNED);
        assertThat(asked.waiting()).isNull();
        assertThat(told(set)).containsExactly(ruling(false, null));
        assertThat(set.changes().orders()).containsExactly(returned);
    }

    @Test
    void a_return_of_a_group_is_not_granted_to_a_unit_that_one_of_its_citizens_accuses() {
        var member = Sample.live(Sample.facts(3, "LIGHT"));
        member.isMemberOf(asked);
        Sample.set(asked, member);
        assertRefused(() -> asked.decideReturn(returned, ruling(true, "LIGHT"), TO_LIGHT, DISPATCHER))
                .isEqualTo(new Refusal.UnitIsAccused("unit", "LIGHT", 1));
    }

    @Test
    void redirected_the_case_is_with_the_other_unit_although_a_reply_was_under_review() {
        var next = handled.recall(taken, "LIGHT", "派错", TO_LIGHT, DISPATCHER);

        assertThat(taken.state()).isEqualTo(WorkOrderState.RECALLED);
        assertThat(taken.endedAt()).isEqualTo(NOW);
        assertThat(handled.open()).isSameAs(next);
        assertThat(next.unit()).isEqualTo("LIGHT");
        assertThat(next.assignment().cause()).isEqualTo(DispatchCause.AFTER_RECALL);
        assertThat(next.assignment().previousId()).isEqualTo(taken.id());
        var recall = new WorkOrderRecalled(handled.id(), taken.id(), "WATER", true, "LIGHT", "派错", "anna", NOW);
        assertThat(told(set)).hasSize(2).first().isEqualTo(recall);
        assertThat(set.changes().recalls()).containsExactly(recall);
        assertThat(set.changes().orders()).containsExactly(taken, next);
    }

    @Test
    void recalled_the_case_waits_for_a_dispatcher_with_the_reason() {
        var next = handled.recall(taken, null, "派错", TO_TRIAGE, DISPATCHER);

        assertThat(next).isNull();
        assertThat(handled.open()).isNull();
        assertThat(handled.waiting())
                .isEqualTo(new TriageEntry.Waiting(1, DispatchCause.AFTER_RECALL, taken.id(), NOW));
        assertThat(only(set, WorkOrderRecalled.class).toUnit()).isNull();
        assertThat(only(set, CaseSentToTriage.class).candidates()).isEqualTo(CANDIDATES);
    }

    @Test
    void a_recall_says_whether_the_unit_had_signed() {
        var unsigned = Sample.with("WATER", 3, WorkOrderState.PENDING_SIGN);
        var other = Sample.set(unsigned);
        unsigned.recall(unsigned.latest(), null, "派错", TO_TRIAGE, DISPATCHER);
        assertThat(only(other, WorkOrderRecalled.class).signed()).isFalse();
    }

    @Test
    void a_unit_from_which_an_order_was_recalled_did_not_return_it() {
        handled.recall(taken, null, "派错", TO_TRIAGE, DISPATCHER);
        assertThat(set.returners(List.of(handled.id())).isBack("WATER")).isFalse();
    }

    @Test
    void behind_an_issued_reply_nothing_is_recalled() {
        var answered = Sample.with("WATER", 3, WorkOrderState.REPLIED);
        var other = Sample.set(answered);
        assertRefused(() -> answered.recall(answered.latest(), null, "派错", TO_TRIAGE, DISPATCHER))
                .isEqualTo(new Refusal.WrongState("REPLIED", List.of(WorkOrderCommand.CORRECT), null));
        assertThat(told(other)).isEmpty();
        assertThat(answered.waiting()).isNull();
    }

    @Test
    void a_recall_by_a_clock_that_is_behind_is_told_at_the_time_of_what_happened_last() {
        handled.recall(taken, null, "派错", TO_TRIAGE, new Act(THEN.minusSeconds(9), "anna", false));
        assertThat(only(set, WorkOrderRecalled.class).recalledAt()).isEqualTo(THEN);
        assertThat(handled.waiting().sentAt()).isEqualTo(THEN);
    }

    @Test
    void of_a_case_that_was_moved_in_and_of_history_nobody_is_told() {
        var movedIn = Sample.movedIn(3);
        movedIn.add(Sample.order(movedIn, "WATER", WorkOrderState.SIGNED).made());
        var other = Sample.set(movedIn);
        movedIn.recall(movedIn.latest(), null, "派错", TO_TRIAGE, DISPATCHER);
        assertThat(other.changes().events()).hasSize(2).allMatch(CaseChanges.OutgoingEvent::imported);

        handled.recall(taken, null, "派错", TO_TRIAGE, new Act(NOW, "importer", true));
        assertThat(set.changes().events()).hasSize(2).allMatch(CaseChanges.OutgoingEvent::imported);
    }

    @Test
    void of_a_live_case_everybody_is_told() {
        handled.recall(taken, null, "派错", TO_TRIAGE, DISPATCHER);
        assertThat(set.changes().events()).hasSize(2).noneMatch(CaseChanges.OutgoingEvent::imported);
    }

    @Test
    void a_case_goes_back_to_a_unit_that_returned_it_only_by_a_ruling_that_says_so() {
        var returners = NextUnit.after(List.of("WATER"));
        assertThat(returners.allows("WATER", false)).isFalse();
        assertThat(returners.allows("WATER", true)).isTrue();
        assertThat(returners.allows("LIGHT", false)).isTrue();
        assertThat(returners.isBack(null)).isFalse();
        assertThat(returners.and("LIGHT")).isEqualTo(NextUnit.after(List.of("LIGHT", "WATER")));
        assertThat(returners.isBack("LIGHT")).isFalse();
    }

    @Test
    void what_a_unit_that_handles_a_merged_case_returned_counts_for_the_group() {
        var member = Sample.with("LIGHT", 3, WorkOrderState.RETURNED);
        member.isMemberOf(asked);
        var group = Sample.set(asked, member);
        assertRefused(() -> group.requireNotReturnedBy("LIGHT", List.of(asked.id()), false))
                .isEqualTo(new Refusal.ReturnedBefore("LIGHT"));
        group.requireNotReturnedBy("LIGHT", List.of(asked.id()), true);
        group.requireNotReturnedBy("POOL", List.of(asked.id()), false);
    }

    @Test
    void a_request_is_ruled_on_once() {
        assertThat(Ruling.AWAITED.granted()).isFalse();
        Ruling.AWAITED.requireOpen();

        var granted = Ruling.of(true, "同意", "anna", NOW);
        assertThat(granted).isEqualTo(new Ruling(Ruling.State.GRANTED, "同意", "anna", NOW));
        assertThat(granted.granted()).isTrue();
        assertRefused(granted::requireOpen).isEqualTo(new Refusal.WrongState("GRANTED"));

        var refused = Ruling.of(false, "首接负责", "anna", NOW);
        assertThat(refused.state()).isEqualTo(Ruling.State.REFUSED);
        assertThat(refused.granted()).isFalse();
        assertRefused(refused::requireOpen).isEqualTo(new Refusal.WrongState("REFUSED"));
    }

    private ReturnDecided ruling(boolean granted, String to) {
        return new ReturnDecided(
                asked.id(), returned.id(), new UUID(6, 1), "WATER", granted, to, "不属其职责", "anna", NOW, null);
    }
}
