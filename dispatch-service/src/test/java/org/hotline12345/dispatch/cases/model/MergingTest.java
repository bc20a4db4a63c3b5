package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hotline12345.dispatch.cases.model.Sample.DISPATCHER;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.dispatch.cases.model.Sample.told;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.MergeEnd;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewMerge;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.cases.model.CaseChanges.TriageLine;
import org.hotline12345.dispatch.cases.model.MergePlan.Objection;
import org.hotline12345.dispatch.cases.model.MergePlan.Reason;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

class MergingTest {
    private final DispatchCase lead = Sample.with("WATER", 1, WorkOrderState.SIGNED);
    private final DispatchCase other = Sample.with("LIGHT", 2, WorkOrderState.PENDING_SIGN);
    private final CaseSet set = Sample.set(lead, other);

    @Test
    void a_merge_ends_the_order_of_the_member_and_tells_it() {
        var merge = set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);

        assertThat(merge).isEqualTo(new Merging.Merge(lead.id(), lead.open().id(), List.of(other.id())));
        assertThat(other.latest().state()).isEqualTo(WorkOrderState.MERGED);
        assertThat(other.latest().endedAt()).isEqualTo(NOW);
        assertThat(other.latest().version()).isEqualTo(4);
        assertThat(other.leadCase()).isEqualTo(lead.id());
        assertThat(lead.members()).containsExactly(other.id());
        assertThat(told(set))
                .containsExactly(
                        new CaseMerged(other.id(), lead.id(), other.latest().id(), "anna", NOW));
        assertThat(set.changes().newMerges())
                .containsExactly(
                        new NewMerge(other.id(), lead.id(), other.latest().id(), "anna", NOW));
        assertThat(set.changes().mergesEnded()).isEmpty();
        assertThat(set.changes().orders()).containsExactlyInAnyOrder(other.latest(), lead.open());
        assertThat(set.changes().events()).noneMatch(OutgoingEvent::imported);
    }

    @Test
    void who_read_the_lead_before_the_merge_cannot_write_it_afterwards() {
        set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);
        assertThat(lead.latest().isChanged()).isTrue();
        assertThat(lead.latest().version()).isEqualTo(lead.latest().storedVersion() + 1);
    }

    @Test
    void a_case_that_waits_for_a_dispatcher_gets_an_order_of_the_leads_unit_first() {
        var waiting = Sample.waiting(3);
        var three = Sample.set(lead, waiting);
        three.merging().merge(lead.id(), List.of(waiting.id()), false, DISPATCHER);
        assertThat(told(three))
                .containsExactly(
                        new CaseDispatched(
                                waiting.id(),
                                waiting.latest().id(),
                                1,
                                DispatchCause.FIRST,
                                "WATER",
                                List.of(),
                                "WATER",
                                "A1",
                                DecidedBy.CLERK,
                                "与诉求 N1 并单办理",
                                null,
                                null,
                                null,
                                NOW,
                                List.of(),
                                0),
                        new CaseMerged(waiting.id(), lead.id(), waiting.latest().id(), "anna", NOW));
        assertThat(waiting.latest().state()).isEqualTo(WorkOrderState.MERGED);
        assertThat(waiting.waiting()).isNull();
        assertThat(three.changes().triage())
                .containsExactly(new TriageLine(waiting.id(), NOW, "anna", TriageEntry.Outcome.MERGED, 0));
    }

    @Test
    void a_case_in_triage_leads_nothing_and_neither_does_one_that_ended() {
        var waiting = Sample.waiting(3);
        var ended = Sample.ended(4, "ANSWERED");
        var all = Sample.set(waiting, ended, other);
        assertRefused(() -> all.merging().merge(waiting.id(), List.of(other.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.WrongState("IN_TRIAGE"));
        assertRefused(() -> all.merging().merge(ended.id(), List.of(other.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.WrongState("ANSWERED"));
        assertThat(other.open()).isNotNull();
    }

    @Test
    void what_is_answered_already_is_not_merged_and_the_refusal_names_the_case() {
        var answered = Sample.with("LIGHT", 3, WorkOrderState.REPLIED);
        var both = Sample.set(lead, answered);
        assertRefused(() -> both.merging().merge(lead.id(), List.of(answered.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.WrongState("REPLIED", List.of(), answered.id()));
        assertThat(told(both)).isEmpty();
    }

    @Test
    void a_case_that_intake_has_not_told_yet_is_not_merged_whatever_the_lead_stands_in() {
        assertRefused(() -> set.merging().merge(lead.id(), List.of(Sample.id(9)), false, DISPATCHER))
                .isEqualTo(new Refusal.NotKnownYet(Sample.id(9)));
        var waiting = Sample.waiting(3);
        assertRefused(() -> Sample.set(waiting).merging().merge(waiting.id(), List.of(Sample.id(9)), false, DISPATCHER))
                .isEqualTo(new Refusal.NotKnownYet(Sample.id(9)));
    }

    @Test
    void a_case_is_not_merged_into_itself_nor_out_of_another_group_nor_twice() {
        assertRefused(() -> set.merging().merge(lead.id(), List.of(lead.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.NotMergeable(List.of(new Objection(Reason.LEAD_IS_MEMBER, lead.id()))));
        var third = Sample.with("POOL", 3, WorkOrderState.SIGNED);
        var three = Sample.set(lead, other, third);
        three.merging().merge(third.id(), List.of(other.id()), false, DISPATCHER);
        assertRefused(() -> three.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.NotMergeable(List.of(new Objection(Reason.ALREADY_MERGED, other.id()))));
        assertRefused(() -> three.merging().merge(third.id(), List.of(other.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.NotMergeable(List.of(new Objection(Reason.ALREADY_TOGETHER, third.id()))));
    }

    @Test
    void no_case_is_merged_into_one_whose_unit_it_accuses_and_the_refusal_says_how_many_do() {
        var one = Sample.waiting(Sample.live(Sample.facts(3, "WATER")));
        var two = Sample.waiting(Sample.live(Sample.facts(4, "WATER")));
        var innocent = Sample.waiting(Sample.live(Sample.facts(5, "LIGHT")));
        var all = Sample.set(lead, one, two, innocent);
        assertRefused(() ->
                        all.merging().merge(lead.id(), List.of(one.id(), two.id(), innocent.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.UnitIsAccused("caseIds", "WATER", 2));
        assertThat(told(all)).isEmpty();

        all.merging().merge(lead.id(), List.of(innocent.id()), false, DISPATCHER);
        assertThat(all.accused(lead)).containsExactly("LIGHT");
        assertThat(all.accused(innocent)).containsExactly("LIGHT");
    }

    @Test
    void a_merge_brings_no_case_back_to_a_unit_that_returned_it_unless_it_says_so() {
        var returned = Sample.live(3);
        returned.add(Sample.order(returned, "WATER", WorkOrderState.RETURNED).made());
        returned.add(Sample.order(returned, "LIGHT", WorkOrderState.SIGNED).made());
        var both = Sample.set(lead, returned);
        assertRefused(() -> both.merging().merge(lead.id(), List.of(returned.id()), false, DISPATCHER))
                .isEqualTo(new Refusal.ReturnedBefore("WATER"));
        assertThat(returned.open()).isNotNull();

        both.merging().merge(lead.id(), List.of(returned.id()), true, DISPATCHER);
        assertThat(returned.leadCase()).isEqualTo(lead.id());
    }

    @Test
    void the_lead_of_another_group_brings_its_members_along() {
        var third = Sample.with("POOL", 3, WorkOrderState.MERGED);
        third.isMemberOf(other);
        var three = Sample.set(lead, other, third);

        var merge = three.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);

        assertThat(merge.caseIds()).containsExactly(other.id(), third.id());
        assertThat(third.leadCase()).isEqualTo(lead.id());
        assertThat(other.members()).isEmpty();
        assertThat(told(three))
                .containsExactly(
                        new CaseMerged(other.id(), lead.id(), other.latest().id(), "anna", NOW),
                        new CaseMerged(third.id(), lead.id(), third.latest().id(), "anna", NOW));
        assertThat(three.changes().mergesEnded()).containsExactly(new MergeEnd(third.id(), "MOVED", NOW));
        assertThat(three.changes().newMerges())
                .extracting(NewMerge::caseId, NewMerge::leadCaseId)
                .containsExactly(tuple(other.id(), lead.id()), tuple(third.id(), lead.id()));
        assertThat(third.latest().version()).as("its order ended long ago").isEqualTo(3);
    }

    @Test
    void members_that_come_along_are_told_in_the_order_of_their_ids() {
        var later = memberOf(other, "POOL", 4, THEN);
        var earlier = memberOf(other, "WELL", 3, THEN);
        var four = Sample.set(lead, other, later, earlier);

        four.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);

        assertThat(four.changes().mergesEnded()).extracting(MergeEnd::caseId).containsExactly(earlier.id(), later.id());
        assertThat(lead.members()).containsExactly(other.id(), earlier.id(), later.id());
    }

    @Test
    void a_merge_by_a_clock_that_is_behind_is_told_at_the_time_of_what_happened_last_to_the_lead() {
        set.merging().merge(lead.id(), List.of(other.id()), false, new Act(THEN.minusSeconds(9), "anna", false));
        assertThat(told(set))
                .containsExactly(
                        new CaseMerged(other.id(), lead.id(), other.latest().id(), "anna", THEN));
    }

    @Test
    void where_one_of_them_was_moved_in_nobody_is_told() {
        var movedIn = Sample.movedIn(3);
        movedIn.add(Sample.order(movedIn, "LIGHT", WorkOrderState.SIGNED).made());
        var both = Sample.set(lead, movedIn);
        both.merging().merge(lead.id(), List.of(movedIn.id()), false, DISPATCHER);
        assertThat(both.changes().events()).hasSize(1).allMatch(OutgoingEvent::imported);

        var liveMember = Sample.set(Sample.with("LIGHT", 4, WorkOrderState.SIGNED), other);
        var old = Sample.movedIn(5);
        old.add(Sample.order(old, "WATER", WorkOrderState.SIGNED).made());
        var oldLead = Sample.set(old, liveMember.get(Sample.id(4)));
        oldLead.merging().merge(old.id(), List.of(Sample.id(4)), false, DISPATCHER);
        assertThat(oldLead.changes().events()).hasSize(1).allMatch(OutgoingEvent::imported);
    }

    @Test
    void a_case_taken_out_goes_to_its_unit_again() {
        set.merging().merge(lead.id(), List.of(other.id()), false, DISPATCHER);
        var own = other.latest();
        var taken = set.merging().unmerge(other.id(), false, DISPATCHER);

        assertThat(taken)
                .isInstanceOfSatisfying(
                        Merging.TakenOut.Dispatched.class,
                        again -> assertThat(again.order()).isSameAs(other.open()));
        assertThat(told(set).subList(1, 3))
                .containsExactly(
                        new CaseUnmerged(other.id(), lead.id(), "anna", NOW),
                        new CaseDispatched(
                                other.id(),
                                other.open().id(),
                                1,
                                DispatchCause.UNMERGED,
                                "LIGHT",
                                List.of(),
                                "WATER",
                                "A1",
                                DecidedBy.CLERK,
                                "撤销并单，交原承办单位单独办理",
                                null,
                                null,
                                own.id(),
                                NOW,
                                List.of(),
                                0));
        assertThat(other.leadCase()).isNull();
        assertThat(lead.members()).isEmpty();
        assertThat(set.changes().newMerges())
                .as("it came and went in one transaction")
                .isEmpty();
        assertThat(set.changes().mergesEnded()).containsExactly(new MergeEnd(other.id(), "UNMERGED", NOW));
    }

    @Test
    void what_its_unit_returned_meanwhile_waits_for_a_dispatcher_when_it_is_taken_out() {
        lead.add(Sample.order(lead, "LIGHT", WorkOrderState.RETURNED).made());
        var member = merged("LIGHT", 3);
        var both = Sample.set(lead, member);

        var taken = both.merging().unmerge(member.id(), false, DISPATCHER);

        String reason = "撤销并单。市路灯管理处已退回本事项，需重新确定承办单位";
        assertThat(taken).isEqualTo(new Merging.TakenOut.InTriage(member.id(), reason));
        assertThat(told(both))
                .containsExactly(
                        new CaseUnmerged(member.id(), lead.id(), "anna", NOW),
                        new CaseSentToTriage(member.id(), reason, List.of(), NOW));
        assertThat(member.waiting())
                .isEqualTo(new TriageEntry.Waiting(
                        1, DispatchCause.UNMERGED, member.latest().id(), NOW));
        assertThat(both.changes().orders())
                .as("the feed of its unit names the order that it no longer stands with")
                .containsExactly(member.latest());
    }

    @Test
    void a_ruling_that_says_so_gives_a_case_that_is_taken_out_back_to_the_unit_that_returned_it() {
        lead.add(Sample.order(lead, "LIGHT", WorkOrderState.RETURNED).made());
        var member = merged("LIGHT", 3);
        var both = Sample.set(lead, member);
        both.merging().unmerge(member.id(), true, DISPATCHER);
        assertThat(member.open().unit()).isEqualTo("LIGHT");
        assertThat(both.changes().orders()).containsExactly(member.open());
    }

    @Test
    void a_case_that_is_not_merged_is_not_taken_out() {
        assertRefused(() -> set.merging().unmerge(other.id(), false, DISPATCHER))
                .isEqualTo(new Refusal.NotMerged());
        assertRefused(() -> set.merging().unmerge(Sample.id(9), false, DISPATCHER))
                .isEqualTo(new Refusal.NotMerged());
    }

    @Test
    void all_citizens_are_answered_with_the_lead() {
        var one = merged("LIGHT", 3);
        var two = merged("POOL", 4);
        var group = Sample.set(lead, one, two);

        var answered = group.merging().answerMembers(lead.id(), NOW);

        assertThat(answered).containsExactly(one.latest(), two.latest()).allSatisfy(order -> {
            assertThat(order.state()).isEqualTo(WorkOrderState.REPLIED);
            assertThat(order.finishedAt()).isEqualTo(NOW);
            assertThat(order.isAnsweredWithLead()).isTrue();
        });
        assertThat(lead.members()).isEmpty();
        assertThat(one.leadCase()).isNull();
        assertThat(group.changes().orders()).containsExactlyElementsOf(answered);
        assertThat(group.changes().mergesEnded())
                .containsExactly(new MergeEnd(one.id(), "ANSWERED", NOW), new MergeEnd(two.id(), "ANSWERED", NOW));
    }

    @Test
    void a_withdrawn_member_is_not_answered_and_the_lead_goes_on() {
        var member = merged("LIGHT", 3);
        var group = Sample.set(lead, member);
        withdraw(group, member);

        assertThat(lead.members()).isEmpty();
        assertThat(member.leadCase()).isNull();
        assertThat(group.merging().answerMembers(lead.id(), NOW)).isEmpty();
        assertThat(member.latest().state()).isEqualTo(WorkOrderState.MERGED);
        assertThat(group.changes().mergesEnded()).containsExactly(new MergeEnd(member.id(), "ENDED", NOW));
        assertThat(group.changes().orders())
                .as("its unit sees one citizen less")
                .containsExactly(lead.open());
        assertThat(lead.open().version()).isEqualTo(4);
        assertThat(told(group)).isEmpty();
    }

    @Test
    void when_the_lead_is_withdrawn_the_member_dispatched_first_leads_at_the_same_unit() {
        var late = merged("LIGHT", 3, THEN.plusSeconds(60));
        var first = merged("POOL", 4, THEN);
        var group = Sample.set(lead, late, first);
        var before = lead.open();
        var own = first.latest();
        withdraw(group, lead);

        assertThat(before.state()).isEqualTo(WorkOrderState.WITHDRAWN);
        assertThat(first.leadCase()).isNull();
        assertThat(first.members()).containsExactly(late.id());
        assertThat(late.leadCase()).isEqualTo(first.id());
        assertThat(lead.members()).isEmpty();
        assertThat(told(group))
                .containsExactly(
                        new CaseUnmerged(first.id(), lead.id(), "system", NOW),
                        new CaseDispatched(
                                first.id(),
                                first.open().id(),
                                1,
                                DispatchCause.UNMERGED,
                                "WATER",
                                List.of(),
                                "WATER",
                                "A1",
                                DecidedBy.CATALOGUE,
                                "主单已撤回，由本诉求接续办理，其余诉求并入本诉求",
                                null,
                                null,
                                own.id(),
                                NOW,
                                List.of(),
                                0),
                        new CaseMerged(late.id(), first.id(), late.latest().id(), "system", NOW));
        assertThat(group.changes().mergesEnded())
                .containsExactly(new MergeEnd(first.id(), "UNMERGED", NOW), new MergeEnd(late.id(), "MOVED", NOW));
        assertThat(group.changes().newMerges())
                .containsExactly(
                        new NewMerge(late.id(), first.id(), late.latest().id(), "system", NOW));
    }

    @Test
    void a_group_whose_lead_is_withdrawn_in_triage_dissolves_and_nobody_is_lost() {
        var returner = Sample.waiting(5);
        returner.add(Sample.order(returner, "LIGHT", WorkOrderState.RETURNED).made());
        var toItsUnit = memberOf(returner, "POOL", 3, THEN);
        var nowhere = memberOf(returner, "LIGHT", 4, THEN);
        var group = Sample.set(returner, toItsUnit, nowhere);
        withdraw(group, returner);

        assertThat(toItsUnit.open().unit()).isEqualTo("POOL");
        assertThat(toItsUnit.open().assignment().reason()).isEqualTo("主单已撤回，撤销并单，交原承办单位单独办理");
        assertThat(toItsUnit.open().assignment().decidedBy())
                .as("what had decided before")
                .isEqualTo(DecidedBy.CATALOGUE);
        assertThat(nowhere.open()).isNull();
        assertThat(group.changes().intoTriage())
                .extracting(TriageEntry::caseId, TriageEntry::reason)
                .containsExactly(tuple(nowhere.id(), "主单已撤回，撤销并单。市路灯管理处已退回本事项，需重新确定承办单位"));
        assertThat(returner.members()).isEmpty();
        assertThat(told(group))
                .hasExactlyElementsOfTypes(
                        CaseUnmerged.class, CaseDispatched.class, CaseUnmerged.class, CaseSentToTriage.class);
    }

    @Test
    void the_end_of_a_case_that_was_handled_alone_concerns_no_other() {
        withdraw(set, lead);
        assertThat(told(set)).isEmpty();
        assertThat(set.changes().mergesEnded()).isEmpty();
        assertThat(other.open().version()).isEqualTo(3);
    }

    private DispatchCase merged(String unit, int number) {
        return merged(unit, number, THEN);
    }

    private DispatchCase merged(String unit, int number, Instant dispatchedAt) {
        return memberOf(lead, unit, number, dispatchedAt);
    }

    private static DispatchCase memberOf(DispatchCase lead, String unit, int number, Instant dispatchedAt) {
        var made = Sample.live(number);
        made.add(Sample.order(made, unit, WorkOrderState.MERGED)
                .dispatchedAt(dispatchedAt)
                .made());
        made.isMemberOf(lead);
        return made;
    }

    private static void withdraw(CaseSet set, DispatchCase of) {
        set.apply(new Heard(new UUID(8, 1), new CaseWithdrawn(of.id(), "自行解决", NOW), NOW, false), null);
    }
}
