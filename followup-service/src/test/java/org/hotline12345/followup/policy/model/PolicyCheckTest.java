package org.hotline12345.followup.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.model.OfficeHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy must not say although its document has the right form. */
class PolicyCheckTest {
    private static final OfficeHours OFFICE = new OfficeHours(LocalTime.of(8, 30), LocalTime.of(17, 30), null);
    private static final SupervisionRules SUPERVISION =
            new SupervisionRules(2, 2, 3, 0, 0, 0, new Span(3, SpanUnit.WORKING_DAYS), null);
    private static final When COMPLAINTS = new When(List.of(CaseType.COMPLAINT), null, null, null, null, null);
    private static final Term FIVE_DAYS = Term.of(5, SpanUnit.WORKING_DAYS);
    private static final Term FOR_COMPLAINTS =
            new Term(COMPLAINTS, new Span(3, SpanUnit.WORKING_DAYS), null, null, null, null, null);

    @Test
    void what_is_shipped_is_sound() {
        assertThat(PolicyCheck.of(TestOffice.policy())).isEmpty();
        assertThat(PolicyCheck.of(TestOffice.policy(TestOffice.example("market-complaints"))))
                .isEmpty();
    }

    @Test
    void every_case_has_a_term_and_none_stands_behind_the_one_for_all() {
        assertThat(ofReply(FOR_COMPLAINTS, FIVE_DAYS)).isEmpty();
        assertThat(ofReply(FOR_COMPLAINTS))
                .extracting(PolicyCheck.Flaw::field, PolicyCheck.Flaw::text)
                .containsExactly(tuple("deadlines.REPLY.terms", "violation.policy.lastTerm"));
        assertThat(ofReply(FIVE_DAYS, FOR_COMPLAINTS, FIVE_DAYS))
                .extracting(PolicyCheck.Flaw::field, PolicyCheck.Flaw::text)
                .containsExactly(
                        tuple("deadlines.REPLY.terms[1]", "violation.policy.neverReached"),
                        tuple("deadlines.REPLY.terms[2]", "violation.policy.neverReached"));
    }

    @ParameterizedTest(name = "{0}, from {1}, until {2}, on a day off {3}: {4} {5}")
    @CsvSource({
        "WORKING_DAYS, SAME_DAY, END_OF_DAY, STAYS, ,",
        "CALENDAR_DAYS, SAME_DAY, OPENING, NEXT_WORKING_DAY, ,",
        "HOURS, NEXT_DAY, SAME_TIME, STAYS, ,",
        "MINUTES, NEXT_DAY, CLOSE_OF_OFFICE, STAYS, ,",
        // only days have a first day, an end and a day off
        "HOURS, SAME_DAY, SAME_TIME, STAYS, from, onlyDays",
        "MINUTES, SAME_DAY, SAME_TIME, STAYS, from, onlyDays",
        "OFFICE_HOURS, NEXT_DAY, END_OF_DAY, STAYS, until, onlyDays",
        "HOURS, NEXT_DAY, OPENING, STAYS, until, onlyDays",
        "WORKING_DAYS, NEXT_DAY, CLOSE_OF_OFFICE, NEXT_WORKING_DAY, onDayOff, onlyCalendarDays",
        "HOURS, NEXT_DAY, SAME_TIME, NEXT_WORKING_DAY, onDayOff, onlyCalendarDays"
    })
    void what_only_days_have_is_not_said_of_hours(
            SpanUnit unit, CountFrom from, MomentOfDay until, OnDayOff onDayOff, String field, String text) {
        var term = new Term(null, new Span(2, unit), from, until, onDayOff, null, null);
        List<PolicyCheck.Flaw> flaws = ofReply(term);
        if (field == null) {
            assertThat(flaws).isEmpty();
        } else {
            assertThat(flaws)
                    .containsExactly(
                            new PolicyCheck.Flaw("deadlines.REPLY.terms[0]." + field, "violation.policy." + text));
        }
    }

    @Test
    void a_clock_of_the_law_may_be_for_some_cases_only_but_its_id_stands_once() {
        assertThat(PolicyCheck.of(policy(List.of(FIVE_DAYS), List.of(clock("a"), clock("b")), List.of(), List.of())))
                .isEmpty();
        assertThat(PolicyCheck.of(
                        policy(List.of(FIVE_DAYS), List.of(clock("a"), clock("b"), clock("a")), List.of(), List.of())))
                .containsExactly(new PolicyCheck.Flaw("statutory[2].id", "violation.policy.clockTwice"));
    }

