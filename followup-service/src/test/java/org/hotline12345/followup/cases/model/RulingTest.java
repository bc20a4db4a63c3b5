package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Deadline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ruling on a return, 退单裁定: a deadline of the dispatch office. */
class RulingTest {
    private final Office office = TestOffice.office();
    private final CaseEvents events = new CaseEvents();
    private final CaseFile file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
    private int read;

    @BeforeEach
    void dispatched() {
        apply(file, office, events.dispatched("2026-03-04T10:00"));
        happened(CaseEvent.class);
    }

    @Test
    void a_request_sets_it_for_the_dispatch_office_with_its_reasons() {
        var requested = events.returnRequested("2026-03-06T10:00");
        apply(requested);
        assertThat(happened(DeadlineSet.class)).singleElement().satisfies(set -> {
            assertThat(set.kind()).isEqualTo(DeadlineKind.RULING);
            assertThat(set.deadlineId()).isEqualTo(requested.returnRequestId());
            assertThat(set.unit()).isNull();
            assertThat(local(set.startedAt())).isEqualTo("2026-03-06T10:00");
            // over a weekend
            assertThat(local(set.dueAt())).isEqualTo("2026-03-09T17:30");
            assertThat(set.returnUntil()).isNull();
            assertThat(set.extensionDaysLeft()).isZero();
            assertThat(set.explanation())
                    .extracting(ExplanationStep::text)
                    .contains("时限 1 个工作日", "3月7日（周六）周末，不计", "到期 2026年3月9日 17:30");
        });
    }

    @ParameterizedTest(name = "asked {0}, due {1}")
    @CsvSource({
        "2026-03-04T10:00, 2026-03-05T17:30",
        "2026-03-04T23:59, 2026-03-05T17:30",
        // before the Spring Festival, whose last make-up day is a Saturday
        "2026-02-14T16:00, 2026-02-24T17:30",
        "2024-02-08T10:00, 2024-02-09T17:30",
        "2024-02-28T10:00, 2024-02-29T17:30",
        "2023-09-28T15:00, 2023-10-07T17:30",
        // the year without a notice
        "2026-12-31T15:00, 2027-01-01T17:30"
    })
    void it_is_due_a_working_day_after_the_request(String asked, String due) {
        var again = new CaseEvents();
        CaseFile other = CaseFile.open(again.registered("2023-01-04T09:00"), false);
        apply(other, office, again.dispatched("2023-01-04T10:00"), again.returnRequested(asked));
        assertThat(other.deadlines())
                .filteredOn(deadline -> deadline.subject().kind() == DeadlineKind.RULING)
                .extracting(deadline -> local(deadline.terms().dueAt()))
                .containsExactly(due);
    }

    @Test
    void nothing_happens_while_there_is_time_then_it_turns_red_and_nobody_is_urged() {
        apply(events.signed("2026-03-04T10:30"), events.returnRequested("2026-03-04T11:00"));
        happened(CaseEvent.class);
        file.clocks().fireTimers(at("2026-03-05T17:29:59"), office);
        assertThat(happened(CaseEvent.class)).isEmpty();
        file.clocks().fireTimers(at("2026-03-05T17:30"), office);
        assertThat(happened(DeadlineMarked.class)).singleElement().satisfies(marked -> {
            assertThat(marked.kind()).isEqualTo(DeadlineKind.RULING);
            assertThat(marked.unit()).isNull();
        });
        assertThat(ruling().nextAt()).isNull();
        assertThat(file.changes().urges()).isEmpty();
    }

    @ParameterizedTest(name = "ruled {0}: missed {1}")
    @CsvSource({"2026-03-05T17:30, false", "2026-03-05T17:30:01, true", "2026-03-09T09:00, true"})
    void the_decision_meets_or_misses_it_whatever_it_says(String ruled, boolean missed) {
        for (boolean granted : new boolean[] {true, false}) {
            var again = new CaseEvents();
            CaseFile other = CaseFile.open(again.registered("2026-03-04T09:00"), false);
            apply(other, office, again.dispatched("2026-03-04T10:00"), again.returnRequested("2026-03-04T11:00"));
            int before = other.changes().events().size();
            apply(other, office, again.returnDecided(ruled, granted));
            assertThat(other.changes().events().get(before).event()).satisfies(first -> {
                if (missed) {
                    assertThat(first)
                            .isInstanceOfSatisfying(
                                    DeadlineMissed.class,
                                    event -> assertThat(event.kind()).isEqualTo(DeadlineKind.RULING));
                } else {
                    assertThat(first)
                            .isInstanceOfSatisfying(
                                    DeadlineMet.class,
                                    event -> assertThat(event.kind()).isEqualTo(DeadlineKind.RULING));
                }
            });
        }
    }

