package org.hotline12345.followup.policy.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What is wrong with a policy although its document has the right form. */
public final class PolicyCheck {
    /**
     * Something wrong.
     *
     * @param field Where, such as {@code deadlines.REPLY.terms[1]}.
     * @param text Key of the text that says what.
     */
    public record Flaw(String field, String text) {}

    private final List<Flaw> flaws = new ArrayList<>();

    private PolicyCheck() {}

    /** All that is wrong with the policy; empty for a sound one. */
    public static List<Flaw> of(DeadlinePolicy policy) {
        var check = new PolicyCheck();
        policy.deadlines().forEach((kind, rules) -> check.terms("deadlines." + kind + ".terms", rules.terms(), true));
        var clocks = new HashSet<String>();
        for (int i = 0; i < policy.statutory().size(); i++) {
            StatutoryClock clock = policy.statutory().get(i);
            String field = "statutory[" + i + "]";
            if (!clocks.add(clock.id())) {
                check.flaws.add(new Flaw(field + ".id", "violation.policy.clockTwice"));
            }
            // a case that no term fits does not have the clock
            check.terms(field + ".terms", clock.terms(), false);
        }
        check.terms(
                "returnWithin", policy.returnWithin(), !policy.returnWithin().isEmpty());
        check.terms("ruling", policy.ruling(), !policy.ruling().isEmpty());
        check.marksOnly("ruling", policy.ruling());
        check.terms("triage", policy.triage(), true);
        check.ownPeopleOnly("triage", policy.triage());
        check.terms("askBack", policy.askBack(), true);
        check.ownPeopleOnly("askBack", policy.askBack());
        check.terms("textReply", List.of(policy.textReply()), true);
        check.ownPeopleOnly("textReply", List.of(policy.textReply()));
        return List.copyOf(check.flaws);
    }

    /** The dispatch office owes it: there is no unit that could be urged. */
    private void marksOnly(String field, List<Term> terms) {
        for (int i = 0; i < terms.size(); i++) {
            Marks marks = terms.get(i).marks();
            if (marks != null && !marks.equals(new Marks(marks.yellow(), marks.red(), null, null, null, null, null))) {
                flaws.add(new Flaw(field + "[" + i + "].marks", "violation.policy.marksOnly"));
            }
        }
    }

    /** Its own people are marked and urged; there are no leaders of a unit, and nothing to supervise. */
    private void ownPeopleOnly(String field, List<Term> terms) {
        for (int i = 0; i < terms.size(); i++) {
            Marks marks = terms.get(i).marks();
            if (marks != null
                    && !marks.equals(new Marks(marks.yellow(), marks.red(), marks.urge(), null, null, null, null))) {
                flaws.add(new Flaw(field + "[" + i + "].marks", "violation.policy.ownPeopleOnly"));
            }
        }
    }

    private void terms(String field, List<Term> terms, boolean forAllCases) {
        boolean open = false;
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            String at = field + "[" + i + "]";
            if (open) {
                flaws.add(new Flaw(at, "violation.policy.neverReached"));
            }
            open |= term.when().equals(When.always());
            boolean inDays = term.within().unit() == SpanUnit.WORKING_DAYS
                    || term.within().unit() == SpanUnit.CALENDAR_DAYS;
            if (!inDays && term.from() == CountFrom.SAME_DAY) {
                flaws.add(new Flaw(at + ".from", "violation.policy.onlyDays"));
            }
            if (!inDays && term.until() != MomentOfDay.CLOSE_OF_OFFICE && term.until() != MomentOfDay.SAME_TIME) {
                flaws.add(new Flaw(at + ".until", "violation.policy.onlyDays"));
            }
            if (term.onDayOff() == OnDayOff.NEXT_WORKING_DAY && term.within().unit() != SpanUnit.CALENDAR_DAYS) {
                flaws.add(new Flaw(at + ".onDayOff", "violation.policy.onlyCalendarDays"));
            }
        }
        if (forAllCases && !open) {
            flaws.add(new Flaw(field, "violation.policy.lastTerm"));
        }
    }
}
