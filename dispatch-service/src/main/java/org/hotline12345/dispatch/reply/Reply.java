package org.hotline12345.dispatch.reply;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.reply.model.ReplyPath;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.WorkOrderState;

/** What the unit tells the citizen (答复), on its way from author to issue. */
@Entity
@Table(name = "reply")
public class Reply {
    /** Where a reply stands. */
    public enum State {
        IN_REVIEW,
        IN_SIGN_OFF,
        IN_CENTRE_REVIEW,
        REJECTED,
        ISSUED
    }

    @Id
    private UUID id;

    @Version
    private Integer version;

    @Column(name = "work_order_id", updatable = false)
    private UUID workOrderId;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(updatable = false)
    private String unit;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Disposition disposition;

    @Column(updatable = false)
    private String text;

    @Column(updatable = false)
    private String basis;

    @Column(name = "contacted_at", updatable = false)
    private Instant contactedAt;

    @Column(name = "review_date", updatable = false)
    private LocalDate reviewDate;

    @Column(updatable = false)
    private String author;

    @Column(name = "submitted_at", updatable = false)
    private Instant submittedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    @Column(name = "sign_off_level", updatable = false)
    private SignOffLevel signOffLevel;

    @Column(name = "centre_review", updatable = false)
    private boolean centreReview;

    private String reviewer;

    @Column(name = "reviewer_for")
    private String reviewerFor;

    @Column(name = "reviewed_at")
    private Instant reviewedAt;

    private String signer;

    @Column(name = "signer_for")
    private String signerFor;

    @Column(name = "signed_off_at")
    private Instant signedOffAt;

    @Column(name = "centre_reviewer")
    private String centreReviewer;

    @Column(name = "centre_reviewed_at")
    private Instant centreReviewedAt;

    private String comment;

    @Column(name = "issued_at")
    private Instant issuedAt;

    protected Reply() {}

    /** A reply just written for the order. */
    static Reply written(
            WorkOrder order, ReplyText text, ReplyPath path, SignOffLevel signOffLevel, String author, Instant at) {
        var reply = new Reply();
        reply.id = UuidV7.next();
        reply.workOrderId = order.id();
        reply.caseId = order.caseId();
        reply.unit = order.unit();
        reply.disposition = text.disposition();
        reply.text = text.text();
        reply.basis = text.basis();
        reply.contactedAt = text.contactedAt();
        reply.reviewDate = text.reviewDate();
        reply.author = author;
        reply.submittedAt = at;
        reply.signOffLevel = signOffLevel;
        reply.centreReview = path.centreReviewed();
        reply.state = State.valueOf(path.afterSubmission().name().replace("REPLY_", ""));
        return reply;
    }

    /** The same reply for a case handled with the lead case: the same hands, the same time. */
    static Reply copied(Reply lead, WorkOrder member) {
        var reply = new Reply();
        reply.id = UuidV7.next();
        reply.workOrderId = member.id();
        reply.caseId = member.caseId();
        reply.unit = lead.unit;
        reply.disposition = lead.disposition;
        reply.text = lead.text;
        reply.basis = lead.basis;
        reply.reviewDate = lead.reviewDate;
        reply.author = lead.author;
        reply.submittedAt = lead.submittedAt;
        reply.signOffLevel = lead.signOffLevel;
        reply.centreReview = lead.centreReview;
        reply.state = State.ISSUED;
        reply.reviewer = lead.reviewer;
        reply.reviewerFor = lead.reviewerFor;
        reply.reviewedAt = lead.reviewedAt;
        reply.signer = lead.signer;
        reply.signerFor = lead.signerFor;
        reply.signedOffAt = lead.signedOffAt;
        reply.centreReviewer = lead.centreReviewer;
        reply.centreReviewedAt = lead.centreReviewedAt;
        reply.issuedAt = lead.issuedAt;
        return reply;
    }

    /** A step was taken; the order stands in this state now. */
    void stepped(
            ReviewStep step,
            String by,
            String onBehalfOf,
            boolean approved,
            String said,
            WorkOrderState to,
            Instant at) {
        switch (step) {
            case REVIEW -> {
                reviewer = by;
                reviewerFor = onBehalfOf;
                reviewedAt = at;
            }
            case SIGN_OFF -> {
                signer = by;
                signerFor = onBehalfOf;
                signedOffAt = at;
            }
            case CENTRE_REVIEW -> {
                centreReviewer = by;
                centreReviewedAt = at;
            }
        }
        comment = said;
        state = !approved
                ? State.REJECTED
                : to == WorkOrderState.REPLIED
                        ? State.ISSUED
                        : State.valueOf(to.name().replace("REPLY_", ""));
        issuedAt = state == State.ISSUED ? at : null;
    }

    ReplyPath path() {
        return new ReplyPath(state == State.IN_REVIEW, centreReview);
    }

    UUID id() {
        return id;
    }

    UUID workOrderId() {
        return workOrderId;
    }

    Disposition disposition() {
        return disposition;
    }

    String text() {
        return text;
    }

    String basis() {
        return basis;
    }

    Instant contactedAt() {
        return contactedAt;
    }

    LocalDate reviewDate() {
        return reviewDate;
    }

    String author() {
        return author;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    State state() {
        return state;
    }

    SignOffLevel signOffLevel() {
        return signOffLevel;
    }

    String reviewer() {
        return reviewer;
    }

    String signer() {
        return signer;
    }

    /** For whom a deputy reviewed it; may be null. */
    String reviewerFor() {
        return reviewerFor;
    }

    /** For whom a deputy signed it off; may be null. */
    String signerFor() {
        return signerFor;
    }

    String centreReviewer() {
        return centreReviewer;
    }

    String comment() {
        return comment;
    }

    Instant issuedAt() {
        return issuedAt;
    }

    /** What is said and on what it rests. */
    record ReplyText(Disposition disposition, String text, String basis, Instant contactedAt, LocalDate reviewDate) {}
}
