package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** A citizen to be asked about one round of handling or an answer on the spot, 回访. */
public final class Callback {
    /**
     * What never changes.
     *
     * @param workOrderId The work order; null for an answer on the spot.
     * @param round Round; 0 for an answer on the spot.
     * @param unit Lead unit. May be null.
     * @param confidential Whether only the centre may ask: no channel, no survey by others.
     * @param disposition What the handling came to; null for an answer on the spot.
     * @param replyText What the citizen is told.
     */
    public record Subject(
            UUID id,
            UUID caseId,
            UUID workOrderId,
            int round,
            String unit,
            UUID citizenRef,
            CallbackOrigin origin,
            boolean confidential,
            Disposition disposition,
            String replyText,
            Instant openedAt) {}

    /**
     * How far the asking is.
     *
     * @param attempts Calls of agents.
     * @param nextAttemptAt From when on an agent may call.
     * @param appointmentAt The time that was agreed on, at which it goes before all others. May be null.
     * @param automaticAttempts Attempts of channels.
     * @param automaticAt When a channel asks next; null: no more.
     * @param claimedBy The agent who has it on lease. May be null.
     * @param claimedUntil Until when. May be null.
     * @param endedAt When it ended; null while open.
     */
    public record Asking(
            int attempts,
            Instant nextAttemptAt,
            Instant appointmentAt,
            int automaticAttempts,
            Instant automaticAt,
            String claimedBy,
            Instant claimedUntil,
            Instant endedAt) {
        private Asking ended(int made, Instant at) {
            return new Asking(
                    made, nextAttemptAt, null, automaticAttempts, null, null, null, endedAt == null ? at : endedAt);
        }

        private Asking released(int made, Instant next, Instant appointment) {
            return new Asking(made, next, appointment, automaticAttempts, automaticAt, null, null, null);
        }

        private Asking claimed(String agent, Instant until) {
            return new Asking(
                    attempts, nextAttemptAt, appointmentAt, automaticAttempts, automaticAt, agent, until, null);
        }

        private Asking givenBack(Instant next, Instant nextAutomatic) {
            return new Asking(
                    attempts, next, appointmentAt, automaticAttempts - 1, nextAutomatic, claimedBy, claimedUntil, null);
        }

        private Asking byChannels(Instant next, Instant nextAutomatic) {
            return new Asking(
                    attempts, next, appointmentAt, automaticAttempts, nextAutomatic, claimedBy, claimedUntil, null);
        }
    }

    /**
     * An answer that was given to it.
     *
     * @param corrected Whether a later one of the same instrument took its place.
     */
    public record Given(UUID id, Answer answer, Instant at, boolean corrected) {}

    /**
     * What its answers led to.
     *
     * @param struck Whether the answer that stands counts as a dissatisfaction with the unit.
     * @param reviewDueAt By when a person deals with the answer: calls who was left dissatisfied by an answer on the spot, explains an
     *     objective reason; null: nobody has to.
     * @param reviewedAt When somebody did. May be null.
     * @param reviewedBy Who. May be null.
     * @param reviewNote What came of it, masked. May be null.
     * @param newCaseId The case that was registered for it. May be null.
     */
    public record Outcome(
            boolean struck,
            Instant reviewDueAt,
            Instant reviewedAt,
            String reviewedBy,
            String reviewNote,
            UUID newCaseId) {
        /** Nothing yet. */
        public static final Outcome NOTHING = new Outcome(false, null, null, null, null, null);

        private Outcome struck(boolean now) {
            return new Outcome(now, reviewDueAt, reviewedAt, reviewedBy, reviewNote, newCaseId);
        }

        private Outcome reviewDue(Instant at) {
            return new Outcome(struck, at, reviewedAt, reviewedBy, reviewNote, newCaseId);
        }
    }

    private final Subject subject;
    private final List<Given> given;
    private final List<Attempt> attempts;
    private final int version;
    private final boolean fresh;
    private Asking asking;
    private CallbackState state;
    private Outcome outcome;
    private boolean changed;

    private Callback(
            Subject subject,
            List<Given> given,
            List<Attempt> attempts,
            int version,
            Asking asking,
            CallbackState state,
            Outcome outcome,
            boolean fresh) {
        this.given = given;
        this.attempts = new ArrayList<>(attempts);
        this.subject = Objects.requireNonNull(subject, "subject");
        this.version = version;
        this.asking = Objects.requireNonNull(asking, "asking");
        this.state = Objects.requireNonNull(state, "state");
        this.outcome = Objects.requireNonNull(outcome, "outcome");
        this.fresh = fresh;
    }

    /**
     * A new one; a confidential one is no channel's.
     *
     * @param agentsFrom from when on an agent may ask
     */
    public static Callback open(Subject subject, Instant agentsFrom) {
        Instant at = subject.openedAt();
        var asking = new Asking(0, agentsFrom, null, 0, subject.confidential() ? null : at, null, null, null);
        return new Callback(subject, List.of(), List.of(), 0, asking, CallbackState.OPEN, Outcome.NOTHING, true);
    }

    /**
     * One as it was saved.
     *
     * @param given the answers to it, the latest first; none where they are not asked for
     * @param attempts the calls that brought no answer, the earliest first
     */
    public static Callback restore(
            Subject subject,
            List<Given> given,
            List<Attempt> attempts,
            int version,
            Asking asking,
            CallbackState state,
            Outcome outcome) {
        return new Callback(subject, given, attempts, version, asking, state, outcome, false);
    }

    /** An agent has it on lease, until then. */
    public void claimed(String agent, Instant until) {
        to(CallbackState.CLAIMED, asking.claimed(agent, until));
    }

