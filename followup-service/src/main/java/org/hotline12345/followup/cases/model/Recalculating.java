package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Explanation;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyVersion;

/** The open deadlines of a case under a new calendar or a new policy, each change with its reason. */
public final class Recalculating {
    private final CaseFile file;

    Recalculating(CaseFile file) {
        this.file = file;
    }

    /**
     * The case comes under another policy than that of its dispatch, as far as a unit handles it: its deadlines are computed anew,
     * those that the policy does not know end, and those that only it knows are set, each with the reason.
     *
     * @param because why
     * @param settled what the unit that has the case did already
     * @return what it did
     */
    public Recomputed switchPolicy(
            PolicyVersion policy, Text because, Set<Settled> settled, Cause cause, Office office) {
        if (file.phase != Phase.HANDLING) {
            return Recomputed.NOTHING;
        }
        file.policyId = policy.id();
        file.policyVersion = policy.version();
        Recomputed done = recompute(CalendarHistory.of(new CalendarChange(because, ChangedDays.ALL)), cause, office);
        setMissing(because, settled, cause, office);
        return done;
    }

    /** Sets what the policy asks for and is neither open nor done. */
    void setMissing(Text because, Set<Settled> settled, Cause cause, Office office) {
        DeadlinePolicy policy = file.rules.policy(office);
        for (DeadlineKind kind : ClockRules.SET_ON_DISPATCH) {
            boolean isDone = kind == DeadlineKind.SIGN && file.signed || settled.contains(new Settled(kind, null));
            if (!isDone
                    && file.rules.isOwed(kind)
                    && file.clocks.open(kind).isEmpty()
                    && policy.rules(kind).isPresent()) {
                Deadline.Subject subject = file.rules.subject(
                        kind,
                        null,
                        file.rules.startOf(policy.rules(kind).orElseThrow().startsAt()),
                        office);
                setByPolicy(notOver(subject, cause, office), because, cause, office);
            }
        }
        if (file.round <= 1) {
            CaseTraits traits = file.rules.traits(file.unit, office);
            policy.statutory().stream()
                    .filter(clock -> clock.isFor(traits)
                            && !isOpenClock(clock.id())
                            && !settled.contains(new Settled(DeadlineKind.STATUTORY, clock.id())))
                    .map(clock -> file.rules.statutory(clock, office))
                    // a law's clock starts with the first receipt and no later: one that is over can only be told, not
                    // kept
                    .filter(subject -> file.rules.isAhead(subject, cause, office))
                    .forEach(subject -> setByPolicy(subject, because, cause, office));
        }
        if (file.returnRequestId != null
                && file.clocks.open(DeadlineKind.RULING).isEmpty()
                && policy.rules(DeadlineKind.RULING).isPresent()) {
            setByPolicy(file.handling.ruling(), because, cause, office);
        }
        if (policy.rules(DeadlineKind.CO_HANDLING).isPresent()) {
            file.questions.stream()
                    .filter(question -> file.handling
                            .openOpinions()
                            .noneMatch(deadline -> deadline.subject().id().equals(question.id())))
                    .forEach(question -> setByPolicy(
                            notOver(file.handling.opinion(question), cause, office), because, cause, office));
        }
    }

    private boolean isOpenClock(String clock) {
        return file.clocks.allOpen().stream()
                .anyMatch(deadline -> clock.equals(deadline.subject().clock()));
    }

    /** Nobody is late with what was not asked: a clock that would be over already starts when the policy comes to hold. */
    private Deadline.Subject notOver(Deadline.Subject subject, Cause cause, Office office) {
        return file.rules.isAhead(subject, cause, office) ? subject : subject.startedAt(cause.time());
    }

    /** Ends what the policy no longer asks for. */
    void endByPolicy(Deadline deadline, Text because, Cause cause) {
        Deadline.Subject about = deadline.subject();
        file.clocks.cancel(deadline, DeadlineCancelReason.REPLACED, cause.time(), cause);
        file.changes.add(new Changes.PolicyNote(about.id(), because, true));
        // the deadline of a request has its id: a later policy cannot set it a second time
        if (about.id().equals(file.returnRequestId)) {
            file.returnRequestId = null;
        }
        file.handling.forgetQuestion(about.id());
    }

