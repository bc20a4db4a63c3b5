package org.hotline12345.followup.cases.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.policy.model.SupervisionRules;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** What follows a reply: asking the citizen, closing, explaining, reworking, looking at planned matters again. */
public final class AfterReply {
    /** Where the result of the round stands, so that it may be corrected. */
    private static final Set<Phase> RESULT_STANDS =
            Set.of(Phase.CALLBACK, Phase.CLOSED, Phase.AWAITING_DECISION, Phase.AWAITING_EXPLANATION);

    private final CaseFile file;

    AfterReply(CaseFile file) {
        this.file = file;
    }

    /**
     * The citizen answered a callback.
     *
     * @param note the agent's, masked. May be null.
     * @param toDispatcher whether a dispatcher is to find the unit, should it be handled again
     * @return whether the answer corrects one of the same instrument
     */
    public boolean answered(
            Callback callback, Answer answer, String note, boolean toDispatcher, Cause cause, Office office) {
        SurveyPlan plan = office.surveys();
        Optional<Callback.Given> same = callback.answerBy(answer.instrument());
        Answer earlier = same.map(Callback.Given::answer)
                .or(() -> callback.lastThatDecided(plan))
                .orElse(null);
        answered(callback.about(), answer, earlier, toDispatcher, cause, office);
        if (plan.instrument(answer.instrument()).follows() == Instrument.Follows.REWORK) {
            callback.answered(cause.time());
        }
        same.ifPresent(one -> file.changes.add(new Changes.CorrectedAnswer(one.id())));
        file.changes.add(new Changes.NewAnswer(
                office.ids().get(), callback.id(), answer, note, cause.actor(), cause.time(), office.surveyVersion()));
        return same.isPresent();
    }

    /**
     * The citizen answered.
     *
     * @param asked the callback
     * @param earlier the answer given before to the same callback. May be null.
     * @param toDispatcher whether a dispatcher is to find the unit, should it be handled again
     */
    public void answered(
            CaseFile.AskedAbout asked,
            Answer answer,
            Answer earlier,
            boolean toDispatcher,
            Cause cause,
            Office office) {
        SurveyPlan plan = office.surveys();
        boolean correction = earlier != null && corrects(answer, earlier, plan);
        String why = plan.why(answer.reasons(), answer.reason());
        file.changes.add(completed(asked, CallbackOutcome.ANSWERED, answer, why, correction, cause.time()), cause);
        if (plan.instrument(answer.instrument()).follows() == Instrument.Follows.NOTHING) {
            return;
        }
        if (asked.id().equals(file.callbackId)) {
            file.callbackId = null;
        }
        if (asked.workOrderId() == null) {
            followOnTheSpot(asked, answer, cause, office);
            return;
        }
        takeBackStrike(asked, answer, cause, office);
        if (!asked.workOrderId().equals(file.workOrderId)) {
            return;
        }
        file.clocks.open(DeadlineKind.CALLBACK).ifPresent(deadline -> file.clocks.done(deadline, cause.time(), cause));
        file.informing.takeWord(answer, cause);
        boolean blamedBefore = earlier != null && earlier.blamesUnit(asked.disposition());
        if (file.phase == Phase.CALLBACK || file.phase == Phase.AWAITING_EXPLANATION) {
            follow(asked, answer, why, ReworkCause.DISSATISFIED, toDispatcher, cause, office);
        } else if (mayObject(cause.time(), office) && answer.blamesUnit(asked.disposition()) && !blamedBefore) {
            // A citizen may object within the window even if the case is closed; a later answer only counts.
            reopen();
            follow(asked, answer, why, ReworkCause.OBJECTION, toDispatcher, cause, office);
        }
    }

    /**
     * Who is dissatisfied with an answer on the spot is heard by a person: no unit has the case, so nobody can be told to handle it
     * again; a person calls, and registers a case where there is something to handle. A correction to satisfied needs nobody any more.
     */
    private void followOnTheSpot(CaseFile.AskedAbout asked, Answer answer, Cause cause, Office office) {
        file.knownCallback(asked.id())
                .filter(one -> one.outcome().reviewedAt() == null)
                .ifPresent(callback -> {
                    if (!answer.dissatisfied()) {
                        callback.reviewDue(null);
                    } else if (!callback.awaitsReview()) {
                        callback.reviewDue(file.rules.dealtWithBy(cause, office));
                    }
                });
    }

