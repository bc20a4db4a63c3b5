package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.junit.jupiter.api.Test;

/** Clocks beside sign and reply: of a law, of the first contact, stopped while the unit waits for the citizen. */
class ClocksOfACaseTest {
    private final CaseEvents events = new CaseEvents();
    private final OwnEvents own = new OwnEvents();
    private Office office = TestOffice.officeWith(TestOffice.example("market-complaints"));
    private CaseFile file = CaseFile.open(events.registeredIn("C110401", "2026-03-04T09:00"), false);

    @Test
    void a_reply_does_not_stop_the_clock_of_a_law() {
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(happened(DeadlineSet.class))
                .extracting(DeadlineSet::kind)
                .containsExactly(
                        DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY, DeadlineKind.STATUTORY);
        Deadline law = open(DeadlineKind.STATUTORY).orElseThrow();
        assertThat(law.subject().clock()).isEqualTo("complaint-acceptance");
        assertThat(local(law.terms().dueAt())).isEqualTo("2026-03-13T17:30");
        assertThat(law.terms().returnUntil()).isNull();
        apply(events.signed("2026-03-04T11:00"), events.reply("2026-03-06T10:00"));
        assertThat(open(DeadlineKind.STATUTORY)).isPresent();
        assertThat(file.clocks().reportDone(law.subject().id(), at("2026-03-12T09:00"), cause("2026-03-12T09:00")))
                .isTrue();
        assertThat(happened(DeadlineMet.class))
                .last()
                .satisfies(met -> assertThat(met.kind()).isEqualTo(DeadlineKind.STATUTORY));
        assertThat(file.clocks().reportDone(law.subject().id(), at("2026-03-12T09:00"), cause("2026-03-12T09:00")))
                .isFalse();
    }

    @Test
    void another_round_leaves_the_clock_of_a_law_and_a_withdrawal_ends_it() {
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-05T10:00"));
        UUID first = open(DeadlineKind.STATUTORY).orElseThrow().subject().id();
        apply(events.reworkOrdered("2026-03-06T09:00"));
        apply(events.dispatchedAgain("2026-03-06T10:00", DispatchCause.REWORK));
        assertThat(open(DeadlineKind.STATUTORY).orElseThrow().subject().id()).isEqualTo(first);
        assertThat(local(open(DeadlineKind.REPLY).orElseThrow().subject().startedAt()))
                .isEqualTo("2026-03-06T10:00");
        apply(new CaseWithdrawn(events.caseId, "不需要了", at("2026-03-09T10:00")));
        assertThat(open(DeadlineKind.STATUTORY)).isEmpty();
    }