    private void setByPolicy(Deadline.Subject subject, Text because, Cause cause, Office office) {
        Deadline.Terms terms = file.rules
                .terms(subject, Deadline.Granted.NOTHING, cause.time(), office)
                .afterLine(Explanation.setBy(because));
        file.changes.add(new Changes.PolicyNote(subject.id(), because, false));
        file.clocks.setAfterwards(subject, terms, cause, office);
    }

    /**
     * Computes the open deadlines anew with the calendar of the office.
     *
     * @param history what changed it; a deadline whose days no change touches only takes the new revision
     * @return what it did
     */
    public Recomputed recompute(CalendarHistory history, Cause cause, Office office) {
        int looked = 0;
        int moved = 0;
        for (Deadline deadline : file.clocks.allOpen()) {
            PolicyVersion policy = file.rules.policyOf(deadline.subject(), office);
            boolean samePolicy = deadline.terms().policyId().equals(policy.id())
                    && deadline.terms().policyVersion() == policy.version();
            long revision = office.calendar().revision();
            if (samePolicy && deadline.terms().calendarRevision() == revision) {
                continue;
            }
            looked++;
            List<CalendarChange> changes = history.since(deadline.terms().calendarRevision());
            if (samePolicy
                    && dependsOnItsDaysAlone(deadline)
                    && changes.stream().noneMatch(change -> deadline.touches(change.days()))) {
                deadline.carryOver(revision);
                continue;
            }
            Text because = because(deadline, changes, cause, office);
            if (!isStillOwed(deadline.subject(), office)) {
                endByPolicy(deadline, because, cause);
                continue;
            }
            Instant before = deadline.terms().dueAt();
            boolean provisional = deadline.terms().provisional();
            boolean isMoved = file.clocks.move(deadline, Clocks.Change.none(because), cause, office);
            if (isMoved) {
                moved++;
                file.changes.add(
                        file.clocks.asMoved(deadline, before, DeadlineMoveCause.CALENDAR_OR_POLICY, office), cause);
            } else if (provisional != deadline.terms().provisional()) {
                file.changes.add(file.clocks.asSet(deadline, office), cause);
            }
        }
        return new Recomputed(looked, moved);
    }

    /**
     * The reasons of those changes that touch the deadline's days: up to where it lay, or to where it lies now, for one change may bring it
     * among the days of another. Where none does, something else that moved is behind it, and all are named.
     */
    private Text because(Deadline deadline, List<CalendarChange> changes, Cause cause, Office office) {
        if (changes.size() == 1 || !isStillOwed(deadline.subject(), office)) {
            return reasons(changes);
        }
        Instant dueAt = file.rules
                .terms(deadline.subject(), deadline.terms().granted(), cause.time(), office)
                .dueAt();
        List<CalendarChange> touching = changes.stream()
                .filter(change -> deadline.touches(change.days(), dueAt))
                .toList();
        return reasons(touching.isEmpty() ? changes : touching);
    }

    private static Text reasons(List<CalendarChange> changes) {
        return changes.stream()
                .reduce(CalendarChange::and)
                .map(CalendarChange::because)
                .orElseThrow();
    }

    /** Not one that something later than itself may have cut short: that could move without a change of its own days. */
    private boolean dependsOnItsDaysAlone(Deadline deadline) {
        return deadline.subject().kind() != DeadlineKind.CO_HANDLING && file.facts.upstreamDueAt() == null;
    }

    /** Whether the policy that now holds has such a deadline for the case at all. */
    boolean isStillOwed(Deadline.Subject about, Office office) {
        return file.rules
                .find(about, office)
                .flatMap(rules -> rules.termFor(file.rules.traits(about.unit(), office)))
                .isPresent();
    }
}
