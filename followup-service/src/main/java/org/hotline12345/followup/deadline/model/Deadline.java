package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.calendar.model.ChangedDays;

/**
 * One deadline of a case and what the timer does about it. Its state changes here only; whoever loads it from its row and
 * saves it back is told by {@link #isChanged()}.
 */
public final class Deadline {
    /**
     * What never changes.
     *
     * @param round Round of handling.
     * @param kind What is due.
     * @param clock Which of the policy's statutory clocks; null for any other kind.
     * @param unit The unit that owes it; null for what the office itself owes: a ruling, telling who hides from the unit.
     * @param startedAt What it counts from.
     */
    public record Subject(
            UUID id,
            UUID caseId,
            UUID workOrderId,
            int round,
            DeadlineKind kind,
            String clock,
            String unit,
            Instant startedAt) {
        /** The same counted from another moment. */
        public Subject startedAt(Instant start) {
            return new Subject(id, caseId, workOrderId, round, kind, clock, unit, start);
        }
    }

    /**
     * What was granted beside the rule.
     *
     * @param extensions How often more time was granted.
     * @param extensionDays Working days granted.
     * @param givenBackDays Working days given back.
     * @param pauses Times in which the unit waited for the citizen.
     */
    public record Granted(int extensions, int extensionDays, int givenBackDays, List<Pause> pauses) {
        /** Nothing yet. */
        public static final Granted NOTHING = new Granted(0, 0, 0, List.of());

        public Granted {
            pauses = List.copyOf(pauses);
        }
    }

    /** What a unit says that it did, in its own words, and who says so. */
    public record DoneNote(String text, String by) {}

    /**
     * That it moved.
     *
     * @param from When it was due before.
     * @param because Why it moved.
     */
    public record Move(Instant from, Text because) {}

    /**
     * How its moment was found.
     *
     * @param computed Its explanation is null if it was not loaded and did not change.
     * @param calendarRevision Revision of the calendar used.
     * @param granted What was granted beside the rule.
     * @param returnUntil Until when a return may be asked for. May be null.
     * @param lastMove How it moved last. Null: it never did.
     * @param setAt Business time of the last change.
     */
    public record Terms(
            ComputedDeadline computed,
            long calendarRevision,
            String policyId,
            int policyVersion,
            Granted granted,
            Instant returnUntil,
            Move lastMove,
            Instant setAt) {
        public Instant dueAt() {
            return computed.dueAt();
        }

        public boolean provisional() {
            return computed.provisional();
        }

        public List<ExplanationStep> explanation() {
            return computed.explanation();
        }

        /** The same as found by a calendar of that revision. */
        private Terms carriedOverTo(long revision) {
            return new Terms(computed, revision, policyId, policyVersion, granted, returnUntil, lastMove, setAt);
        }

        /** The same with another line before its explanation. */
        public Terms afterLine(ExplanationStep line) {
            var lines = Stream.concat(Stream.of(line), computed.explanation().stream());
            var told = new ComputedDeadline(computed.dueAt(), computed.provisional(), lines.toList());
            return new Terms(told, calendarRevision, policyId, policyVersion, granted, returnUntil, lastMove, setAt);
        }

        /** The same after that move; null for none. */
        public Terms withMove(Move move) {
            return new Terms(computed, calendarRevision, policyId, policyVersion, granted, returnUntil, move, setAt);
        }
    }

    /**
     * Something that the timer does now.
     *
     * @param moment The moment it stands for.
     * @param id Id of the urge or the supervision; null for a mark.
     */
    public record Due(TimerStep step, Instant moment, UUID id) {}

    /**
     * What is taken back.
     *
     * @param marks The marks, latest first.
     * @param ladder Steps of the ladder, latest first.
     */
    public record Revoked(List<DeadlineMark> marks, List<FiredRung> ladder) {
        public static final Revoked NOTHING = new Revoked(List.of(), List.of());

        /** Whether nothing is taken back. */
        public boolean isEmpty() {
            return marks.isEmpty() && ladder.isEmpty();
        }
    }