    @Test
    void a_granted_return_starts_the_next_units_clock_of_the_law() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.returnRequested("2026-03-04T11:00"),
                events.returnDecided("2026-03-04T12:00", true));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind)
                .contains(DeadlineKind.STATUTORY);
        apply(events.dispatchedAgain("2026-03-05T10:00", DispatchCause.AFTER_RETURN));
        assertThat(local(open(DeadlineKind.STATUTORY).orElseThrow().terms().dueAt()))
                .isEqualTo("2026-03-16T17:30");
    }

    @Test
    void a_clock_may_start_at_registration() {
        apply(events.dispatched("2026-03-06T10:00"));
        assertThat(local(open(DeadlineKind.REPLY).orElseThrow().subject().startedAt()))
                .isEqualTo("2026-03-04T09:00");
        assertThat(local(open(DeadlineKind.REPLY).orElseThrow().terms().dueAt()))
                .isEqualTo("2026-03-19T17:30");
    }

    @Test
    void the_first_contact_is_told_by_the_unit_or_by_the_reply() {
        apply(events.dispatched("2026-03-04T10:00"));
        Deadline contact = open(DeadlineKind.FIRST_CONTACT).orElseThrow();
        assertThat(file.clocks().reportDone(contact.subject().id(), at("2026-03-06T09:00"), cause("2026-03-06T09:00")))
                .isTrue();
        assertThat(happened(DeadlineMissed.class))
                .singleElement()
                .satisfies(missed -> assertThat(missed.kind()).isEqualTo(DeadlineKind.FIRST_CONTACT));

        file = CaseFile.open(events.registeredIn("C110401", "2026-03-04T09:00"), false);
        events.order = UUID.randomUUID();
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-06T10:00", "2026-03-05T09:00"));
        assertThat(happened(DeadlineMet.class))
                .filteredOn(met -> met.kind() == DeadlineKind.FIRST_CONTACT)
                .singleElement()
                .satisfies(met -> assertThat(local(met.doneAt())).isEqualTo("2026-03-05T09:00"));
    }

    @Test
    void sign_and_reply_are_not_told_done() {
        apply(events.dispatched("2026-03-04T10:00"));
        UUID reply = open(DeadlineKind.REPLY).orElseThrow().subject().id();
        assertThat(file.clocks().reportDone(reply, at("2026-03-05T09:00"), cause("2026-03-05T09:00")))
                .isFalse();
    }

    @Test
    void while_the_unit_waits_the_deadline_is_later_and_the_citizens_answer_ends_the_pause() {
        office = TestOffice.officeWith(TestOffice.example("shandong-2020"));
        apply(events.dispatched("2026-03-04T10:00"));
        Optional<Pause> pause = file.handling().paused("发票", cause("2026-03-05T10:00"), office);
        assertThat(local(pause.orElseThrow().until())).isEqualTo("2026-03-12T10:00");
        // at most five working days are added, at once, so that no timer is needed
        assertThat(happened(DeadlineSet.class)).last().satisfies(set -> {
            assertThat(local(set.dueAt())).isEqualTo("2026-03-18T17:30");
            assertThat(local(set.previousDueAt())).isEqualTo("2026-03-11T17:30");
            assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.PAUSE);
            assertThat(set.movedBecause()).isEqualTo("等待诉求人（发票）");
        });
        assertThat(file.handling().paused("又等", cause("2026-03-06T10:00"), office))
                .isEmpty();
        apply(new CaseSupplemented(events.caseId, UUID.randomUUID(), "发票在此", at("2026-03-09T15:00")));
        Deadline reply = open(DeadlineKind.REPLY).orElseThrow();
        assertThat(local(reply.terms().dueAt())).isEqualTo("2026-03-13T17:30");
        assertThat(reply.terms().lastMove().because().en()).isEqualTo("the citizen has answered");
        assertThat(reply.terms().explanation())
                .filteredOn(step -> step.step().equals("PAUSE"))
                .singleElement()
                .satisfies(step ->
                        assertThat(step.text()).isEqualTo("2026年3月5日 10:00 至 2026年3月9日 15:00 等待诉求人（发票），扣除 2 个工作日"));
        assertThat(file.handling().resumed(cause("2026-03-10T10:00"), office)).isFalse();
        assertThat(file.handling().paused("再等", cause("2026-03-10T10:00"), office))
                .as("the policy allows one")
                .isEmpty();
    }

    @Test
    void an_overdue_reply_cannot_be_paused_nor_one_whose_policy_knows_no_pauses() {
        office = TestOffice.officeWith(TestOffice.example("shandong-2020"));
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(file.handling().paused("发票", cause("2026-03-12T10:00"), office))
                .isEmpty();
        office = TestOffice.officeWith(TestOffice.example("bengbu-2019"));
        file = CaseFile.open(events.registeredIn("C110401", "2026-03-04T09:00"), false);
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(file.handling().paused("发票", cause("2026-03-05T10:00"), office))
                .isEmpty();
    }

    @Test
    void under_a_policy_without_the_clock_it_is_cancelled_and_the_rest_moves() {
        apply(events.dispatched("2026-03-04T10:00"));
        String yaml = TestOffice.example("bengbu-2019");
        Office other = TestOffice.officeWith(yaml);
        var version = new PolicyVersion(1, TestOffice.policy(yaml), yaml);
        Recomputed done = file.recalculating()
                .switchPolicy(version, new Text("启用", "came into force"), Set.of(), cause("2026-03-05T10:00"), other);
        assertThat(done.looked()).isEqualTo(4);
        assertThat(open(DeadlineKind.STATUTORY)).isEmpty();
        assertThat(local(open(DeadlineKind.REPLY).orElseThrow().terms().dueAt()))
                .isEqualTo("2026-03-11T17:30");
        assertThat(open(DeadlineKind.REPLY).orElseThrow().terms().policyId()).isEqualTo("bengbu-2019");
    }

    @Test
    void the_third_rework_opens_supervision_at_the_level_that_the_policy_names() {
        office = TestOffice.officeWith(TestOffice.example("bayannur"));
        apply(events.dispatched("2026-03-04T10:00"));
        for (int round = 1; round <= 3; round++) {
            apply(events.reply("2026-03-05T10:00"));
            var answer = new CaseFile.AskedAbout(
                    file.progress().callbackId(), events.order, events.round, "U1", Disposition.RESOLVED);
            answered(answer);
            if (file.phase() == Phase.AWAITING_DECISION) {
                file.afterReply().reworkDecided(true, false, "重办", cause("2026-03-05T12:00"), office);
            }
            apply(events.dispatchedAgain("2026-03-05T13:00", DispatchCause.REWORK));
        }
        assertThat(happened(SupervisionOpened.class))
                .filteredOn(opened -> opened.cause() == SupervisionCause.THIRD_REWORK)
                .singleElement()
                .satisfies(opened -> assertThat(opened.level()).isEqualTo(2));
    }

    private void answered(CaseFile.AskedAbout asked) {
        file.afterReply()
                .answered(
                        asked,
                        new Answer(
                                SurveyInstrument.AGENT,
                                true,
                                false,
                                Satisfaction.DISSATISFIED,
                                null,
                                List.of(),
                                "没解决",
                                false,
                                null),
                        null,
                        false,
                        cause("2026-03-05T11:00"),
                        office);
    }

    private void apply(CaseEvent... list) {
        for (CaseEvent event : list) {
            own.comeBack(file, office);
            file.apply(event, new Cause(time(event), false, null), office);
        }
    }

    private static Instant time(CaseEvent event) {
        if (event instanceof CaseDispatched dispatched) {
            return dispatched.dispatchedAt();
        }
        return event instanceof CaseSupplemented supplemented ? supplemented.supplementedAt() : at("2026-03-04T12:00");
    }

    private static Cause cause(String when) {
        return Cause.at(at(when), "somebody");
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
