package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.Extensions;
import org.hotline12345.followup.policy.model.KindRules;

/** The clocks of a case: set, moved, met and cancelled, each with its event, and what the timer does about them. */
public final class Clocks {
    /** What ends the hotline's clocks but not one of the law: another round, another lead. */
    private static final Set<DeadlineCancelReason> LEAVES_STATUTORY =
            Set.of(DeadlineCancelReason.REPLACED, DeadlineCancelReason.MERGED);

    /** The kinds of deadline that the unit itself says are done. */
    private static final Set<DeadlineKind> TOLD_BY_UNIT = Set.of(DeadlineKind.FIRST_CONTACT, DeadlineKind.STATUTORY);

    private final CaseFile file;

    Clocks(CaseFile file) {
        this.file = file;
    }

    /**
     * What the unit itself reports is done: the first contact, an act of the law.
     *
     * @return whether such a deadline is open
     */
    public boolean reportDone(UUID deadlineId, Instant doneAt, Cause cause) {
        Optional<Deadline> found = allOpen().stream()
                .filter(deadline -> deadline.subject().id().equals(deadlineId)
                        && TOLD_BY_UNIT.contains(deadline.subject().kind()))
                .findFirst();
        found.ifPresent(deadline -> done(deadline, doneAt, cause));
        return found.isPresent();
    }

    /** Whether the ladder of one of its deadlines has come to supervision. */
    public boolean escalatesBy(Instant now) {
        return file.deadlines.stream().anyMatch(deadline -> deadline.escalatesBy(now));
    }

    /** What the timer does now around the case's deadlines, in the order of its moments. */
    public void fireTimers(Instant now, Office office) {
        record Fired(Deadline deadline, Deadline.Due due) {}
        List<Fired> all = file.deadlines.stream()
                .flatMap(deadline -> deadline.fire(now, office.ids()).stream().map(due -> new Fired(deadline, due)))
                .sorted(Comparator.comparing(fired -> fired.due().moment()))
                .toList();
        all.forEach(fired -> publish(fired.deadline(), fired.due(), now, office));
        if (all.isEmpty()) {
            // the moment in the row does not fit the deadline: without this it would be looked at for ever
            allOpen().forEach(Deadline::writeNextMoment);
        }
    }

    private void publish(Deadline deadline, Deadline.Due due, Instant now, Office office) {
        var cause = Cause.at(due.moment(), null);
        switch (due.step()) {
            case YELLOW -> file.changes.add(asMarked(deadline, DeadlineMark.YELLOW, due.moment()), cause);
            case RED -> file.changes.add(asMarked(deadline, DeadlineMark.RED, due.moment()), cause);
            case RAISE -> file.supervising.raise(deadline, due, cause, office);
            default -> {
                if (TriageWatch.isOfTriage(deadline.subject())) {
                    file.triage.urgeBySystem(deadline, due, cause, office);
                    return;
                }
                DeadlineKind kind = deadline.subject().kind();
                Instant dueAt = deadline.terms().dueAt();
                UrgeLevel level = due.step().urges();
                Instant deliverAt = file.urging.delivery(now, office);
                boolean waits = deliverAt.isAfter(now);
                deadline.noticeWaits(due.id(), waits);
                file.urging.addUrge(
                        new Changes.NewUrge(
                                due.id(),
                                null,
                                file.facts.caseId(),
                                deadline.subject().workOrderId(),
                                deadline.subject().unit(),
                                UrgeOrigin.SYSTEM,
                                level,
                                office.notices().overdue(level, kind, dueAt),
                                null,
                                new Changes.Overdue(kind, dueAt),
                                null,
                                due.moment(),
                                waits ? deliverAt : due.moment(),
                                waits ? null : due.moment()),
                        cause);
            }
        }
    }

    void set(Deadline.Subject subject, Cause cause, Office office) {
        Deadline.Terms terms = file.rules.terms(subject, Deadline.Granted.NOTHING, cause.time(), office);
        set(subject, terms, file.rules.moments(subject, terms, office), cause, office);
    }

    /** Sets one that counts from before now: what the timer would have done by now it does now. */
    void setAfterwards(Deadline.Subject subject, Deadline.Terms terms, Cause cause, Office office) {
        set(subject, terms, file.rules.moments(subject, terms, office).notBefore(cause.time()), cause, office);
    }

    private void set(Deadline.Subject subject, Deadline.Terms terms, Moments moments, Cause cause, Office office) {
        Deadline deadline = Deadline.set(subject, terms, moments, file.live);
        file.deadlines.add(deadline);
        file.changes.add(asSet(deadline, office), cause);
    }

    /**
     * What more is granted to a deadline that is computed anew.
     *
     * @param extensionDays Working days granted now; zero for none.
     * @param givenBackDays Working days given back now.
     * @param pauses All pauses from now on. Null: as they were.
     * @param because Why.
     */
    record Change(int extensionDays, int givenBackDays, List<Pause> pauses, Text because) {
        static Change none(Text because) {
            return new Change(0, 0, null, because);
        }

        Deadline.Granted to(Deadline.Granted before) {
            return new Deadline.Granted(
                    before.extensions() + (extensionDays > 0 ? 1 : 0),
                    before.extensionDays() + extensionDays,
                    before.givenBackDays() + givenBackDays,
                    pauses == null ? before.pauses() : pauses);
        }
    }

