package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case that a unit has comes under another policy, which knows other kinds of deadlines. */
class NewPolicyTest {
    /** It knows the reply and the ruling only. */
    private static final String BARE = "shandong-2020";
    /** It knows everything. */
    private static final String FULL = "market-complaints";

    private static final Text BECAUSE = new Text("启用办理时限“新”第 1 版", "the policy \"new\", version 1, came into force");

    private final CaseEvents events = new CaseEvents();
    private final OwnEvents own = new OwnEvents();
    private final CaseFile file = CaseFile.open(events.registeredIn("C110401", "2026-03-04T09:00"), false);
    private Office office = TestOffice.officeWith(TestOffice.example(BARE));

    @Test
    void kinds_that_only_the_new_policy_knows_are_set_from_the_dispatch_with_the_reason() {
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(happened(DeadlineSet.class)).extracting(DeadlineSet::kind).containsExactly(DeadlineKind.REPLY);
        comesUnder(FULL, "2026-03-05T10:00");
        assertThat(openKinds())
                .containsExactlyInAnyOrder(
                        DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY, DeadlineKind.STATUTORY);
        assertThat(file.deadlines())
                .filteredOn(deadline -> deadline.subject().kind() != DeadlineKind.REPLY)
                .allSatisfy(deadline -> {
                    assertThat(local(deadline.subject().startedAt())).isEqualTo("2026-03-04T10:00");
                    assertThat(deadline.terms().policyId()).isEqualTo(FULL);
                    assertThat(texts(deadline))
                            .startsWith("因启用办理时限“新”第 1 版而设")
                            .anyMatch(text -> text.equals("2026年3月4日 10:00 派单给承办单位，自次日起算"));
                });
        assertThat(local(open(DeadlineKind.SIGN).orElseThrow().terms().dueAt())).isEqualTo("2026-03-05T17:30");
        assertThat(local(open(DeadlineKind.STATUTORY).orElseThrow().terms().dueAt()))
                .isEqualTo("2026-03-13T17:30");
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.SIGN)
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.policyId()).isEqualTo(FULL);
                    assertThat(set.previousDueAt()).isNull();
                    assertThat(set.explanation().get(0).textEn()).startsWith("set because the policy \"new\"");
                });
        assertThat(file.changes().policyNotes()).hasSize(3).noneMatch(Changes.PolicyNote::ended);
        assertThat(file.progress().policyId()).isEqualTo(FULL);
        apply(events.signed("2026-03-05T17:30"));
        assertThat(happened(DeadlineMet.class)).extracting(DeadlineMet::kind).containsExactly(DeadlineKind.SIGN);
    }

    @Test
    void what_would_be_over_already_starts_when_the_policy_comes_to_hold_and_a_laws_clock_that_is_over_is_not_set() {
        apply(events.dispatched("2026-03-04T10:00"));
        comesUnder(FULL, "2026-03-16T10:00");
        Deadline sign = open(DeadlineKind.SIGN).orElseThrow();
        assertThat(local(sign.subject().startedAt())).isEqualTo("2026-03-16T10:00");
        assertThat(local(sign.terms().dueAt())).isEqualTo("2026-03-17T17:30");
        assertThat(texts(sign)).contains("2026年3月16日 10:00 本规则开始适用于该件（此前没有此项时限），自次日起算");
        assertThat(open(DeadlineKind.STATUTORY)).isEmpty();
        // computed anew it says the same
        file.recalculating()
                .recompute(
                        CalendarHistory.of(new CalendarChange(new Text("更新", "changed"), ChangedDays.ALL)),
                        cause("2026-03-16T11:00"),
                        TestOffice.officeWith(TestOffice.calendar(2), TestOffice.example(FULL)));
        assertThat(texts(sign)).contains("2026年3月16日 10:00 本规则开始适用于该件（此前没有此项时限），自次日起算");
        assertThat(sign.terms().calendarRevision()).isEqualTo(2);
    }

    @Test
    void a_mark_comes_when_the_deadline_is_set_and_not_before() {
        apply(events.dispatched("2026-03-04T10:00"));
        comesUnder(FULL, "2026-03-12T10:00");
        Deadline law = open(DeadlineKind.STATUTORY).orElseThrow();
        assertThat(local(law.terms().dueAt())).isEqualTo("2026-03-13T17:30");
        file.clocks().fireTimers(at("2026-03-12T10:00"), office);
        assertThat(happened(DeadlineMarked.class))
                .allSatisfy(marked -> assertThat(marked.markedAt()).isAfterOrEqualTo(at("2026-03-12T10:00")));
    }

    @Test
    void what_the_unit_did_already_is_not_asked_again() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        comesUnder(
                FULL,
                "2026-03-05T10:00",
                new Settled(DeadlineKind.FIRST_CONTACT, null),
                new Settled(DeadlineKind.STATUTORY, "complaint-acceptance"));
        assertThat(openKinds()).containsExactly(DeadlineKind.REPLY);
        // a new round is another order
        apply(events.reply("2026-03-05T11:00"));
        apply(events.reworkOrdered("2026-03-06T09:00"));
        apply(events.dispatchedAgain("2026-03-06T10:00", DispatchCause.REWORK));
        assertThat(open(DeadlineKind.SIGN)).isPresent();
    }

    @Test
    void a_law_is_not_started_by_a_later_round() {
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-04T11:00"));
        apply(events.reworkOrdered("2026-03-05T09:00"));
        apply(events.dispatchedAgain("2026-03-05T10:00", DispatchCause.REWORK));
        comesUnder(FULL, "2026-03-05T11:00");
        assertThat(open(DeadlineKind.STATUTORY)).isEmpty();
        assertThat(local(
                        open(DeadlineKind.FIRST_CONTACT).orElseThrow().subject().startedAt()))
                .isEqualTo("2026-03-05T10:00");
    }

    @Test
    void a_return_that_waits_and_a_question_that_is_open_get_their_deadlines() {
        office = TestOffice.officeWith(TestOffice.example("bengbu-2019"));
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        var requested = events.returnRequested("2026-03-05T09:00");
        UUID open = question("U7", "2026-03-05T09:30");
        UUID old = question("U8", "2026-03-04T11:00");
        UUID given = question("U9", "2026-03-05T09:30");
        apply(
                requested,
                new CoHandlingAnswered(events.caseId, events.order, given, "U9", "属实", "h", at("2026-03-05T10:00")));
        assertThat(openKinds()).doesNotContain(DeadlineKind.RULING, DeadlineKind.CO_HANDLING);

        comesUnder(FULL, "2026-03-09T10:00");
        Deadline ruling = open(DeadlineKind.RULING).orElseThrow();
        assertThat(ruling.subject().id()).isEqualTo(requested.returnRequestId());
        assertThat(ruling.subject().unit()).isNull();
        assertThat(local(ruling.terms().dueAt())).isEqualTo("2026-03-06T17:30");
        assertThat(opinion(open).subject().unit()).isEqualTo("U7");
        assertThat(local(opinion(open).terms().dueAt())).isEqualTo("2026-03-09T17:30");
        assertThat(texts(opinion(open))).contains("2026年3月5日 09:30 提出申请，自次日起算");
        assertThat(local(opinion(old).terms().dueAt())).isEqualTo("2026-03-11T17:30");
        assertThat(texts(opinion(old))).contains("2026年3月9日 10:00 本规则开始适用于该件（此前没有此项时限），自次日起算");
        assertThat(file.deadlines())
                .noneMatch(deadline -> deadline.subject().id().equals(given));
        apply(new CoHandlingAnswered(events.caseId, events.order, open, "U7", "属实", "h", at("2026-03-09T11:00")));
        assertThat(happened(DeadlineMet.class))
                .filteredOn(met -> met.kind() == DeadlineKind.CO_HANDLING)
                .hasSize(1);
    }

    @Test
    void kinds_that_the_new_policy_does_not_know_end_with_the_reason_and_those_of_the_order_may_come_back() {
        office = TestOffice.officeWith(TestOffice.example(FULL));
        apply(events.dispatched("2026-03-04T10:00"));
        question("U7", "2026-03-04T11:00");
        comesUnder(BARE, "2026-03-05T10:00");
        assertThat(openKinds()).containsExactly(DeadlineKind.REPLY);
        // the reply keeps its start and says which it is, whatever the policy counts from
        assertThat(texts(open(DeadlineKind.REPLY).orElseThrow())).contains("2026年3月4日 09:00 受理登记，自次日起算");
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind)
                .containsExactlyInAnyOrder(
                        DeadlineKind.SIGN,
                        DeadlineKind.FIRST_CONTACT,
                        DeadlineKind.STATUTORY,
                        DeadlineKind.CO_HANDLING);
        assertThat(file.changes().policyNotes())
                .hasSize(4)
                .allSatisfy(note -> assertThat(note.because()).isEqualTo(BECAUSE))
                .allMatch(Changes.PolicyNote::ended);
        comesUnder(FULL, "2026-03-05T11:00");
        assertThat(openKinds())
                .containsExactlyInAnyOrder(
                        DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY, DeadlineKind.STATUTORY);
    }

    @Test
    void the_same_policy_again_changes_nothing() {
        apply(events.dispatched("2026-03-04T10:00"));
        comesUnder(FULL, "2026-03-05T10:00");
        int before = file.changes().events().size();
        assertThat(comesUnder(FULL, "2026-03-05T11:00")).isEqualTo(Recomputed.NOTHING);
        assertThat(file.changes().events()).hasSize(before);
    }

    @ParameterizedTest(name = "replied {0}")
    @CsvSource({"true", "false"})
    void a_case_that_no_unit_has_keeps_its_policy(boolean replied) {
        apply(events.dispatched("2026-03-04T10:00"));
        apply(replied ? events.reply("2026-03-04T11:00") : events.returnRequested("2026-03-04T11:00"));
        if (!replied) {
            apply(events.returnDecided("2026-03-04T12:00", true));
        }
        assertThat(comesUnder(FULL, "2026-03-05T10:00")).isEqualTo(Recomputed.NOTHING);
        assertThat(file.progress().policyId()).isEqualTo(BARE);
        assertThat(open(DeadlineKind.SIGN)).isEmpty();
    }

    private Recomputed comesUnder(String policy, String when, Settled... settled) {
        String yaml = TestOffice.example(policy);
        office = TestOffice.officeWith(yaml);
        return file.recalculating()
                .switchPolicy(
                        new PolicyVersion(1, TestOffice.policy(yaml), yaml),
                        BECAUSE,
                        Set.of(settled),
                        cause(when),
                        office);
    }

    private UUID question(String unit, String when) {
        UUID id = UUID.randomUUID();
        apply(new CoHandlingRequested(events.caseId, events.order, id, CaseEvents.UNIT, unit, "是否属实", "h", at(when)));
        return id;
    }

    private Deadline opinion(UUID question) {
        return file.deadlines().stream()
                .filter(deadline -> deadline.subject().id().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private List<DeadlineKind> openKinds() {
        return file.deadlines().stream()
                .filter(deadline -> deadline.state().isOpen())
                .map(deadline -> deadline.subject().kind())
                .toList();
    }

    private static List<String> texts(Deadline deadline) {
        return deadline.terms().explanation().stream()
                .map(ExplanationStep::text)
                .toList();
    }

    private void apply(CaseEvent... list) {
        for (CaseEvent event : list) {
            own.comeBack(file, office);
            file.apply(event, cause("2026-03-04T12:00"), office);
        }
    }

    private static Cause cause(String when) {
        return Cause.at(at(when), null);
    }

    private Optional<Deadline> open(DeadlineKind kind) {
        return file.deadlines().stream()
                .filter(deadline ->
                        deadline.state().isOpen() && deadline.subject().kind() == kind)
                .findFirst();
    }

    private <E extends CaseEvent> List<E> happened(Class<E> type) {
        return file.changes().events().stream()
                .map(Changes.Derived::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