    private final Subject subject;
    private Terms terms;
    private Moments moments;
    private Fired fired;
    private DeadlineState state;
    private boolean timed;
    private boolean held;
    private Instant endedAt;
    private DeadlineCancelReason cancelReason;
    private DoneNote doneNote;
    private boolean changed;
    private boolean carriedOver;
    private final boolean fresh;

    private Deadline(
            Subject subject,
            Terms terms,
            Moments moments,
            Fired fired,
            DeadlineState state,
            boolean timed,
            boolean held,
            Instant endedAt,
            DeadlineCancelReason cancelReason,
            boolean fresh) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.terms = Objects.requireNonNull(terms, "terms");
        this.moments = Objects.requireNonNull(moments, "moments");
        this.fired = Objects.requireNonNull(fired, "fired");
        this.state = Objects.requireNonNull(state, "state");
        this.timed = timed;
        this.held = held;
        this.endedAt = endedAt;
        this.cancelReason = cancelReason;
        this.changed = fresh;
        this.fresh = fresh;
    }

    /**
     * A new deadline.
     *
     * @param timed Whether the timer looks after it; not so for imported cases that are not live.
     */
    public static Deadline set(Subject subject, Terms terms, Moments moments, boolean timed) {
        return new Deadline(subject, terms, moments, Fired.NOTHING, DeadlineState.OPEN, timed, false, null, null, true);
    }

    /** A deadline as it was saved. */
    public static Deadline restore(
            Subject subject,
            Terms terms,
            Moments moments,
            Fired fired,
            DeadlineState state,
            boolean timed,
            boolean held,
            Instant endedAt,
            DeadlineCancelReason cancelReason) {
        return new Deadline(subject, terms, moments, fired, state, timed, held, endedAt, cancelReason, false);
    }

    /** The steps whose moment has come, in order; they count as done. */
    public List<Due> fire(Instant now, Supplier<UUID> ids) {
        var due = new ArrayList<Due>(2);
        Rung next = next();
        while (next != null && !next.at().isAfter(now)) {
            UUID id = next.step().isMark() ? null : ids.get();
            fired = fired.and(next, id);
            state = fired.state();
            due.add(new Due(next.step(), next.at(), id));
            changed = true;
            next = next();
        }
        return due;
    }

    /** Its row is written although nothing changed, for the sake of {@link #nextAt}. */
    public void writeNextMoment() {
        changed = true;
    }

    /** Whether the notice of an urge waits for the morning; without effect for an urge that is not this deadline's. */
    public void noticeWaits(UUID urgeId, boolean waits) {
        Fired after = fired.noticeWaits(urgeId, waits);
        changed |= !after.equals(fired);
        fired = after;
    }

    /** Whether an urge is one of this deadline's. */
    public boolean urgedBy(UUID urgeId) {
        return fired.has(urgeId);
    }

    /** Whether supervision is to open, or to go up a level, by then. */
    public boolean escalatesBy(Instant now) {
        Instant at = moments.at(TimerStep.RAISE);
        return state.isOpen() && timed && !held && at != null && !at.isAfter(now) && !fired.has(TimerStep.RAISE);
    }

    /** What was owed was done then: met or missed; what fired for that or a later moment is taken back. */
    public Revoked done(Instant doneAt) {
        requireOpen();
        Revoked revoked = revokeFrom(doneAt);
        state = doneAt.isAfter(terms.dueAt()) ? DeadlineState.MISSED : DeadlineState.MET;
        endedAt = doneAt;
        held = false;
        changed = true;
        return revoked;
    }

    /** What the unit says about what it did. */
    public void noted(DoneNote note) {
        doneNote = note;
        changed = true;
    }

    /** Null for none, or one that was kept before. */
    public DoneNote doneNote() {
        return doneNote;
    }

    /** It is no longer owed. */
    public void cancel(DeadlineCancelReason reason, Instant at) {
        requireOpen();
        state = DeadlineState.CANCELLED;
        cancelReason = reason;
        endedAt = at;
        held = false;
        changed = true;
    }

    /**
     * It moves. Marks and urges that fired and now lie later than the change are taken back; they will fire again in their
     * time.
     */
    public Revoked move(Terms newTerms, Moments newMoments, Instant at) {
        requireOpen();
        terms = newTerms;
        moments = newMoments;
        changed = true;
        return takeBack(new Fired.ToRevoke(
                rung -> later(newMoments.at(rung.step()), at),
                later(newMoments.redAt(), at),
                later(newMoments.yellowAt(), at)));
    }

    /** Whether one of the days by which it and its marks were found is among those. */
    public boolean touches(ChangedDays days) {
        return touches(days, terms.dueAt());
    }

    /** The same of one that is due then now. */
    public boolean touches(ChangedDays days, Instant dueAt) {
        Instant last = Stream.of(terms.dueAt(), dueAt, moments.latest(), terms.returnUntil())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return days.touch(ShanghaiTime.day(subject.startedAt()), ShanghaiTime.day(last));
    }

    /** The calendar of that revision says nothing else about it. */
    public void carryOver(long revision) {
        terms = terms.carriedOverTo(revision);
        carriedOver = true;
    }

    /** Whether nothing but the revision of the calendar must be saved. */
    public boolean isCarriedOver() {
        return carriedOver && !changed;
    }

    /** A request that was made then is undecided: until it is ruled on, no red mark; one that fired is taken back. */
    public Revoked hold(Instant requestedAt) {
        requireOpen();
        held = true;
        changed = true;
        return fired.redAt() == null && fired.ladder().isEmpty() ? Revoked.NOTHING : revokeFrom(requestedAt);
    }

    /** The request was ruled on. */
    public void release() {
        if (held) {
            held = false;
            changed = true;
        }
    }

    /** The case came under the timer at this moment. */
    public void goLive(Instant at) {
        requireOpen();
        timed = true;
        moments = moments.notBefore(at);
        changed = true;
    }

    /** When the timer looks at it next; null when it need not. */
    public Instant nextAt() {
        Rung next = next();
        return next == null ? null : next.at();
    }

    /** What the timer does next; null for nothing. */
    private Rung next() {
        return state.isOpen() && timed ? fired.next(moments, held) : null;
    }

    public Subject subject() {
        return subject;
    }

    public Terms terms() {
        return terms;
    }

    public Moments moments() {
        return moments;
    }

    public Fired fired() {
        return fired;
    }

    public DeadlineState state() {
        return state;
    }

    /** Whether the timer looks after it. */
    public boolean timed() {
        return timed;
    }

    /** Whether an undecided request holds the red mark back. */
    public boolean held() {
        return held;
    }

    /** When it was done or cancelled; null while open. */
    public Instant endedAt() {
        return endedAt;
    }

    /** Why it no longer stands; null unless cancelled. */
    public DeadlineCancelReason cancelReason() {
        return cancelReason;
    }

    /** Whether it has no row yet. */
    public boolean isNew() {
        return fresh;
    }

    /** Whether it must be saved. */
    public boolean isChanged() {
        return changed;
    }

    private Revoked revokeFrom(Instant moment) {
        return takeBack(new Fired.ToRevoke(
                rung -> notBefore(rung.at(), moment),
                notBefore(fired.redAt(), moment),
                notBefore(fired.yellowAt(), moment)));
    }

    private Revoked takeBack(Fired.ToRevoke which) {
        Revoked revoked = fired.revoked(which);
        fired = fired.without(which);
        state = fired.state();
        return revoked;
    }

    private void requireOpen() {
        if (!state.isOpen()) {
            throw new IllegalStateException("deadline " + subject.id() + " is " + state);
        }
    }

    private static boolean later(Instant moment, Instant other) {
        return moment != null && moment.isAfter(other);
    }

    private static boolean notBefore(Instant moment, Instant other) {
        return moment != null && !moment.isBefore(other);
    }
}
