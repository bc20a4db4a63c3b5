package org.hotline12345.dispatch.reply.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.Attachment;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.ReplyTakenBack;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.WorkOrderState;

/** What the unit tells the citizen (答复), on its way from author to issue. */
public final class Reply {
    /** Where a reply stands. */
    public enum State {
        IN_REVIEW,
        IN_SIGN_OFF,
        IN_CENTRE_REVIEW,
        /** Sent back to its author. */
        REJECTED,
        /** Taken back by its author. */
        TAKEN_BACK,
        ISSUED,
        /** Issued once; a correction has taken its place. */
        SUPERSEDED
    }

    private final UUID id;
    private final Of of;
    private final ReplyText text;
    private final Origin origin;
    private final Correction correction;
    private final int version;
    private State state;
    private Hands hands;
    private String comment;
    private Instant issuedAt;
    private Instant supersededAt;
    private Instant takenBackAt;

    private Reply(
            UUID id, Of of, ReplyText text, Origin origin, Correction correction, int version, Progress progress) {
        this.id = id;
        this.of = of;
        this.text = text;
        this.origin = origin;
        this.correction = correction;
        this.version = version;
        this.state = progress.state();
        this.hands = progress.hands();
        this.comment = progress.comment();
        this.issuedAt = progress.issuedAt();
        this.supersededAt = progress.supersededAt();
        this.takenBackAt = progress.takenBackAt();
    }

    /**
     * A reply just written for the order.
     *
     * @param correction what it corrects; null for a first reply
     */
    public static Reply written(
            UUID id,
            WorkOrder order,
            ReplyText text,
            Correction correction,
            ReplyPath path,
            SignOffLevel level,
            String author,
            Instant at) {
        var first = State.valueOf(path.afterSubmission().name().replace("REPLY_", ""));
        return new Reply(
                id,
                new Of(order.id(), order.caseId(), order.unit()),
                text,
                new Origin(author, at, level, path.centreReviewed()),
                correction,
                0,
                new Progress(first, Hands.NONE, null, null, null, null));
    }

    public static Reply stored(
            UUID id, Of of, ReplyText text, Origin origin, Correction correction, int version, Progress progress) {
        return new Reply(id, of, text, origin, correction, version, progress);
    }

    /** The same reply for a case handled with this one: the same hands, the same time. Only the centre knows whom it told. */
    public Reply copied(UUID copy, WorkOrder member) {
        return copied(copy, member, null);
    }

    /** The same correction for a case that was answered with this one. */
    public Reply copiedFor(UUID copy, WorkOrder member, Reply earlier) {
        return copied(copy, member, new Correction(earlier.id(), correction.reason()));
    }

    private Reply copied(UUID copy, WorkOrder member, Correction instead) {
        return new Reply(
                copy,
                new Of(member.id(), member.caseId(), of.unit()),
                new ReplyText(text.disposition(), text.text(), text.basis(), null, text.reviewDate()),
                origin,
                instead,
                0,
                new Progress(State.ISSUED, hands, null, issuedAt, null, null));
    }

    /** A step was taken; the order stands in this state now. */
    public void step(ReviewStep step, Signed hand, boolean approved, String said, WorkOrderState to) {
        hands = hands.with(step, hand);
        comment = said;
        state = !approved
                ? State.REJECTED
                : to == WorkOrderState.REPLIED
                        ? State.ISSUED
                        : State.valueOf(to.name().replace("REPLY_", ""));
        issuedAt = state == State.ISSUED ? hand.at() : null;
    }

    /** Its author takes it back. */
    public void takeBack(String reason, Instant at) {
        state = State.TAKEN_BACK;
        comment = reason;
        takenBackAt = at;
    }

    /** A correction has taken its place. */
    public void supersede(Instant at) {
        state = State.SUPERSEDED;
        supersededAt = at;
    }

    /** The way it has still to go. */
    public ReplyPath path() {
        return new ReplyPath(state == State.IN_REVIEW, origin.centreReview());
    }

    /** Whether nobody has a step to take. */
    public boolean isOver() {
        return switch (state) {
            case IN_REVIEW, IN_SIGN_OFF, IN_CENTRE_REVIEW -> false;
            case REJECTED, TAKEN_BACK, ISSUED, SUPERSEDED -> true;
        };
    }

