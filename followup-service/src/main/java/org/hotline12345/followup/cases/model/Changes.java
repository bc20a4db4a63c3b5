package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.message.model.MessageKind;

/** What came of a case beside its own state: events to publish and rows to write, in order. */
public final class Changes {
    /**
     * An event that follows.
     *
     * @param cause Why; gives its time, its actor and whether it is imported.
     */
    public record Derived(CaseEvent event, Cause cause) {}

    /**
     * A unit is urged.
     *
     * @param number Number of the notice, without its year; null for one that the database has yet to number.
     * @param citizenUrges Which urge of the citizen it is; null for others.
     * @param about The deadline that is over; null for an urge that is about none.
     * @param by Subject of the supervisor; null for the system and the citizen.
     * @param urgedAt Business time.
     * @param deliverAt When the unit is told: at once, or after the quiet hours.
     * @param deliveredAt When it was told; null while the notice waits.
     */
    public record NewUrge(
            UUID id,
            Long number,
            UUID caseId,
            UUID workOrderId,
            String unit,
            UrgeOrigin origin,
            UrgeLevel level,
            String note,
            Integer citizenUrges,
            Overdue about,
            String by,
            Instant urgedAt,
            Instant deliverAt,
            Instant deliveredAt) {}

    /**
     * A deadline that is over.
     *
     * @param kind What was due.
     */
    public record Overdue(DeadlineKind kind, Instant dueAt) {}

    /** The notice of an urge that waited was delivered. */
    public record DeliveredUrge(UUID id, Instant at) {}

    /** An urge was taken back. */
    public record RevokedUrge(UUID id, Instant at) {}

    /**
     * A step in the course of a supervision.
     *
     * @param dueAt By when the unit must report from then on. May be null.
     * @param by Who did it; null for the system.
     */
    public record StepTaken(
            UUID id,
            UUID supervisionId,
            SupervisionStep step,
            int level,
            String text,
            Instant dueAt,
            String by,
            Instant at) {}

    /** The citizen was told, or could not be reached. */
    public record NewNotice(
            UUID id,
            UUID caseId,
            UUID workOrderId,
            int round,
            String unit,
            NoticeChannel channel,
            boolean reached,
            String by,
            Instant informedAt) {}

    /**
     * A round was answered: the citizen is owed to be told.
     *
     * @param owed False for those who refused contact or cannot be reached.
     * @param dueAt Until when. May be null.
     */
    public record NewDuty(
            UUID workOrderId, UUID caseId, int round, String unit, boolean owed, Instant repliedAt, Instant dueAt) {}

    /** Until when the citizen of a round is to be told changed. */
    public record MovedDuty(UUID workOrderId, Instant dueAt) {}

    /**
     * What became known about whether the citizen of a round knows the result.
     *
     * @param by How the citizen was told. May be null.
     * @param denied Whether the citizen says that nobody did.
     * @param at When that was; null where nothing became known but that the result no longer stands.
     * @param lapsedAt When the result ceased to stand: there is nothing left to tell. May be null.
     * @param correctedAt When the result was corrected: what was told before no longer counts. May be null.
     * @param dueAt Until when the corrected one is to be told. May be null.
     */
    public record InformingNews(
            UUID workOrderId,
            NoticeChannel by,
            boolean denied,
            Instant at,
            Instant lapsedAt,
            Instant correctedAt,
            Instant dueAt) {
        static InformingNews told(UUID workOrderId, NoticeChannel by, Instant at) {
            return new InformingNews(workOrderId, by, false, at, null, null, null);
        }

        static InformingNews denied(UUID workOrderId, Instant at) {
            return new InformingNews(workOrderId, null, true, at, null, null, null);
        }

        static InformingNews lapsed(UUID workOrderId, Instant at) {
            return new InformingNews(workOrderId, null, false, null, at, null, null);
        }

        static InformingNews renewed(UUID workOrderId, Instant correctedAt, Instant dueAt) {
            return new InformingNews(workOrderId, null, false, null, null, correctedAt, dueAt);
        }

        /** This and then that. */
        public InformingNews and(InformingNews next) {
            boolean renewed = next.correctedAt != null;
            InformingNews told = renewed || next.at != null ? next : this;
            return new InformingNews(
                    workOrderId,
                    told.by,
                    told.denied,
                    told.at,
                    lapsedAt == null ? next.lapsedAt : lapsedAt,
                    renewed ? next.correctedAt : correctedAt,
                    renewed ? next.dueAt : dueAt);
        }
    }

    /**
     * A change of the policy set a deadline, or ended one.
     *
     * @param because Which change.
     */
    public record PolicyNote(UUID deadlineId, Text because, boolean ended) {}

