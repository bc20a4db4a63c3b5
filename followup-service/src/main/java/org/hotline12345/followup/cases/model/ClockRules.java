package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.ComputedDeadline;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.KindRules;
import org.hotline12345.followup.policy.model.MomentOfDay;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.StatutoryClock;
import org.hotline12345.followup.policy.model.Term;

/** What the policy says about the clocks of a case: which rules hold, from when they count, when they are due. */
final class ClockRules {
    static final List<DeadlineKind> SET_ON_DISPATCH =
            List.of(DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY);

    /** The review of a planned matter where the policy says nothing about it: on the day itself, or the next working day. */
    private static final KindRules REVIEW = new KindRules(
            StartingPoint.GIVEN_DATE,
            List.of(Term.of(new Span(0, SpanUnit.WORKING_DAYS), CountFrom.NEXT_DAY, MomentOfDay.CLOSE_OF_OFFICE)),
            null,
            null,
            null);

    /** What starts a clock that would be over already when the policy which sets it comes to hold. */
    private static final Text POLICY_IN_FORCE = new Text(
            "本规则开始适用于该件（此前没有此项时限）", "this policy came to hold for the case, which had no such deadline before");

    private final CaseFile file;

    ClockRules(CaseFile file) {
        this.file = file;
    }

    /**
     * Whether the unit owes it in this case: nobody can first speak with a citizen who hides from the unit, refuses contact or has no
     * telephone.
     */
    boolean isOwed(DeadlineKind kind) {
        return kind != DeadlineKind.FIRST_CONTACT
                || file.facts.mayBeCalled() && file.facts.anonymity() != Anonymity.HIDDEN_FROM_UNIT;
    }

    boolean isAhead(Deadline.Subject subject, Cause cause, Office office) {
        return terms(subject, Deadline.Granted.NOTHING, cause.time(), office)
                .dueAt()
                .isAfter(cause.time());
    }

    Deadline.Subject subject(DeadlineKind kind, String clock, Instant startedAt, Office office) {
        return new Deadline.Subject(
                office.ids().get(),
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                kind,
                clock,
                file.unit,
                startedAt);
    }

    Deadline.Subject statutory(StatutoryClock clock, Office office) {
        return subject(DeadlineKind.STATUTORY, clock.id(), startOf(clock.rules().startsAt()), office);
    }

    /** When a clock that a dispatch sets started; a round after the first knows no other start than its dispatch. */
    Instant startOf(StartingPoint point) {
        return point == StartingPoint.REGISTRATION && file.round <= 1 ? file.facts.registeredAt() : file.dispatchedAt;
    }

    /**
     * What started a clock, where that is not what the policy names: it may have come to hold when the unit had the case already, and
     * a round after the first knows no other start than its dispatch. Null: what the policy names.
     */
    private Text startedBy(Deadline.Subject subject, DeadlinePolicy policy) {
        Instant start = subject.startedAt();
        if (TriageWatch.isOfTriage(subject)) {
            return TriageWatch.startOf(subject.kind());
        }
        if (subject.kind() == DeadlineKind.CO_HANDLING) {
            return file.questions.stream()
                            .anyMatch(question -> question.id().equals(subject.id()) && isLater(start, question))
                    ? POLICY_IN_FORCE
                    : null;
        }
        if (!SET_ON_DISPATCH.contains(subject.kind())) {
            return null;
        }
        boolean isDispatch = start.equals(file.dispatchedAt);
        boolean isRegistration = start.equals(file.facts.registeredAt());
        StartingPoint named =
                policy.rules(subject.kind()).map(KindRules::startsAt).orElse(StartingPoint.DISPATCH);
        if (named == StartingPoint.REGISTRATION ? isRegistration : isDispatch) {
            return null;
        }
        if (isDispatch || isRegistration) {
            return (isDispatch ? StartingPoint.DISPATCH : StartingPoint.REGISTRATION).text();
        }
        return POLICY_IN_FORCE;
    }

    /** To the microsecond, which is what a database keeps. */
    private static boolean isLater(Instant start, OpenQuestion question) {
        return start.truncatedTo(ChronoUnit.MICROS).isAfter(question.askedAt().truncatedTo(ChronoUnit.MICROS));
    }

