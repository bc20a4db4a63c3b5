package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.deadline.model.Deadline;

/**
 * Telling the citizen the result, 反馈: who owes it and until when, whose word counts, and when nothing is left to tell. Issued is not
 * informed; who hides from the unit (对承办单位保密) is told by the centre alone.
 */
public final class Informing {
    /** Why the word that the citizen was told does not count. */
    public enum Refusal {
        /** The unit cannot have told a citizen who hides from it. */
        CONFIDENTIAL,
        /** The unit did not have the case yet. */
        BEFORE_DISPATCH,
        /** A result that is not signed off and issued is none. */
        BEFORE_REPLY
    }

    /** Where a result stands that can be told. */
    private static final Set<Phase> TELLABLE =
            Set.of(Phase.CALLBACK, Phase.CLOSED, Phase.AWAITING_DECISION, Phase.AWAITING_EXPLANATION);

    private final CaseFile file;

    Informing(CaseFile file) {
        this.file = file;
    }

    /**
     * Why somebody's word that the citizen was told at that moment does not count; empty: it counts. The one rule for what a reply says
     * and for what is recorded afterwards.
     *
     * @param byUnit whether the unit says so; false: the centre, or a machine
     */
    public Optional<Refusal> refusal(boolean byUnit, Instant at) {
        if (byUnit && isTheCentres()) {
            return Optional.of(Refusal.CONFIDENTIAL);
        }
        // people note the minute in which they spoke
        if (file.dispatchedAt != null && at.isBefore(file.dispatchedAt.truncatedTo(ChronoUnit.MINUTES))) {
            return Optional.of(Refusal.BEFORE_DISPATCH);
        }
        return file.repliedAt != null && at.isBefore(file.repliedAt)
                ? Optional.of(Refusal.BEFORE_REPLY)
                : Optional.empty();
    }

    /** The citizen was told the result of the round, or could not be reached. */
    public UUID informed(NoticeChannel channel, boolean reached, Instant at, Cause cause, Office office) {
        if (file.replyId == null || !TELLABLE.contains(file.phase)) {
            throw new WrongPhase(file.phase, Set.of(Phase.CALLBACK, Phase.CLOSED));
        }
        return inform(channel, reached, at, cause, office);
    }

    /** When the unit spoke with the citizen, as its reply says; empty where it says so of nobody or its word does not count. */
    Optional<Instant> contact(ReplyIssued reply) {
        return Optional.ofNullable(reply.contactedAt()).filter(this::told);
    }

    private boolean told(Instant contactedAt) {
        return contactedAt != null
                && refusal(true, contactedAt)
                        .filter(why -> why != Refusal.BEFORE_REPLY)
                        .isEmpty();
    }

    /**
     * A reply is issued: until the citizen knows the result, telling it is owed; not to those who refused contact. Who spoke with the
     * citizen before the reply was signed off told the result with its issue and no earlier.
     */
    void replyIssued(ReplyIssued reply, Cause cause, Office office) {
        boolean toldAlready = contact(reply).isPresent();
        openDuty(toldAlready, reply.issuedAt(), cause, office);
        if (toldAlready) {
            inform(NoticeChannel.UNIT_CALL, true, reply.issuedAt(), cause, office);
        }
    }

    /** A correction is issued: what was told before is no longer the result, and telling the right one is owed anew. */
    void replyCorrected(ReplyCorrected reply, Cause cause, Office office) {
        boolean toldAlready = told(reply.contactedAt());
        file.informed = false;
        file.clocks
                .open(DeadlineKind.INFORM)
                .ifPresent(deadline ->
                        file.clocks.cancel(deadline, DeadlineCancelReason.REPLACED, reply.correctedAt(), cause));
        Instant dueAt = duty(toldAlready, reply.correctedAt(), cause, office);
        file.changes.add(Changes.InformingNews.renewed(file.workOrderId, reply.correctedAt(), dueAt));
        if (toldAlready) {
            inform(NoticeChannel.UNIT_CALL, true, reply.correctedAt(), cause, office);
        }
    }

    /**
     * From when on an agent may ask the citizen: after the citizen was told, or when the time for telling is over, for nobody can be
     * satisfied with what nobody knows. The centre's call tells those whom the centre alone may tell.
     */
    public Instant askedFrom(Instant at) {
        return file.informed || isTheCentres()
                ? at
                : file.clocks
                        .open(DeadlineKind.INFORM)
                        .map(deadline -> deadline.terms().dueAt())
                        .filter(at::isBefore)
                        .orElse(at);
    }

