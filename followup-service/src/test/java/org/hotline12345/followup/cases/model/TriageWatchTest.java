package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;
import static org.hotline12345.followup.TestOffice.officeWith;

import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageWatchTest extends FollowedCase {
    private final UUID question = UUID.randomUUID();

    private Deadline open(DeadlineKind kind) {
        return file.deadlines().stream()
                .filter(one -> one.subject().kind() == kind && one.state().isOpen())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "EMERGENCY, 2026-03-07T23:15",
        "URGENT, 2026-03-07T23:30",
        // a Saturday
        "ORDINARY, 2026-03-09T17:30"
    })
    void a_case_in_triage_is_due_by_its_urgency(Urgency urgency, String due) {
        file = CaseFile.open(CaseEvents.urgent(events.registered("2026-03-07T22:59"), urgency), false);
        apply(events.sentToTriage("2026-03-07T23:00"));
        DeadlineSet set = one(DeadlineSet.class);
        assertThat(set.kind()).isEqualTo(DeadlineKind.TRIAGE);
        assertThat(local(set.dueAt())).isEqualTo(due);
        assertThat(set.unit()).isNull();
        assertThat(set.workOrderId()).isNull();
        assertThat(set.explanation().get(0).text()).contains("转人工派单");
    }

    @Test
    void a_policy_that_says_nothing_of_triage_leaves_no_case_without_a_clock() {
        office = officeWith(TestOffice.example("qinglong"));
        apply(events.sentToTriage("2026-03-04T10:00"));
        assertThat(local(one(DeadlineSet.class).dueAt())).isEqualTo("2026-03-05T17:30");
    }

    @Test
    void the_decision_in_time_meets_the_clock() {
        apply(events.sentToTriage("2026-03-04T10:00"), events.dispatched("2026-03-05T17:30"));
        assertThat(happened(DeadlineMet.class)).extracting(DeadlineMet::kind).containsExactly(DeadlineKind.TRIAGE);
        assertThat(file.clocks().allOpen())
                .extracting(one -> one.subject().kind())
                .doesNotContain(DeadlineKind.TRIAGE);
    }

    @Test
    void a_refusal_is_a_decision_and_may_be_late() {
        apply(
                events.sentToTriage("2026-03-04T10:00"),
                new CaseNotAccepted(
                        events.caseId, NonAcceptanceReason.OTHER_AREA, "请拨打邻市热线", at("2026-03-05T17:31"), null));
        assertThat(happened(DeadlineMissed.class))
                .extracting(DeadlineMissed::kind)
                .containsExactly(DeadlineKind.TRIAGE);
        assertThat(file.clocks().allOpen()).isEmpty();
    }

    @Test
    void a_withdrawal_ends_it_without_blame() {
        apply(events.sentToTriage("2026-03-04T10:00"), new CaseWithdrawn(events.caseId, "不必", at("2026-03-04T11:00")));
        assertThat(one(DeadlineCancelled.class).kind()).isEqualTo(DeadlineKind.TRIAGE);
        assertThat(file.clocks().allOpen()).isEmpty();
    }

    @Test
    void it_turns_yellow_and_red_and_urges_the_dispatchers_by_itself_at_night_too() {
        file = CaseFile.open(CaseEvents.urgent(events.registered("2026-03-07T22:59"), Urgency.EMERGENCY), false);
        apply(events.sentToTriage("2026-03-07T23:00"));
        unread();
        file.clocks().fireTimers(at("2026-03-07T23:20"), office);
        List<?> told = all();
        assertThat(told)
                .filteredOn(DeadlineMarked.class::isInstance)
                .extracting(event -> ((DeadlineMarked) event).mark())
                .containsExactly(DeadlineMark.YELLOW, DeadlineMark.RED);
        assertThat(told)
                .filteredOn(OfficeUrged.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var urged = (OfficeUrged) event;
                    assertThat(urged.kind()).isEqualTo(DeadlineKind.TRIAGE);
                    assertThat(urged.origin()).isEqualTo(UrgeOrigin.SYSTEM);
                    assertThat(urged.note()).contains("等待派单已超过时限");
                    assertThat(urged.urgedBy()).isNull();
                });
        assertThat(told).noneMatch(UnitUrged.class::isInstance);
        assertThat(file.changes().urges()).isEmpty();
    }

    @Test
    void while_the_agent_has_it_the_agents_clock_runs_and_the_dispatchers_stands_still() {
        apply(events.sentToTriage("2026-03-04T10:00"), events.askedBack(question, "2026-03-04T11:00"));
        assertThat(local(open(DeadlineKind.ASK_BACK).terms().dueAt())).isEqualTo("2026-03-04T15:00");
        assertThat(open(DeadlineKind.ASK_BACK).subject().id()).isEqualTo(question);
        unread();
        file.clocks().fireTimers(at("2026-03-06T10:00"), office);
        assertThat(all())
                .filteredOn(event -> event instanceof DeadlineMarked marked && marked.mark() == DeadlineMark.RED)
                .extracting(event -> ((DeadlineMarked) event).kind())
                .containsExactly(DeadlineKind.ASK_BACK);
    }

    @Test
    void the_time_that_the_agent_took_is_added_to_the_dispatchers_with_its_reason() {
        apply(events.sentToTriage("2026-03-04T10:00"), events.askedBack(question, "2026-03-04T11:00"));
        unread();
        apply(events.answeredBack(question, "2026-03-05T14:00"));
        List<?> told = all();
        assertThat(told)
                .filteredOn(DeadlineMissed.class::isInstance)
                .extracting(event -> ((DeadlineMissed) event).kind())
                .containsExactly(DeadlineKind.ASK_BACK);
        assertThat(told)
                .filteredOn(DeadlineSet.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var set = (DeadlineSet) event;
                    assertThat(set.kind()).isEqualTo(DeadlineKind.TRIAGE);
                    assertThat(local(set.previousDueAt())).isEqualTo("2026-03-05T17:30");
                    assertThat(local(set.dueAt())).isEqualTo("2026-03-06T17:30");
                    assertThat(set.movedBecause()).isEqualTo("等待受理员补充");
                    assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.PAUSE);
                });
        assertThat(open(DeadlineKind.TRIAGE).held()).isFalse();
    }

    @Test
    void who_asks_when_the_time_is_over_wins_none() {
        apply(
                events.sentToTriage("2026-03-04T10:00"),
                events.askedBack(question, "2026-03-06T09:00"),
                events.answeredBack(question, "2026-03-09T09:00"));
        assertThat(local(open(DeadlineKind.TRIAGE).terms().dueAt())).isEqualTo("2026-03-05T17:30");
    }

    @Test
    void a_case_decided_while_the_agent_was_asked_needs_no_answer() {
        apply(
                events.sentToTriage("2026-03-04T10:00"),
                events.askedBack(question, "2026-03-04T11:00"),
                events.dispatched("2026-03-04T12:00"));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind)
                .containsExactly(DeadlineKind.ASK_BACK);
        apply(events.answeredBack(question, "2026-03-04T13:00"));
        assertThat(all()).isEmpty();
    }

    @Test
    void a_supervisor_urges_what_is_owed_and_nothing_else() {
        apply(events.sentToTriage("2026-03-04T10:00"));
        UUID deadline = open(DeadlineKind.TRIAGE).subject().id();
        unread();
        var cause = Cause.at(at("2026-03-04T12:00"), "s1");
        assertThat(file.triage().urge(UUID.randomUUID(), "快", cause, office)).isEmpty();
        assertThat(file.triage().urge(deadline, "快", cause, office)).isPresent();
        OfficeUrged urged = one(OfficeUrged.class);
        assertThat(urged.urgedBy()).isEqualTo("s1");
        assertThat(urged.origin()).isEqualTo(UrgeOrigin.SUPERVISOR);
        assertThat(urged.deadlineId()).isEqualTo(deadline);
    }

    @Test
    void a_recall_ends_the_units_clocks_and_the_next_unit_has_its_own_from_its_dispatch() {
        apply(events.dispatched("2026-03-04T10:00"), events.returnRequested("2026-03-04T11:00"));
        unread();
        apply(events.recalled("2026-03-06T10:00"));
        assertThat(happened(DeadlineCancelled.class))
                .isNotEmpty()
                .allMatch(cancelled -> cancelled.reason() == DeadlineCancelReason.RECALLED)
                .extracting(DeadlineCancelled::kind)
                .contains(DeadlineKind.SIGN, DeadlineKind.REPLY, DeadlineKind.RULING);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        assertThat(file.clocks().allOpen()).isEmpty();
        assertThat(file.progress().returns()).isZero();
        apply(events.dispatchedAgain("2026-03-06T10:00", DispatchCause.AFTER_RECALL));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.REPLY)
                .singleElement()
                .satisfies(set -> assertThat(local(set.dueAt())).isEqualTo("2026-03-13T17:30"));
    }

    @Test
    void a_recalled_case_in_triage_has_a_clock_before_it_had_any_other_and_after_it() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.recalled("2026-03-06T10:00"),
                events.sentToTriage("2026-03-06T10:00"));
        assertThat(file.clocks().allOpen())
                .extracting(one -> one.subject().kind())
                .containsExactly(DeadlineKind.TRIAGE);
    }

    @Test
    void what_was_in_triage_before_there_were_clocks_has_its_time_from_now_on() {
        apply(events.sentToTriage("2026-03-04T10:00"));
        file.deadlines().clear();
        unread();
        file.takeUp(Cause.at(at("2026-03-10T09:00"), null), office);
        assertThat(local(one(DeadlineSet.class).dueAt())).isEqualTo("2026-03-11T17:30");
        file.takeUp(Cause.at(at("2026-03-10T10:00"), null), office);
        assertThat(all()).isEmpty();
    }
}