    Deadline.Terms terms(Deadline.Subject subject, Deadline.Granted granted, Instant setAt, Office office) {
        PolicyVersion policy = policyOf(subject, office);
        var calculator = new DeadlineCalculator(office.calendar(), policy.policy());
        CaseTraits traits = traits(subject.unit(), office);
        Adjustments granting = Adjustments.NONE.givenBack(granted.givenBackDays());
        Adjustments adjustments = switch (subject.kind()) {
            case REPLY ->
                granting.extended(granted.extensionDays())
                        .paused(granted.pauses())
                        .upstream(file.facts.upstreamDueAt())
                        .fixed(subject.round() == 1 ? file.facts.replyDueAt() : null);
            case CO_HANDLING ->
                Adjustments.NONE.noLaterThan(file.clocks
                        .open(DeadlineKind.REPLY)
                        .map(deadline -> deadline.terms().dueAt())
                        .orElse(null));
            case STATUTORY -> Adjustments.NONE;
            case TRIAGE -> granting.paused(granted.pauses());
            default -> granting;
        };
        adjustments = adjustments.startedBy(startedBy(subject, policy.policy()));
        ComputedDeadline computed;
        if (subject.clock() != null) {
            computed = calculator.compute(
                    policy.policy().statutory(subject.clock()).orElseThrow(), traits, subject.startedAt(), adjustments);
        } else if (policy.policy().rules(subject.kind()).isEmpty() && subject.kind() == DeadlineKind.REVIEW) {
            computed = calculator.compute(REVIEW.terms().get(0), REVIEW.startsAt(), subject.startedAt(), adjustments);
        } else {
            computed = calculator.compute(subject.kind(), traits, subject.startedAt(), adjustments);
        }
        boolean returnable = SET_ON_DISPATCH.contains(subject.kind());
        return new Deadline.Terms(
                computed,
                office.calendar().revision(),
                policy.id(),
                policy.version(),
                granted,
                returnable ? calculator.returnUntil(traits, file.dispatchedAt) : null,
                null,
                setAt);
    }

    Moments moments(Deadline.Subject subject, Deadline.Terms terms, Office office) {
        Moments moments = calculatorOf(subject, office)
                .moments(of(subject, office), traits(subject.unit(), office), subject.startedAt(), terms.dueAt());
        if (subject.unit() == null) {
            moments = TriageWatch.isOfTriage(subject) ? moments.handlersOnly() : moments.marksOnly();
        }
        return file.liveAt == null ? moments : moments.notBefore(file.liveAt);
    }

    KindRules of(Deadline.Subject about, Office office) {
        return find(about, office)
                .orElseThrow(() -> new IllegalStateException("the policy of the case has no rules for " + about));
    }

    Optional<KindRules> find(Deadline.Subject about, Office office) {
        DeadlinePolicy policy = policyOf(about, office).policy();
        if (about.kind() == DeadlineKind.REVIEW) {
            return Optional.of(policy.rules(DeadlineKind.REVIEW).orElse(REVIEW));
        }
        return about.clock() == null
                ? policy.rules(about.kind())
                : policy.statutory(about.clock()).map(StatutoryClock::rules);
    }

    /** What the policy looks at; for what the dispatch office owes, of null, it is the lead unit's case, if it has one. */
    CaseTraits traits(String of, Office office) {
        String unit = of == null ? file.unit : of;
        return new CaseTraits(
                file.facts.type(),
                file.facts.urgency(),
                file.facts.channel(),
                file.category,
                unit == null ? null : office.unitLevel().apply(unit),
                file.round > 1);
    }

    /**
     * The policy of a deadline: the case's own, or for one that an earlier order left, such as a law's clock, the one it was set by; before
     * a unit has the case the one in force.
     */
    PolicyVersion policyOf(Deadline.Subject about, Office office) {
        if (about.workOrderId() != null && about.workOrderId().equals(file.workOrderId)) {
            return office.policies().version(file.policyId, file.policyVersion);
        }
        var terms = file.deadlines.stream()
                .filter(deadline -> deadline.subject().equals(about))
                .findFirst()
                .map(Deadline::terms);
        if (terms.isEmpty() && TriageWatch.isOfTriage(about)) {
            return office.policies().inForceAt(about.startedAt());
        }
        return office.policies()
                .version(terms.orElseThrow().policyId(), terms.orElseThrow().policyVersion());
    }

    /** Before a unit has the case there is no policy of the case. */
    DeadlineCalculator calculatorOf(Deadline.Subject about, Office office) {
        return TriageWatch.isOfTriage(about)
                ? new DeadlineCalculator(
                        office.calendar(), policyOf(about, office).policy())
                : calculator(office);
    }

    DeadlinePolicy policy(Office office) {
        return office.policies().version(file.policyId, file.policyVersion).policy();
    }

    DeadlineCalculator calculator(Office office) {
        WorkingCalendar calendar = office.calendar();
        return new DeadlineCalculator(calendar, policy(office));
    }

    /** By when the unit reports on what happens now, by the policy of the case. */
    Instant reportBy(Cause cause, Office office) {
        return reportBy(policy(office), cause, office);
    }

    /**
     * By when somebody of the office deals with what comes now: within the time that units have to report, by the policy in force, for a
     * case that was answered on the spot has none of its own.
     */
    Instant dealtWithBy(Cause cause, Office office) {
        return reportBy(office.policies().inForceAt(cause.time()).policy(), cause, office);
    }

    private Instant reportBy(DeadlinePolicy policy, Cause cause, Office office) {
        return new DeadlineCalculator(office.calendar(), policy)
                .after(cause.time(), policy.supervision().reportWithin(file.facts.urgency()));
    }
}