    /** The time for telling moved: so does the callback that waits for it. */
    void moved(Deadline deadline, Instant before) {
        Instant dueAt = deadline.terms().dueAt();
        file.changes.add(new Changes.MovedDuty(deadline.subject().workOrderId(), dueAt));
        file.knownCallback(file.callbackId).ifPresent(callback -> callback.waitsUntil(before, dueAt));
    }

    /** What the citizen says about being told outweighs what the unit noted. */
    void takeWord(Answer answer, Cause cause) {
        if (answer.informed() == null) {
            return;
        }
        if (answer.informed()) {
            var by = answer.instrument() == SurveyInstrument.AGENT ? NoticeChannel.UNIT_CALL : NoticeChannel.WEB;
            if (!file.informed) {
                markTold(by, cause.time(), cause);
            }
        } else {
            file.informed = false;
            file.changes.add(Changes.InformingNews.denied(file.workOrderId, cause.time()));
        }
    }

    /**
     * A telling that the centre owed before it had a deadline for it gets the one it would have had, over or not: the citizen has waited
     * all the time.
     */
    void takeUp(Cause cause, Office office) {
        if (file.live
                && isTheCentres()
                && !file.informed
                && file.replyId != null
                && TELLABLE.contains(file.phase)
                && file.clocks.open(DeadlineKind.INFORM).isEmpty()
                && file.rules.policy(office).rules(DeadlineKind.INFORM).isPresent()) {
            Deadline.Subject subject = subject(file.repliedAt, office);
            Deadline.Terms terms = file.rules.terms(subject, Deadline.Granted.NOTHING, cause.time(), office);
            file.clocks.setAfterwards(subject, terms, cause, office);
            file.changes.add(new Changes.MovedDuty(file.workOrderId, terms.dueAt()));
        }
    }

    /** The result of the round no longer stands: nothing of it is left to tell. */
    void lapse(Instant at) {
        if (file.replyId != null) {
            file.changes.add(Changes.InformingNews.lapsed(file.workOrderId, at));
        }
    }

    private boolean isTheCentres() {
        return file.facts.anonymity() == Anonymity.HIDDEN_FROM_UNIT;
    }

    private void openDuty(boolean toldAlready, Instant at, Cause cause, Office office) {
        boolean owed = file.facts.mayBeCalled();
        Instant dueAt = duty(toldAlready, at, cause, office);
        file.changes.add(
                new Changes.NewDuty(file.workOrderId, file.facts.caseId(), file.round, file.unit, owed, at, dueAt));
    }

    /** Until when the citizen is to be told; null where nobody is, or the policy says nothing of it. */
    private Instant duty(boolean toldAlready, Instant at, Cause cause, Office office) {
        Instant dueAt = null;
        if (file.facts.mayBeCalled()
                && file.live
                && file.rules.policy(office).rules(DeadlineKind.INFORM).isPresent()) {
            Deadline.Subject subject = subject(at, office);
            dueAt = file.rules
                    .terms(subject, Deadline.Granted.NOTHING, at, office)
                    .dueAt();
            if (!toldAlready) {
                file.clocks.set(subject, cause, office);
            }
        }
        return dueAt;
    }

    /** Who hides from the unit is told by the centre: its deadline is no unit's, and no unit is urged for it. */
    private Deadline.Subject subject(Instant at, Office office) {
        return new Deadline.Subject(
                office.ids().get(),
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                DeadlineKind.INFORM,
                null,
                isTheCentres() ? null : file.unit,
                at);
    }

    private UUID inform(NoticeChannel channel, boolean reached, Instant at, Cause cause, Office office) {
        UUID noticeId = office.ids().get();
        file.changes.add(new Changes.NewNotice(
                noticeId,
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                file.unit,
                channel,
                reached,
                cause.actor(),
                at));
        file.changes.add(
                new CitizenInformed(
                        file.facts.caseId(), noticeId, file.workOrderId, file.round, file.unit, channel, reached, at),
                cause);
        if (reached) {
            markTold(channel, at, cause);
        }
        return noticeId;
    }

    private void markTold(NoticeChannel by, Instant at, Cause cause) {
        file.informed = true;
        file.changes.add(Changes.InformingNews.told(file.workOrderId, by, at));
        file.clocks.open(DeadlineKind.INFORM).ifPresent(deadline -> {
            Instant dueAt = deadline.terms().dueAt();
            file.clocks.done(deadline, at, cause);
            if (at.isBefore(dueAt)) {
                file.knownCallback(file.callbackId).ifPresent(callback -> callback.waitsUntil(dueAt, at));
            }
        });
    }
}