    @Test
    void a_ruling_in_time_that_is_heard_of_late_takes_the_mark_back() {
        apply(events.signed("2026-03-04T10:30"), events.returnRequested("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-05T18:00"), office);
        happened(CaseEvent.class);
        apply(events.returnDecided("2026-03-05T17:00", false));
        assertThat(happened(CaseEvent.class))
                .extracting(Object::getClass)
                .containsExactly(DeadlineMarkRevoked.class, DeadlineMet.class);
    }

    @Test
    void a_late_one_still_gives_the_excess_back_to_the_unit() {
        apply(events.returnRequested("2026-03-04T11:00"), events.returnDecided("2026-03-09T09:00", false));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.previousDueAt() != null)
                .extracting(DeadlineSet::kind, set -> local(set.dueAt()))
                .containsExactly(
                        tuple(DeadlineKind.SIGN, "2026-03-09T17:30"), tuple(DeadlineKind.REPLY, "2026-03-13T17:30"));
    }

    @Test
    void a_second_request_after_a_refusal_is_ruled_on_anew_but_one_that_waits_is_not_counted_twice() {
        apply(events.returnRequested("2026-03-04T11:00"), events.returnRequested("2026-03-04T12:00"));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.RULING)
                .hasSize(1);
        apply(events.returnDecided("2026-03-04T14:00", false), events.returnRequested("2026-03-05T09:00"));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.RULING)
                .extracting(set -> local(set.dueAt()))
                .containsExactly("2026-03-06T17:30");
    }

    @Test
    void a_case_that_ends_needs_no_ruling() {
        apply(events.returnRequested("2026-03-04T11:00"));
        happened(CaseEvent.class);
        apply(new CaseWithdrawn(events.caseId, "自行解决", at("2026-03-04T12:00")));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind, DeadlineCancelled::reason)
                .contains(tuple(DeadlineKind.RULING, DeadlineCancelReason.WITHDRAWN));
    }

    @Test
    void a_policy_may_set_a_yellow_mark_and_a_policy_without_ruling_sets_no_deadline() {
        String yellow = TestOffice.example("shandong-2020")
                .replace(
                        "ruling:\n  within: {amount: 1, unit: WORKING_DAYS}\n",
                        "ruling:\n  within: {amount: 4, unit: OFFICE_HOURS}\n"
                                + "  marks: {yellow: {before: {amount: 1, unit: HOURS}}}\n");
        assertThat(rulingUnder(yellow)).singleElement().satisfies(deadline -> {
            assertThat(local(deadline.terms().dueAt())).isEqualTo("2026-03-04T15:00");
            assertThat(local(deadline.moments().yellowAt())).isEqualTo("2026-03-04T14:00");
            assertThat(deadline.moments().redAt()).isNull();
        });
        assertThat(rulingUnder(TestOffice.example("bengbu-2019"))).isEmpty();
    }

    private List<Deadline> rulingUnder(String yaml) {
        Office other = TestOffice.officeWith(yaml);
        var again = new CaseEvents();
        CaseFile its = CaseFile.open(again.registered("2026-03-04T09:00"), false);
        apply(its, other, again.dispatched("2026-03-04T10:00"), again.returnRequested("2026-03-04T11:00"));
        return its.deadlines().stream()
                .filter(deadline -> deadline.subject().kind() == DeadlineKind.RULING)
                .toList();
    }

    private Deadline ruling() {
        return file.deadlines().stream()
                .filter(deadline -> deadline.subject().kind() == DeadlineKind.RULING)
                .findFirst()
                .orElseThrow();
    }

    private void apply(CaseEvent... happened) {
        apply(file, office, happened);
    }

    private static void apply(CaseFile to, Office under, CaseEvent... happened) {
        for (CaseEvent event : happened) {
            to.apply(event, new Cause(at("2026-03-04T09:00"), false, null), under);
        }
    }

    private <E extends CaseEvent> List<E> happened(Class<E> type) {
        List<Changes.Derived> all = file.changes().events();
        List<E> found = all.subList(read, all.size()).stream()
                .map(Changes.Derived::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        read = all.size();
        return found;
    }
}