    /** The citizen answered. */
    public void answered(Instant at) {
        to(CallbackState.ANSWERED, asking.ended(asking.attempts() + (state == CallbackState.CLAIMED ? 1 : 0), at));
    }

    /**
     * A call brought no answer.
     *
     * @param most after so many attempts in vain it ends
     * @param next when the next attempt may be made, where no time was named
     * @return whether it was the last attempt
     */
    public boolean notReached(Attempt attempt, int most, Instant next) {
        attempts.add(attempt);
        var after = AfterCall.of(attempt, asking.attempts(), most, next);
        if (after.ends()) {
            to(CallbackState.NO_ANSWER, asking.ended(after.attempts(), attempt.at()));
        } else {
            to(CallbackState.OPEN, asking.released(after.attempts(), after.again(), after.appointment()));
        }
        return after.ends();
    }

    /**
     * An attempt of a channel was in vain.
     *
     * @param most after so many attempts the channels give up
     * @param next when the next attempt may be made
     * @param agentsFrom from when on an agent may ask, should the channels give up
     * @param asked whether any channel ever asked the citizen
     * @return whether the channels gave up: it is an agent's turn, or it ends if agents do not ask
     */
    public boolean notReachedByChannel(int most, Instant next, Instant agentsFrom, boolean asked, Instant at) {
        if (!isOpen()) {
            return false;
        }
        if (asking.automaticAttempts() < most) {
            to(state, asking.byChannels(asking.nextAttemptAt(), next));
            return false;
        }
        if (subject.origin() == CallbackOrigin.ON_THE_SPOT) {
            to(asked ? CallbackState.NO_ANSWER : CallbackState.CANCELLED, asking.ended(asking.attempts(), at));
        } else {
            to(state, asking.byChannels(agentsFrom, null));
        }
        return true;
    }

    /** Its answer counts as a dissatisfaction with the unit, or no longer does. */
    void struck(boolean now) {
        outcome = outcome.struck(now);
        changed = true;
    }

    /** A person has to look at its answer by then; null: no longer. */
    void reviewDue(Instant at) {
        outcome = outcome.reviewDue(at);
        changed = true;
    }

    /** Whether a person still has to look at its answer. */
    public boolean awaitsReview() {
        return outcome.reviewDueAt() != null && outcome.reviewedAt() == null;
    }

    /** A person looked at its answer. */
    void reviewed(String note, UUID newCaseId, String by, Instant at) {
        outcome = new Outcome(outcome.struck(), outcome.reviewDueAt(), at, by, note, newCaseId);
        changed = true;
    }

    /**
     * A channel could not send: that was no attempt, for nobody was asked.
     *
     * @param next when the next channel has the turn
     * @param agentsFrom from when on an agent may ask meanwhile
     */
    public void notSentByChannel(Instant next, Instant agentsFrom) {
        if (isOpen()) {
            to(state, asking.givenBack(agentsFrom, next));
        }
    }

    /** It is no longer needed. */
    void cancel(Instant at) {
        if (isOpen()) {
            to(CallbackState.CANCELLED, asking.ended(asking.attempts(), at));
        }
    }

    /** Agents who waited for one moment may ask from another one on; not where somebody asked already. */
    void waitsUntil(Instant before, Instant now) {
        if (state == CallbackState.OPEN
                && asking.attempts() == 0
                && asking.automaticAttempts() == 0
                && asking.nextAttemptAt().equals(before)) {
            to(state, asking.released(0, now, null));
        }
    }

    /** Whether it waits for an answer. */
    public boolean isOpen() {
        return state == CallbackState.OPEN || state == CallbackState.CLAIMED;
    }

    /** Whether the agent has it on lease; a lease that ran out holds until somebody else takes the callback. */
    public boolean isClaimedBy(String agent) {
        return state == CallbackState.CLAIMED && agent.equals(asking.claimedBy());
    }

    /** When the first answer by the instrument was given; null if there is none. */
    public Instant firstAnswerAt(SurveyInstrument instrument) {
        return given.stream()
                .filter(one -> one.answer().instrument() == instrument)
                .map(Given::at)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** The answer by the instrument that stands. */
    public Optional<Given> answerBy(SurveyInstrument instrument) {
        return given.stream()
                .filter(one -> !one.corrected() && one.answer().instrument() == instrument)
                .findFirst();
    }

    /** The latest answer that decided about the case. */
    Optional<Answer> lastThatDecided(SurveyPlan plan) {
        return given.stream()
                .filter(one -> !one.corrected())
                .map(Given::answer)
                .filter(answer -> plan.instrument(answer.instrument()).follows() != Instrument.Follows.NOTHING)
                .findFirst();
    }

    /** The calls of agents that brought no answer, the earliest first. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    public CaseFile.AskedAbout about() {
        return new CaseFile.AskedAbout(
                subject.id(), subject.workOrderId(), subject.round(), subject.unit(), subject.disposition());
    }

    /** Whether it asks about that work order; about an answer on the spot it asks about none. */
    public boolean isAbout(UUID order) {
        return subject.workOrderId() != null && subject.workOrderId().equals(order);
    }

    public boolean isNew() {
        return fresh;
    }

    /** Whether its row must be updated. */
    public boolean isChanged() {
        return changed && !fresh;
    }

    public Subject subject() {
        return subject;
    }

    public UUID id() {
        return subject.id();
    }

    /** The version that it has when it is saved. */
    public int savedVersion() {
        return isChanged() ? version + 1 : version;
    }

    /** The version that was read. */
    public int version() {
        return version;
    }

    public Asking asking() {
        return asking;
    }

    public CallbackState state() {
        return state;
    }

    public Outcome outcome() {
        return outcome;
    }

    private void to(CallbackState next, Asking now) {
        state = next;
        asking = now;
        changed = true;
    }
}