    /**
     * A person looked at an answer on the spot that left the citizen dissatisfied.
     *
     * @param newCaseId the case that was registered for it; null if it was explained
     * @return false if nobody had to look at it, or somebody did already
     */
    public boolean onTheSpotReviewed(Callback callback, String note, UUID newCaseId, Cause cause) {
        if (callback.subject().origin() != CallbackOrigin.ON_THE_SPOT || !callback.awaitsReview()) {
            return false;
        }
        callback.reviewed(note, newCaseId, cause.actor(), cause.time());
        return true;
    }

    /**
     * A correction by which the unit is to blame no longer takes back the dissatisfaction that was counted, and the supervision and
     * decision that stand on it alone. Rework that was ordered stands: the unit has been told to work, and the order is not called back over
     * its head; but the next dissatisfaction is the first again.
     */
    private void takeBackStrike(CaseFile.AskedAbout asked, Answer answer, Cause cause, Office office) {
        if (answer.blamesUnit(asked.disposition())) {
            return;
        }
        file.knownCallback(asked.id()).filter(one -> one.outcome().struck()).ifPresent(callback -> {
            callback.struck(false);
            file.dissatisfactions = Math.max(0, file.dissatisfactions - 1);
            if (file.phase == Phase.AWAITING_DECISION && asked.workOrderId().equals(file.workOrderId)) {
                file.supervising.endDissatisfaction(cause, office);
                // as if the citizen had said so at once
                file.phase = Phase.CALLBACK;
            }
        });
    }

    /** Of what decides about the case the citizen's last word counts, by whatever instrument; a survey by others stands apart. */
    private static boolean corrects(Answer answer, Answer earlier, SurveyPlan plan) {
        return earlier.instrument() == answer.instrument()
                || Stream.of(answer, earlier)
                        .allMatch(one -> plan.instrument(one.instrument()).follows() != Instrument.Follows.NOTHING);
    }

    /** A citizen objects to a closed case, 异议: it counts as dissatisfied by the unit's fault. */
    public void objected(String reason, Cause cause, Office office) {
        if (file.phase != Phase.CLOSED || !file.live || file.workOrderId == null) {
            throw new WrongPhase(file.phase, Set.of(Phase.CLOSED));
        }
        reopen();
        sendBack(reason, ReworkCause.OBJECTION, false, cause, office);
    }

    /** Until when the citizen may object; null while the case is not closed. */
    public Instant objectionUntil(Office office) {
        return file.phase == Phase.CLOSED
                ? file.closedAt.plus(Duration.ofDays(office.surveys().objectionDays()))
                : null;
    }

    private boolean mayObject(Instant at, Office office) {
        return file.phase == Phase.CLOSED && !at.isAfter(objectionUntil(office));
    }

    /** The objective reason was explained to the citizen; the case is closed. */
    public void explained(String text, Cause cause, Office office) {
        file.requirePhase(Phase.AWAITING_EXPLANATION);
        explain(text, cause, office);
    }

    /** When the planned matter of the present round is to be looked at again; empty if none is. */
    public Optional<Instant> reviewDue() {
        return file.clocks
                .open(DeadlineKind.REVIEW)
                .map(deadline -> deadline.terms().dueAt());
    }