    @Test
    void the_terms_of_a_clock_of_the_law_are_looked_at_too() {
        var twice = new StatutoryClock("a", Map.of("zh", "时限"), "第十四条", null, List.of(FIVE_DAYS, FOR_COMPLAINTS), null);
        assertThat(PolicyCheck.of(policy(List.of(FIVE_DAYS), List.of(clock("b"), twice), List.of(), List.of())))
                .containsExactly(new PolicyCheck.Flaw("statutory[1].terms[1]", "violation.policy.neverReached"));
    }

    @Test
    void the_window_of_a_return_and_the_ruling_are_for_all_cases_if_they_are_set() {
        assertThat(PolicyCheck.of(policy(List.of(FIVE_DAYS), List.of(), List.of(FOR_COMPLAINTS), List.of())))
                .containsExactly(new PolicyCheck.Flaw("returnWithin", "violation.policy.lastTerm"));
        assertThat(PolicyCheck.of(policy(List.of(FIVE_DAYS), List.of(), List.of(), List.of(FOR_COMPLAINTS))))
                .containsExactly(new PolicyCheck.Flaw("ruling", "violation.policy.lastTerm"));
    }

    @Test
    void a_text_reply_has_one_term_whatever_case_it_is_about_and_no_unit_is_urged() {
        String policy = TestOffice.example("qinglong");
        assertThat(faults(policy + "textReply: {when: {urgency: [URGENT]}, within: {amount: 1, unit: HOURS}}\n"))
                .contains("textReply");
        assertThat(
                        faults(
                                policy
                                        + "textReply: {within: {amount: 1, unit: HOURS}, marks: {raise: {after: {amount: 1, unit: HOURS}}}}\n"))
                .contains("textReply[0].marks");
    }

    private static List<String> faults(String document) {
        try {
            TestOffice.policy(document);
            return List.of();
        } catch (Problem problem) {
            return problem.violations().stream().map(Violation::field).toList();
        }
    }

    @Test
    void nobody_is_urged_for_a_ruling_the_dispatch_office_owes_it() {
        var now = new Offset(null, new Span(0, SpanUnit.MINUTES), null);
        assertThat(PolicyCheck.of(policy(
                        List.of(FIVE_DAYS),
                        List.of(),
                        List.of(),
                        List.of(within(new Marks(now, now, null, null, null, null, null))))))
                .isEmpty();
        for (Marks urging : List.of(
                new Marks(null, null, now, null, null, null, null),
                new Marks(null, now, null, now, null, null, null),
                new Marks(null, null, null, null, now, null, null),
                new Marks(null, null, null, null, null, now, null),
                new Marks(null, null, null, null, null, null, now))) {
            assertThat(PolicyCheck.of(
                            policy(List.of(FIVE_DAYS), List.of(), List.of(), List.of(FOR_COMPLAINTS, within(urging)))))
                    .containsExactly(new PolicyCheck.Flaw("ruling[1].marks", "violation.policy.marksOnly"));
        }
    }

    private static Term within(Marks marks) {
        return new Term(null, new Span(1, SpanUnit.WORKING_DAYS), null, null, null, marks, null);
    }

    private static StatutoryClock clock(String id) {
        return new StatutoryClock(id, Map.of("zh", "时限"), "第十四条", null, List.of(FOR_COMPLAINTS), null);
    }

    private static List<PolicyCheck.Flaw> ofReply(Term... terms) {
        return PolicyCheck.of(policy(List.of(terms), List.of(), List.of(), List.of()));
    }

    private static DeadlinePolicy policy(
            List<Term> reply, List<StatutoryClock> clocks, List<Term> returnWithin, List<Term> ruling) {
        return new DeadlinePolicy(
                "test",
                Map.of("zh", "试验"),
                "",
                OFFICE,
                Map.of(DeadlineKind.REPLY, new KindRules(null, reply, null, null, null)),
                clocks,
                returnWithin,
                ruling,
                null,
                null,
                null,
                null,
                SUPERVISION,
                null);
    }
}
