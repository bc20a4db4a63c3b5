package org.hotline12345.dispatch.reply.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
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
        REJECTED,
        ISSUED
    }

    private final UUID id;
    private final Of of;
    private final ReplyText text;
    private final Origin origin;
    private final int version;
    private State state;
    private Hands hands;
    private String comment;
    private Instant issuedAt;

    private Reply(UUID id, Of of, ReplyText text, Origin origin, int version, Progress progress) {
        this.id = id;
        this.of = of;
        this.text = text;
        this.origin = origin;
        this.version = version;
        this.state = progress.state();
        this.hands = progress.hands();
        this.comment = progress.comment();
        this.issuedAt = progress.issuedAt();
    }

    /** A reply just written for the order. */
    public static Reply written(
            UUID id, WorkOrder order, ReplyText text, ReplyPath path, SignOffLevel level, String author, Instant at) {
        var first = State.valueOf(path.afterSubmission().name().replace("REPLY_", ""));
        return new Reply(
                id,
                new Of(order.id(), order.caseId(), order.unit()),
                text,
                new Origin(author, at, level, path.centreReviewed()),
                0,
                new Progress(first, Hands.NONE, null, null));
    }

    public static Reply stored(UUID id, Of of, ReplyText text, Origin origin, int version, Progress progress) {
        return new Reply(id, of, text, origin, version, progress);
    }

    /** The same reply for a case handled with this one: the same hands, the same time. Only the centre knows whom it told. */
    public Reply copied(UUID copy, WorkOrder member) {
        return new Reply(
                copy,
                new Of(member.id(), member.caseId(), of.unit()),
                new ReplyText(text.disposition(), text.text(), text.basis(), null, text.reviewDate()),
                origin,
                0,
                new Progress(State.ISSUED, hands, null, issuedAt));
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

    /** The way it has still to go. */
    public ReplyPath path() {
        return new ReplyPath(state == State.IN_REVIEW, origin.centreReview());
    }

    /** Whether nobody has a step to take. */
    public boolean isOver() {
        return state == State.REJECTED || state == State.ISSUED;
    }

    /** The event of its being written. */
    public ReplySubmitted submitted(WorkOrder order) {
        return new ReplySubmitted(
                of.caseId(),
                of.workOrderId(),
                id,
                of.unit(),
                text.disposition(),
                order.state(),
                origin.author(),
                origin.submittedAt());
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

    /**
     * What it belongs to.
     *
     * @param unit The unit that answers.
     */
    public record Of(UUID workOrderId, UUID caseId, String unit) {}

    /** What is said and on what it rests. */
    public record ReplyText(
            Disposition disposition, String text, String basis, Instant contactedAt, LocalDate reviewDate) {}

    /** Who wrote it, and what the unit's policy wanted then. */
    public record Origin(String author, Instant submittedAt, SignOffLevel signOffLevel, boolean centreReview) {}

    /** How far it has come. */
    public record Progress(State state, Hands hands, String comment, Instant issuedAt) {}

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
