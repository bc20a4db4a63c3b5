package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was registered of a case is corrected while a unit has it: its clocks say what they would have said from the start. */
class CorrectingTest {
    private final CaseEvents events = new CaseEvents();
    private final OwnEvents own = new OwnEvents();
    private final Office office = TestOffice.office();

    @Test
    void another_urgency_moves_the_clocks_from_where_they_started_and_says_why() {
        var right = handledAs(Urgency.URGENT);
        var file = handledAs(Urgency.ORDINARY);
        Instant before = dueOf(file, DeadlineKind.REPLY);

        correct(file, Urgency.URGENT, Anonymity.NAMED, "2026-03-04T11:00", CorrectedFact.URGENCY);

        assertThat(dueOf(file, DeadlineKind.REPLY))
                .isEqualTo(dueOf(right, DeadlineKind.REPLY))
                .isBefore(before);
        var moved = happened(file, DeadlineSet.class).stream()
                .filter(set -> set.kind() == DeadlineKind.REPLY && set.previousDueAt() != null)
                .toList();
        assertThat(moved).singleElement().satisfies(set -> {
            assertThat(set.previousDueAt()).isEqualTo(before);
            assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.CORRECTION);
            assertThat(set.movedBecause()).isEqualTo("诉求更正（紧急程度）：听错了");
            assertThat(set.startedAt()).isEqualTo(at("2026-03-04T10:00"));
        });
        assertThat(open(file, DeadlineKind.REPLY)
                        .orElseThrow()
                        .terms()
                        .lastMove()
                        .because()
                        .en())
                .isEqualTo("the case was corrected (urgency): 听错了");
    }

    @Test
    void an_emergency_that_waits_in_triage_as_something_else_is_due_as_one() {
        var file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        apply(file, office, events.sentToTriage("2026-03-04T10:00"));

        correct(file, Urgency.EMERGENCY, Anonymity.NAMED, "2026-03-04T10:05", CorrectedFact.URGENCY);

        assertThat(local(dueOf(file, DeadlineKind.TRIAGE))).isEqualTo("2026-03-04T10:15");
        assertThat(happened(file, DeadlineSet.class))
                .filteredOn(set -> set.moveCause() == DeadlineMoveCause.CORRECTION)
                .extracting(DeadlineSet::kind)
                .containsExactly(DeadlineKind.TRIAGE);
    }

    @Test
    void marks_that_no_longer_hold_are_taken_back() {
        var file = handledAs(Urgency.EMERGENCY);
        Instant late = dueOf(file, DeadlineKind.REPLY).plusSeconds(60);
        file.clocks().fireTimers(late, office);
        assertThat(happened(file, DeadlineMarked.class))
                .filteredOn(mark -> mark.kind() == DeadlineKind.REPLY)
                .extracting(DeadlineMarked::mark)
                .contains(DeadlineMark.RED);

        correct(file, Urgency.ORDINARY, Anonymity.NAMED, local(late), CorrectedFact.URGENCY);

        assertThat(happened(file, DeadlineMarkRevoked.class))
                .filteredOn(mark -> mark.kind() == DeadlineKind.REPLY)
                .extracting(DeadlineMarkRevoked::mark)
                .contains(DeadlineMark.RED);
        assertThat(dueOf(file, DeadlineKind.REPLY)).isAfter(late);
    }

    @Test
    void who_hides_from_the_unit_after_all_is_not_to_be_spoken_with_by_it() {
        var market = TestOffice.officeWith(TestOffice.example("market-complaints"));
        var file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        apply(file, market, events.dispatched("2026-03-04T10:00"));
        assertThat(open(file, DeadlineKind.FIRST_CONTACT)).isPresent();

        apply(
                file,
                market,
                correction(Urgency.ORDINARY, Anonymity.HIDDEN_FROM_UNIT, "2026-03-04T11:00", CorrectedFact.ANONYMITY));

        assertThat(open(file, DeadlineKind.FIRST_CONTACT)).isEmpty();
        assertThat(happened(file, DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind)
                .containsExactly(DeadlineKind.FIRST_CONTACT);
        assertThat(file.facts().anonymity()).isEqualTo(Anonymity.HIDDEN_FROM_UNIT);
    }

    @Test
    void who_may_be_spoken_with_after_all_is_unless_the_unit_has_done_so() {
        var market = TestOffice.officeWith(TestOffice.example("market-complaints"));
        for (boolean done : List.of(true, false)) {
            var file = CaseFile.open(events.registered("2026-03-04T09:00", Anonymity.HIDDEN_FROM_UNIT), false);
            apply(file, market, events.dispatched("2026-03-04T10:00"));
            file.correcting().knows(done ? Set.of(new Settled(DeadlineKind.FIRST_CONTACT, null)) : Set.of());

            apply(
                    file,
                    market,
                    correction(Urgency.ORDINARY, Anonymity.NAMED, "2026-03-04T11:00", CorrectedFact.ANONYMITY));

            assertThat(open(file, DeadlineKind.FIRST_CONTACT).isPresent()).isEqualTo(!done);
        }
    }

    @Test
    void before_a_unit_has_the_case_only_the_facts_change() {
        var file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        UUID other = UUID.randomUUID();

        apply(
                file,
                office,
                new CaseCorrected(
                        events.caseId,
                        UUID.randomUUID(),
                        1,
                        List.of(new FactCorrection(CorrectedFact.CONTACT, null, null)),
                        "停水三天",
                        "C11",
                        null,
                        Urgency.URGENT,
                        Anonymity.NAMED,
                        null,
                        other,
                        false,
                        "听错了",
                        "agent",
                        at("2026-03-04T09:30")));

        assertThat(file.changes().events()).isEmpty();
        assertThat(file.facts().citizenRef()).isEqualTo(other);
        assertThat(file.facts().title()).isEqualTo("停水三天");
        assertThat(file.facts().mayBeCalled()).isFalse();
        assertThat(file.isChanged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, C11", "1, C12"})
    void a_dispatch_decided_before_the_correction_was_heard_does_not_bring_the_category_back(
            int heard, String category) {
        var file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        apply(
                file,
                office,
                correction("C11", Urgency.ORDINARY, Anonymity.NAMED, "2026-03-04T09:30", CorrectedFact.CATEGORY));
        var stored = CaseFile.restore(0, file.facts(), file.progress(), CaseFile.Open.NOTHING);

        apply(stored, office, events.dispatched("2026-03-04T10:00", "C12", heard));

        assertThat(stored.progress().category()).isEqualTo(category);
    }

    private CaseFile handledAs(Urgency urgency) {
        CaseRegistered registered = CaseEvents.urgent(events.registered("2026-03-04T09:00"), urgency);
        var file = CaseFile.open(registered, false);
        apply(file, office, events.dispatched("2026-03-04T10:00"));
        return file;
    }

    private void correct(CaseFile file, Urgency urgency, Anonymity anonymity, String when, CorrectedFact fact) {
        apply(file, office, correction(urgency, anonymity, when, fact));
    }

    private CaseCorrected correction(Urgency urgency, Anonymity anonymity, String when, CorrectedFact fact) {
        return correction(null, urgency, anonymity, when, fact);
    }

    private CaseCorrected correction(
            String category, Urgency urgency, Anonymity anonymity, String when, CorrectedFact fact) {
        return new CaseCorrected(
                events.caseId,
                UUID.randomUUID(),
                1,
                List.of(new FactCorrection(fact, null, null)),
                "小区停水",
                category,
                null,
                urgency,
                anonymity,
                null,
                events.citizen,
                true,
                "听错了",
                "agent",
                at(when));
    }

    private void apply(CaseFile file, Office office, CaseEvent event) {
        own.comeBack(file, office);
        Instant when = event instanceof CaseCorrected e ? e.correctedAt() : at("2026-03-04T10:00");
        file.apply(event, Cause.at(when, null), office);
    }

    private static Instant dueOf(CaseFile file, DeadlineKind kind) {
        return open(file, kind).orElseThrow().terms().dueAt();
    }

    private static Optional<Deadline> open(CaseFile file, DeadlineKind kind) {
        return file.deadlines().stream()
                .filter(deadline ->
                        deadline.state().isOpen() && deadline.subject().kind() == kind)
                .findFirst();
    }

    private static <E extends CaseEvent> List<E> happened(CaseFile file, Class<E> type) {
        return file.changes().events().stream()
                .map(Changes.Derived::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