    /**
     * A planned matter was looked at again.
     *
     * @param again when it is looked at next, for {@link ReviewOutcome#LATER}
     * @param note what was found
     */
    public void reviewed(ReviewOutcome outcome, LocalDate again, String note, Cause cause, Office office) {
        Deadline review = file.clocks
                .open(DeadlineKind.REVIEW)
                .orElseThrow(() -> new WrongPhase(file.phase, Set.of(Phase.CALLBACK, Phase.CLOSED)));
        switch (outcome) {
            case DONE -> file.clocks.done(review, cause.time(), cause);
            case LATER -> {
                file.clocks.cancel(review, DeadlineCancelReason.REPLACED, cause.time(), cause);
                setReview(again, cause, office);
            }
            case HANDLE_AGAIN -> {
                if (file.phase != Phase.CLOSED && file.phase != Phase.CALLBACK) {
                    throw new WrongPhase(file.phase, Set.of(Phase.CALLBACK, Phase.CLOSED));
                }
                file.clocks.done(review, cause.time(), cause);
                reopen();
                endCallback(cause.time());
                orderRework(ReworkCause.SUPERVISOR, note, false, cause, office);
            }
        }
    }

    /** The last attempt to reach the citizen was in vain. */
    public void notReached(CaseFile.AskedAbout asked, SurveyInstrument instrument, Cause cause) {
        file.changes.add(
                new CallbackCompleted(
                        file.facts.caseId(),
                        asked.id(),
                        asked.workOrderId(),
                        asked.round(),
                        asked.unit(),
                        instrument,
                        CallbackOutcome.NO_ANSWER,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        cause.time()),
                cause);
        if (asked.id().equals(file.callbackId)) {
            file.callbackId = null;
        }
        if (file.phase == Phase.CALLBACK && file.workOrderId.equals(asked.workOrderId())) {
            file.clocks
                    .open(DeadlineKind.CALLBACK)
                    .ifPresent(deadline -> file.clocks.done(deadline, cause.time(), cause));
            close(CloseReason.NO_ANSWER, cause);
        }
    }

    /** A supervisor decides after the citizen was dissatisfied again. */
    public void reworkDecided(boolean rework, boolean toDispatcher, String reason, Cause cause, Office office) {
        file.requirePhase(Phase.AWAITING_DECISION);
        if (rework) {
            orderRework(ReworkCause.SUPERVISOR, reason, toDispatcher, cause, office);
        } else {
            explain(reason, cause, office);
        }
    }

    void replyIssued(ReplyIssued event, Cause cause, Office office) {
        // a merged case is answered with its lead, on its own order, by the unit of the lead
        file.unit = event.unit();
        file.handlingUnit = file.course.handlingUnit();
        file.closedAt = null;
        Instant contact = file.informing.contact(event).orElse(event.issuedAt());
        for (DeadlineKind kind : ClockRules.SET_ON_DISPATCH) {
            Instant doneAt = kind == DeadlineKind.FIRST_CONTACT ? contact : event.issuedAt();
            file.clocks.open(kind).ifPresent(deadline -> file.clocks.done(deadline, doneAt, cause));
        }
        file.handling.endOpinions(event.issuedAt(), cause);
        file.replyId = event.replyId();
        file.repliedAt = event.issuedAt();
        file.informing.replyIssued(event, cause, office);
        if (event.disposition() == Disposition.PLANNED && event.reviewDate() != null) {
            setReview(event.reviewDate(), cause, office);
        }
        askOrClose(event.disposition(), event.text(), event.issuedAt(), cause, office);
    }

    /**
     * Another reply took the place of the issued one. The unit finished by the first one, and no clock of it runs again; the citizen is
     * owed the right answer and told anew. Who has not been asked yet is asked about the right one, after the new telling. Who has been
     * asked is asked again only where the result is another one: the answer given stands as the answer to the first reply, and other words
     * for the same result are no second chance for the unit. Where a supervisor decides or an explanation is owed, whoever does it has the new
     * reply before him.
     *
     * @param wasEnded whether the case was closed for all when the correction came, not only here
     */
    void replyCorrected(ReplyCorrected event, boolean wasEnded, Cause cause, Office office) {
        if (!RESULT_STANDS.contains(file.phase)) {
            // it was sent back here meanwhile
            return;
        }
        file.replyId = event.replyId();
        file.repliedAt = event.correctedAt();
        cancelOpen(DeadlineKind.REVIEW, event.correctedAt(), cause);
        if (event.disposition() == Disposition.PLANNED && event.reviewDate() != null) {
            setReview(event.reviewDate(), cause, office);
        }
        file.informing.replyCorrected(event, cause, office);
        boolean asked = file.phase == Phase.CLOSED;
        if (file.phase == Phase.CALLBACK || asked && wasEnded && event.resultChanged()) {
            reopen();
            endCallback(event.correctedAt());
            cancelOpen(DeadlineKind.CALLBACK, event.correctedAt(), cause);
            askOrClose(event.disposition(), event.text(), event.correctedAt(), cause, office);
        }
    }

