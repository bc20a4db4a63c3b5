package org.hotline12345.followup.callback;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.hotline12345.followup.cases.AskedCase;
import org.hotline12345.followup.cases.model.Attempt;
import org.hotline12345.followup.cases.model.AttemptOutcome;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;

/**
 * A callback as agents see it.
 *
 * @param version Version, as in the ETag.
 * @param caseId The case; its contact is read from intake.
 * @param title Its title, masked.
 * @param type Its nature.
 * @param anonymity Protection asked for.
 * @param origin What it is about.
 * @param workOrderId The work order it is about; null for an answer on the spot.
 * @param round Round of handling; 0 for an answer on the spot.
 * @param unit Lead unit. May be null for an answer on the spot.
 * @param disposition What the handling came to; null for an answer on the spot.
 * @param reply What the citizen is told.
 * @param state Where it stands.
 * @param attempts Attempts made; a call that the citizen put off is none.
 * @param calls The calls that brought no answer, the earliest first.
 * @param openedAt When the reply was issued.
 * @param nextAttemptAt From when on the next attempt may be made.
 * @param appointmentAt The time that was agreed on, at which it is given before all others. May be null.
 * @param claimedBy The agent who has it on lease. May be null.
 * @param claimedUntil Until when. May be null.
 * @param endedAt When it ended. May be null.
 * @param surveyUrl Link to the survey page, to be sent to the citizen; in the answer to a claim only.
 * @param allowed What may be done with it now.
 */
public record CallbackView(
        UUID id,
        int version,
        UUID caseId,
        String caseNumber,
        String title,
        CaseType type,
        Anonymity anonymity,
        CallbackOrigin origin,
        UUID workOrderId,
        int round,
        String unit,
        Disposition disposition,
        String reply,
        CallbackState state,
        int attempts,
        List<Call> calls,
        OffsetDateTime openedAt,
        OffsetDateTime nextAttemptAt,
        OffsetDateTime appointmentAt,
        String claimedBy,
        OffsetDateTime claimedUntil,
        OffsetDateTime endedAt,
        String surveyUrl,
        List<String> allowed) {
    /**
     * A call that brought no answer.
     *
     * @param at When it was noted.
     * @param by The agent.
     * @param outcome Why there was no answer.
     * @param callAgainAt When the citizen wants to be called. May be null.
     * @param note The agent's note. May be null.
     */
    public record Call(OffsetDateTime at, String by, AttemptOutcome outcome, OffsetDateTime callAgainAt, String note) {
        private static Call of(Attempt attempt) {
            return new Call(
                    ShanghaiTime.of(attempt.at()),
                    attempt.by(),
                    attempt.outcome(),
                    ShanghaiTime.of(attempt.callAgainAt()),
                    attempt.note());
        }
    }

    /**
     * The callback as it is when it is saved; of a claim with the link to the survey page.
     *
     * @param asks whether who sees it calls citizens
     */
    static CallbackView of(AskedCase asked, String surveyUrl, boolean asks) {
        Callback callback = asked.callback();
        Callback.Subject subject = callback.subject();
        Callback.Asking asking = callback.asking();
        List<String> allowed = switch (callback.state()) {
            case OPEN -> List.of("claim");
            case CLAIMED -> List.of("result");
            default -> List.of();
        };
        return new CallbackView(
                subject.id(),
                callback.savedVersion(),
                subject.caseId(),
                asked.caseNumber(),
                asked.title(),
                asked.type(),
                asked.anonymity(),
                subject.origin(),
                subject.workOrderId(),
                subject.round(),
                subject.unit(),
                subject.disposition(),
                subject.replyText(),
                callback.state(),
                asking.attempts(),
                callback.attempts().stream().map(Call::of).toList(),
                ShanghaiTime.of(subject.openedAt()),
                ShanghaiTime.of(asking.nextAttemptAt()),
                ShanghaiTime.of(asking.appointmentAt()),
                asking.claimedBy(),
                ShanghaiTime.of(asking.claimedUntil()),
                ShanghaiTime.of(asking.endedAt()),
                surveyUrl,
                asks ? allowed : List.of());
    }
}