    /** Computes the deadline anew with what more is granted; answers whether it moved. */
    boolean move(Deadline deadline, Change change, Cause cause, Office office) {
        Deadline.Terms before = deadline.terms();
        Deadline.Terms computed =
                file.rules.terms(deadline.subject(), change.to(before.granted()), cause.time(), office);
        boolean isMoved = !computed.dueAt().equals(before.dueAt());
        Deadline.Terms terms =
                computed.withMove(isMoved ? new Deadline.Move(before.dueAt(), change.because()) : before.lastMove());
        Deadline.Revoked revoked =
                deadline.move(terms, file.rules.moments(deadline.subject(), terms, office), cause.time());
        revoke(deadline, revoked, cause);
        if (isMoved && deadline.subject().kind() == DeadlineKind.INFORM) {
            file.informing.moved(deadline, before.dueAt());
        }
        return isMoved;
    }

    void done(Deadline deadline, Instant doneAt, Cause cause) {
        Deadline.Revoked revoked = deadline.done(doneAt);
        revoke(deadline, revoked, cause);
        Deadline.Subject about = deadline.subject();
        Instant dueAt = deadline.terms().dueAt();
        file.changes.add(
                doneAt.isAfter(dueAt)
                        ? new DeadlineMissed(
                                file.facts.caseId(),
                                about.id(),
                                about.workOrderId(),
                                about.round(),
                                about.kind(),
                                about.unit(),
                                dueAt,
                                doneAt)
                        : new DeadlineMet(
                                file.facts.caseId(),
                                about.id(),
                                about.workOrderId(),
                                about.round(),
                                about.kind(),
                                about.unit(),
                                dueAt,
                                doneAt),
                cause);
    }

    void revoke(Deadline deadline, Deadline.Revoked revoked, Cause cause) {
        Deadline.Subject about = deadline.subject();
        // of a reminder of the hotline's own people nothing is taken back: it named no one
        for (FiredRung rung : TriageWatch.isOfTriage(about) ? List.<FiredRung>of() : revoked.ladder()) {
            file.changes.add(new Changes.RevokedUrge(rung.id(), cause.time()));
            // of one that still waited nobody was told
            if (!rung.waiting()) {
                file.changes.add(
                        new UnitUrgeRevoked(
                                file.facts.caseId(), rung.id(), about.workOrderId(), about.unit(), cause.time()),
                        cause);
            }
        }
        for (DeadlineMark mark : revoked.marks()) {
            file.changes.add(
                    new DeadlineMarkRevoked(
                            file.facts.caseId(),
                            about.id(),
                            about.workOrderId(),
                            about.kind(),
                            about.unit(),
                            mark,
                            cause.time()),
                    cause);
        }
    }

    void cancelAll(DeadlineCancelReason reason, Instant at, Cause cause) {
        allOpen().stream()
                .filter(deadline ->
                        deadline.subject().kind() != DeadlineKind.STATUTORY || !LEAVES_STATUTORY.contains(reason))
                .forEach(deadline -> cancel(deadline, reason, at, cause));
    }

    void cancel(Deadline deadline, DeadlineCancelReason reason, Instant at, Cause cause) {
        Deadline.Subject about = deadline.subject();
        deadline.cancel(reason, at);
        file.changes.add(
                new DeadlineCancelled(
                        file.facts.caseId(), about.id(), about.workOrderId(), about.kind(), about.unit(), reason, at),
                cause);
    }

    private DeadlineMarked asMarked(Deadline deadline, DeadlineMark mark, Instant moment) {
        Deadline.Subject about = deadline.subject();
        return new DeadlineMarked(
                file.facts.caseId(),
                about.id(),
                about.workOrderId(),
                about.kind(),
                about.unit(),
                mark,
                deadline.terms().dueAt(),
                moment);
    }

    DeadlineSet asSet(Deadline deadline, Office office) {
        return asMoved(deadline, null, null, office);
    }

    DeadlineSet asMoved(Deadline deadline, Instant before, DeadlineMoveCause why, Office office) {
        Deadline.Subject about = deadline.subject();
        Deadline.Terms terms = deadline.terms();
        KindRules rules = file.rules.of(about, office);
        CaseTraits traits = file.rules.traits(about.unit(), office);
        Extensions allowed = rules.extensionsFor(traits);
        boolean moved = before != null && !before.equals(terms.dueAt());
        return new DeadlineSet(
                file.facts.caseId(),
                about.id(),
                about.workOrderId(),
                about.round(),
                about.kind(),
                about.unit(),
                about.startedAt(),
                terms.dueAt(),
                moved ? before : null,
                moved ? terms.lastMove().because().zh() : null,
                terms.provisional(),
                terms.calendarRevision(),
                terms.policyId(),
                terms.policyVersion(),
                Math.max(0, allowed.times() - terms.granted().extensions()),
                Math.max(0, allowed.workingDays() - terms.granted().extensionDays()),
                terms.returnUntil(),
                terms.explanation(),
                terms.setAt(),
                moved ? why : null,
                file.rules.calculatorOf(about, office).extensionUntil(rules, traits, terms.dueAt()));
    }

    Optional<Deadline> open(DeadlineKind kind) {
        return file.deadlines.stream()
                .filter(deadline -> deadline.state().isOpen()
                        && deadline.subject().kind() == kind
                        && file.workOrderId != null
                        && file.workOrderId.equals(deadline.subject().workOrderId()))
                .findFirst();
    }

    List<Deadline> allOpen() {
        return file.deadlines.stream()
                .filter(deadline -> deadline.state().isOpen())
                .toList();
    }
}