    private void cancelOpen(DeadlineKind kind, Instant at, Cause cause) {
        file.clocks
                .open(kind)
                .ifPresent(deadline -> file.clocks.cancel(deadline, DeadlineCancelReason.REPLACED, at, cause));
    }

    private void askOrClose(Disposition disposition, String told, Instant at, Cause cause, Office office) {
        var asked = new CaseFile.AskedAbout(office.ids().get(), file.workOrderId, file.round, file.unit, disposition);
        if (!file.live) {
            close(CloseReason.SILENT_HISTORY, cause);
        } else if (file.facts.mayBeCalled()) {
            file.phase = Phase.CALLBACK;
            if (file.rules.policy(office).rules(DeadlineKind.CALLBACK).isPresent()) {
                file.clocks.set(file.rules.subject(DeadlineKind.CALLBACK, null, at, office), cause, office);
            }
            ask(asked, CallbackOrigin.REPLY, told, at);
        } else {
            file.changes.add(completed(asked, CallbackOutcome.NOT_CALLED, null, null, false, cause.time()), cause);
            close(CloseReason.NOT_CALLED, cause);
        }
    }

    private void ask(CaseFile.AskedAbout asked, CallbackOrigin origin, String told, Instant at) {
        file.callbackId = asked.id();
        file.callbacks.add(Callback.open(
                new Callback.Subject(
                        asked.id(),
                        file.facts.caseId(),
                        asked.workOrderId(),
                        asked.round(),
                        asked.unit(),
                        file.facts.citizenRef(),
                        origin,
                        file.facts.anonymity() == Anonymity.HIDDEN_FROM_UNIT,
                        asked.disposition(),
                        told,
                        at),
                file.informing.askedFrom(at)));
    }

    private void setReview(LocalDate date, Cause cause, Office office) {
        file.clocks.set(file.rules.subject(DeadlineKind.REVIEW, null, ShanghaiTime.start(date), office), cause, office);
    }

    /** An answer on the spot is surveyed too. */
    void answeredDirectly(CaseAnsweredDirectly event, Cause cause, Office office) {
        if (file.phase != Phase.ENDED) {
            file.end(Phase.ENDED, DeadlineCancelReason.CLOSED, event.answeredAt(), cause, office);
        } else if (!file.facts.registeredAt().equals(file.closedAt)) {
            return;
        }
        if (file.live
                && file.callbackId == null
                && file.facts.mayBeCalled()
                && office.surveys().onTheSpot().asks(file.facts.caseId())) {
            ask(
                    new CaseFile.AskedAbout(office.ids().get(), null, 0, event.unit(), null),
                    CallbackOrigin.ON_THE_SPOT,
                    event.text(),
                    event.answeredAt());
        }
    }

    private void follow(
            CaseFile.AskedAbout asked,
            Answer answer,
            String why,
            ReworkCause reworkCause,
            boolean toDispatcher,
            Cause cause,
            Office office) {
        SupervisionRules rules = file.rules.policy(office).supervision();
        switch (AfterAnswer.of(answer, asked.disposition(), file.dissatisfactions, rules)) {
            case CLOSE_SATISFIED -> close(CloseReason.SATISFIED, cause);
            case EXPLAIN -> {
                if (answer.explanation() == null) {
                    file.phase = Phase.AWAITING_EXPLANATION;
                    file.knownCallback(asked.id())
                            .ifPresent(callback -> callback.reviewDue(file.rules.dealtWithBy(cause, office)));
                } else {
                    explain(answer.explanation(), cause, office);
                }
            }
            case REWORK, SUPERVISE -> {
                file.knownCallback(asked.id()).ifPresent(callback -> callback.struck(true));
                String said = answer.dissatisfied() ? "诉求人不满意" : "诉求人反映问题没有解决";
                sendBack(why == null ? said : why, reworkCause, toDispatcher, cause, office);
            }
        }
    }