    /** The event of its being written, with the files that go with it. */
    public ReplySubmitted submitted(WorkOrder order, List<Attachment> attachments) {
        return new ReplySubmitted(
                of.caseId(),
                of.workOrderId(),
                id,
                of.unit(),
                text.disposition(),
                order.state(),
                origin.author(),
                origin.submittedAt(),
                attachments,
                correction == null ? null : correction.corrects());
    }

    /** The event of a step taken. */
    public ReplyReviewed reviewed(WorkOrder order, ReviewStep step, boolean approved, Signed hand) {
        return new ReplyReviewed(
                of.caseId(),
                of.workOrderId(),
                id,
                of.unit(),
                step,
                approved,
                comment,
                order.state(),
                hand.by(),
                hand.at(),
                hand.onBehalfOf());
    }

    /** The event of its issue; the unit is the one that answered, for a merged case that of the lead case. */
    public ReplyIssued issued(WorkOrder order) {
        return new ReplyIssued(
                of.caseId(),
                of.workOrderId(),
                id,
                order.round(),
                of.unit(),
                text.disposition(),
                text.text(),
                text.basis(),
                text.contactedAt(),
                text.reviewDate(),
                origin.author(),
                issuedAt);
    }

    /** The event of its being taken back. */
    public ReplyTakenBack takenBack(WorkOrder order) {
        return new ReplyTakenBack(
                of.caseId(), of.workOrderId(), id, of.unit(), comment, order.state(), origin.author(), takenBackAt);
    }

    /** The event of its taking the place of the other one. */
    public ReplyCorrected corrected(WorkOrder order, Reply other) {
        return new ReplyCorrected(
                of.caseId(),
                of.workOrderId(),
                id,
                other.id,
                order.round(),
                of.unit(),
                text.disposition(),
                text.text(),
                text.basis(),
                text.contactedAt(),
                text.reviewDate(),
                correction.reason(),
                text.isAnotherResultThan(other.text),
                origin.author(),
                issuedAt);
    }

    public UUID id() {
        return id;
    }

    public Of of() {
        return of;
    }

    public ReplyText text() {
        return text;
    }

    public Origin origin() {
        return origin;
    }

    /** What it corrects; null for a first reply. */
    public Correction correction() {
        return correction;
    }

    public String author() {
        return origin.author();
    }

    /** The version as it was read. */
    public int version() {
        return version;
    }

    public State state() {
        return state;
    }

    public Hands hands() {
        return hands;
    }

    public String comment() {
        return comment;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public Instant supersededAt() {
        return supersededAt;
    }

    public Instant takenBackAt() {
        return takenBackAt;
    }

    /**
     * What it belongs to.
     *
     * @param unit The unit that answers.
     */
    public record Of(UUID workOrderId, UUID caseId, String unit) {}

    /** What is said and on what it rests. */
    public record ReplyText(
            Disposition disposition, String text, String basis, Instant contactedAt, LocalDate reviewDate) {
        /**
         * Whether the citizen is told another result, not only other words: another conclusion, or a planned matter at another time. Then
         * whoever has been asked about the first one is asked again.
         */
        boolean isAnotherResultThan(ReplyText other) {
            return disposition != other.disposition || !Objects.equals(reviewDate, other.reviewDate);
        }
    }

    /**
     * That it is to take the place of an issued one.
     *
     * @param corrects That reply.
     * @param reason Why that one was wrong.
     */
    public record Correction(UUID corrects, String reason) {}

    /** Who wrote it, and what the unit's policy wanted then. */
    public record Origin(String author, Instant submittedAt, SignOffLevel signOffLevel, boolean centreReview) {}

    /** How far it has come. */
    public record Progress(
            State state, Hands hands, String comment, Instant issuedAt, Instant supersededAt, Instant takenBackAt) {}

    /**
     * Who took a step.
     *
     * @param onBehalfOf For whom, where a deputy took it. May be null.
     */
    public record Signed(String by, String onBehalfOf, Instant at) {}

    /** Who has taken which step; null for those not taken. */
    public record Hands(Signed review, Signed signOff, Signed centre) {
        static final Hands NONE = new Hands(null, null, null);

        Hands with(ReviewStep step, Signed hand) {
            return switch (step) {
                case REVIEW -> new Hands(hand, signOff, centre);
                case SIGN_OFF -> new Hands(review, hand, centre);
                case CENTRE_REVIEW -> new Hands(review, signOff, hand);
            };
        }
    }
}