    /** An objective reason was explained to the citizen. */
    public record NewExplanation(
            UUID id, UUID caseId, UUID workOrderId, int round, String text, String by, Instant explainedAt) {}

    /**
     * An answer to a callback.
     *
     * @param note The agent's, masked. May be null.
     * @param by The agent or the channel. May be null.
     * @param planVersion Which version of the plan asked.
     */
    public record NewAnswer(
            UUID id, UUID callbackId, Answer answer, String note, String by, Instant at, int planVersion) {}

    /**
     * The citizen is to be written to.
     *
     * @param unit The unit that it names. May be null.
     * @param until The moment that it names. May be null.
     */
    public record NewMessage(
            UUID id, UUID caseId, UUID citizenRef, MessageKind kind, String unit, Instant until, Instant at) {}

    /** An answer was corrected by a later one of the same instrument. */
    public record CorrectedAnswer(UUID id) {}

    private final List<Derived> events = new ArrayList<>();
    private final List<NewUrge> urges = new ArrayList<>();
    private final List<RevokedUrge> revokedUrges = new ArrayList<>();
    private final List<DeliveredUrge> deliveredUrges = new ArrayList<>();
    private final List<StepTaken> steps = new ArrayList<>();
    private final List<NewNotice> notices = new ArrayList<>();
    private final List<NewDuty> duties = new ArrayList<>();
    private final List<MovedDuty> movedDuties = new ArrayList<>();
    private final List<InformingNews> told = new ArrayList<>();
    private final List<PolicyNote> policyNotes = new ArrayList<>();
    private final List<NewExplanation> explanations = new ArrayList<>();
    private final List<NewAnswer> answers = new ArrayList<>();
    private final List<CorrectedAnswer> correctedAnswers = new ArrayList<>();
    private final List<NewMessage> messages = new ArrayList<>();

    void add(CaseEvent event, Cause cause) {
        events.add(new Derived(event, cause));
    }

    void add(NewUrge urge) {
        urges.add(urge);
    }

    void add(RevokedUrge urge) {
        revokedUrges.add(urge);
    }

    void add(DeliveredUrge urge) {
        deliveredUrges.add(urge);
    }

    void add(StepTaken step) {
        steps.add(step);
    }

    void add(NewNotice notice) {
        notices.add(notice);
    }

    void add(NewDuty duty) {
        duties.add(duty);
    }

    void add(MovedDuty duty) {
        movedDuties.add(duty);
    }

    void add(InformingNews news) {
        told.add(news);
    }

    void add(PolicyNote note) {
        policyNotes.add(note);
    }

    void add(NewExplanation explanation) {
        explanations.add(explanation);
    }

    void add(NewAnswer answer) {
        answers.add(answer);
    }

    void add(CorrectedAnswer answer) {
        correctedAnswers.add(answer);
    }

    void add(NewMessage message) {
        messages.add(message);
    }

    /** Whether anything came of it. */
    public boolean isEmpty() {
        return Stream.of(
                        events,
                        urges,
                        revokedUrges,
                        deliveredUrges,
                        steps,
                        notices,
                        duties,
                        movedDuties,
                        told,
                        policyNotes,
                        explanations,
                        answers,
                        correctedAnswers,
                        messages)
                .allMatch(List::isEmpty);
    }

    /** Events to publish. */
    public List<Derived> events() {
        return events;
    }

    public List<NewUrge> urges() {
        return urges;
    }

    /** Urges taken back. */
    public List<RevokedUrge> revokedUrges() {
        return revokedUrges;
    }

    /** Notices of urges delivered after they had waited. */
    public List<DeliveredUrge> deliveredUrges() {
        return deliveredUrges;
    }

    /** Steps of supervisions. */
    public List<StepTaken> steps() {
        return steps;
    }

    /** Notices to citizens. */
    public List<NewNotice> notices() {
        return notices;
    }

    /** Citizens owed to be told. */
    public List<NewDuty> duties() {
        return duties;
    }

    /** Citizens who are to be told by another moment. */
    public List<MovedDuty> movedDuties() {
        return movedDuties;
    }

    /** What became known about whether citizens were told, the latest last. */
    public List<InformingNews> told() {
        return told;
    }

    /** Deadlines that a change of the policy set or ended. */
    public List<PolicyNote> policyNotes() {
        return policyNotes;
    }

    /** Explanations given to citizens. */
    public List<NewExplanation> explanations() {
        return explanations;
    }

    public List<NewAnswer> answers() {
        return answers;
    }

    public List<CorrectedAnswer> correctedAnswers() {
        return correctedAnswers;
    }

    /** Messages to the citizen. */
    public List<NewMessage> messages() {
        return messages;
    }
}