    /** The reason lies with the unit: rework, and at the number of times that the policy names a supervisor decides. */
    private void sendBack(String why, ReworkCause reworkCause, boolean toDispatcher, Cause cause, Office office) {
        SupervisionRules rules = file.rules.policy(office).supervision();
        boolean supervise = AfterAnswer.atFault(file.dissatisfactions, rules) == AfterAnswer.SUPERVISE;
        file.dissatisfactions++;
        if (!supervise) {
            orderRework(reworkCause, why, toDispatcher, cause, office);
            return;
        }
        file.phase = Phase.AWAITING_DECISION;
        awaitDecision(cause, office);
    }

    private void awaitDecision(Cause cause, Office office) {
        file.supervising.open(
                SupervisionCause.SECOND_DISSATISFACTION,
                office.notices().dissatisfiedAgain(file.dissatisfactions),
                file.rules.reportBy(cause, office),
                cause,
                office);
    }

    /** A case whose supervision was closed without the decision that it waits for is under supervision again. */
    void takeUp(Cause cause, Office office) {
        if (file.phase == Phase.AWAITING_DECISION && file.openSupervisions() == 0) {
            awaitDecision(cause, office);
        }
    }

    private void explain(String text, Cause cause, Office office) {
        file.changes.add(new Changes.NewExplanation(
                office.ids().get(),
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                text,
                cause.actor(),
                cause.time()));
        close(CloseReason.EXPLAINED, cause);
    }

    private void reopen() {
        file.closedAt = null;
        file.closeReason = null;
    }

    private void orderRework(ReworkCause reworkCause, String reason, boolean toDispatcher, Cause cause, Office office) {
        file.reworks++;
        file.phase = Phase.AWAITING_DISPATCH;
        // the round's result no longer stands: nothing to tell, to ask or to review
        file.informing.lapse(cause.time());
        file.clocks.cancelAll(DeadlineCancelReason.REPLACED, cause.time(), cause);
        SupervisionRules rules = file.rules.policy(office).supervision();
        if (file.reworks == rules.reworks()) {
            file.supervising.open(
                    SupervisionCause.THIRD_REWORK,
                    office.notices().handledAgain(file.reworks),
                    file.rules.reportBy(cause, office),
                    cause,
                    office);
        }
        file.changes.add(
                new ReworkOrdered(
                        file.facts.caseId(),
                        office.ids().get(),
                        file.workOrderId,
                        file.round,
                        file.unit,
                        reworkCause,
                        reason,
                        cause.actor() == null ? "system" : cause.actor(),
                        cause.time(),
                        toDispatcher ? true : null),
                cause);
    }

    private void close(CloseReason reason, Cause cause) {
        file.phase = Phase.CLOSED;
        file.closedAt = cause.time();
        file.closeReason = reason;
        file.changes.add(new CaseClosed(file.facts.caseId(), reason, file.round, cause.time()), cause);
    }

    void endCallback(Instant at) {
        if (file.callbackId != null) {
            file.callback(file.callbackId).cancel(at);
            file.callbackId = null;
        }
    }

    private CallbackCompleted completed(
            CaseFile.AskedAbout asked,
            CallbackOutcome outcome,
            Answer answer,
            String why,
            boolean correction,
            Instant at) {
        return new CallbackCompleted(
                file.facts.caseId(),
                asked.id(),
                asked.workOrderId(),
                asked.round(),
                asked.unit(),
                answer == null ? SurveyInstrument.AUTOMATIC : answer.instrument(),
                outcome,
                answer == null ? null : answer.informed(),
                answer == null ? null : answer.resolved(),
                answer == null ? null : answer.satisfaction(),
                answer == null ? null : answer.attitude(),
                why,
                answer == null ? null : answer.objective(),
                correction,
                at);
    }
}
