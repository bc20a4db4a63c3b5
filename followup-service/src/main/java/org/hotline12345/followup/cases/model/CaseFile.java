package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.followup.deadline.model.Deadline;

/**
 * The follow-up of one case: what others' events and the commands of this service make of it. Pure: what is to be published
 * and written is collected in {@link #changes()}. Which event has an effect is said by the course of the case; what was decided
 * here and has not come back in the stream yet gives way to it.
 */
public final class CaseFile {
    /**
     * The callback that is answered.
     *
     * @param id The callback.
     * @param workOrderId The work order it is about; null for an answer on the spot.
     * @param round Its round; 0 for an answer on the spot.
     * @param unit Its unit. May be null for an answer on the spot.
     * @param disposition What the unit said the handling came to; null for an answer on the spot.
     */
    public record AskedAbout(UUID id, UUID workOrderId, int round, String unit, Disposition disposition) {}

    /** What is read of a case beside its progress: open deadlines, open supervisions, and the callbacks that are wanted. */
    public record Open(List<Deadline> deadlines, List<Callback> callbacks, List<Supervision> supervisions) {
        /** Of a case that was only registered. */
        public static final Open NOTHING = new Open(List.of(), List.of(), List.of());
    }

    CaseFacts facts;
    private final int version;
    private final Progress loaded;
    private final CaseFacts loadedFacts;
    private final int openWhenLoaded;
    final List<Deadline> deadlines;
    final List<Callback> callbacks;
    final List<Supervision> supervisions;
    final Changes changes = new Changes();
    CaseCourse course;
    Phase phase;
    boolean live;
    Instant liveAt;
    UUID workOrderId;
    int round;
    String unit;
    String category;
    int categoryCorrection;
    String policyId;
    int policyVersion;
    Instant dispatchedAt;
    Instant returnRequestedAt;
    int returns;
    UUID replyId;
    Instant repliedAt;
    boolean informed;
    UUID callbackId;
    int dissatisfactions;
    int reworks;
    int citizenUrges;
    boolean urgeSupervised;
    Instant closedAt;
    CloseReason closeReason;
    List<String> returnedBy;
    boolean returnSupervised;
    String handlingUnit;
    boolean signed;
    UUID returnRequestId;
    List<OpenQuestion> questions;

    final ClockRules rules = new ClockRules(this);
    final Clocks clocks = new Clocks(this);
    final Recalculating recalculating = new Recalculating(this);
    final Correcting correcting = new Correcting(this);
    final TriageWatch triage = new TriageWatch(this);
    final Handling handling = new Handling(this);
    final Urging urging = new Urging(this);
    final Supervising supervising = new Supervising(this);
    final Informing informing = new Informing(this);
    final AfterReply afterReply = new AfterReply(this);
    final Messaging messaging = new Messaging(this);

    private CaseFile(int version, CaseFacts facts, Progress loaded, Progress start, Open open) {
        this.version = version;
        this.facts = Objects.requireNonNull(facts, "facts");
        this.loaded = loaded;
        this.loadedFacts = facts;
        this.deadlines = new ArrayList<>(open.deadlines());
        this.callbacks = new ArrayList<>(open.callbacks());
        this.supervisions = new ArrayList<>(open.supervisions());
        this.openWhenLoaded = openSupervisions();
        this.course = start.course();
        this.phase = start.phase();
        this.live = start.live();
        this.liveAt = start.liveAt();
        this.workOrderId = start.workOrderId();
        this.round = start.round();
        this.unit = start.unit();
        this.category = start.category();
        this.categoryCorrection = start.categoryCorrection();
        this.policyId = start.policyId();
        this.policyVersion = start.policyVersion();
        this.dispatchedAt = start.dispatchedAt();
        this.returnRequestedAt = start.returnRequestedAt();
        this.returns = start.returns();
        this.replyId = start.replyId();
        this.repliedAt = start.repliedAt();
        this.informed = start.informed();
        this.callbackId = start.callbackId();
        this.dissatisfactions = start.dissatisfactions();
        this.reworks = start.reworks();
        this.citizenUrges = start.citizenUrges();
        this.urgeSupervised = start.urgeSupervised();
        this.closedAt = start.closedAt();
        this.closeReason = start.closeReason();
        this.returnedBy = start.returnedBy();
        this.returnSupervised = start.returnSupervised();
        this.handlingUnit = start.handlingUnit();
        this.signed = start.signed();
        this.returnRequestId = start.returnRequestId();
        this.questions = start.questions();
    }

    /** A new file for a case just registered. */
    public static CaseFile open(CaseRegistered event, boolean imported) {
        boolean settled = event.outcome() != IntakeOutcome.TO_DISPATCH;
        var start = new Progress(
                settled ? Phase.ENDED : Phase.REGISTERED,
                !imported,
                null,
                null,
                0,
                null,
                event.category(),
                0,
                null,
                0,
                null,
                null,
                0,
                null,
                null,
                false,
                null,
                0,
                0,
                0,
                false,
                settled ? event.registeredAt() : null,
                null,
                List.of(),
                false,
                null,
                false,
                null,
                List.of(),
                CaseCourse.registered(event));
        return new CaseFile(0, CaseFacts.of(event, imported), null, start, Open.NOTHING);
    }

    /** A file as it was saved, with what is open. */
    public static CaseFile restore(int version, CaseFacts facts, Progress progress, Open open) {
        return new CaseFile(version, facts, progress, progress, open);
    }

    /**
     * Applies the next event of the stream, own ones too: they tell where the stream is. An event without effect on the course
     * of the case has none here.
     */
    public void apply(CaseEvent event, Cause cause, Office office) {
        boolean counts = counts(event);
        boolean wasEnded = course.isEnded();
        course = course.after(event);
        if (counts && event instanceof ReplyCorrected corrected) {
            afterReply.replyCorrected(corrected, wasEnded, cause, office);
            messaging.after(event, office);
        } else if (counts) {
            take(event, cause, office);
            messaging.after(event, office);
        }
    }

    /** An answer on the spot is told twice: by the registration, which ends the case, and by its own event with its words. */
    private boolean counts(CaseEvent event) {
        return course.admits(event) || event instanceof CaseAnsweredDirectly && course.end() == CourseEnd.ANSWERED;
    }

    private void take(CaseEvent event, Cause cause, Office office) {
        if (event instanceof CaseDispatched dispatched) {
            handling.dispatched(dispatched, cause, office);
        } else if (event instanceof WorkOrderSigned signed) {
            handling.signed(signed, cause);
        } else if (event instanceof ReturnRequested requested) {
            handling.returnRequested(requested, cause, office);
        } else if (event instanceof ReturnDecided decided) {
            handling.returnDecided(decided, cause, office);
        } else if (event instanceof WorkOrderRecalled recalled) {
            handling.recalled(recalled, cause);
        } else if (event instanceof CaseSentToTriage sent) {
            triage.sent(sent, cause, office);
        } else if (event instanceof TriageQuestionAsked asked) {
            triage.asked(asked, cause, office);
        } else if (event instanceof TriageQuestionAnswered answered) {
            triage.answered(answered, cause, office);
        } else if (event instanceof ExtensionRequested requested) {
            handling.extensionRequested(requested, cause);
        } else if (event instanceof ExtensionDecided decided) {
            handling.extensionDecided(decided, cause, office);
        } else if (event instanceof CoHandlingRequested asked) {
            handling.opinionAsked(asked, cause, office);
        } else if (event instanceof CoHandlingAnswered answered) {
            handling.opinionGiven(answered, cause);
        } else if (event instanceof WorkOrderHandedDown handed) {
            if (isCurrent(handed.workOrderId())) {
                handlingUnit = handed.toUnit().equals(unit) ? null : handed.toUnit();
            }
        } else if (event instanceof ReplyIssued reply) {
            afterReply.replyIssued(reply, cause, office);
        } else if (event instanceof CitizenUrged urged) {
            urging.citizenUrged(urged, cause, office);
        } else if (event instanceof CaseSupplemented supplemented) {
            handling.supplemented(supplemented, cause, office);
        } else if (event instanceof CaseCorrected corrected) {
            correcting.corrected(corrected, cause, office);
        } else if (event instanceof CaseWithdrawn withdrawn) {
            end(Phase.ENDED, DeadlineCancelReason.WITHDRAWN, withdrawn.withdrawnAt(), cause, office);
        } else if (event instanceof CaseMerged merged) {
            end(Phase.MERGED, DeadlineCancelReason.MERGED, merged.mergedAt(), cause, office);
        } else if (event instanceof CaseUnmerged) {
            phase = Phase.AWAITING_DISPATCH;
            closedAt = null;
        } else if (event instanceof CaseAnsweredDirectly answered) {
            afterReply.answeredDirectly(answered, cause, office);
        } else if (event instanceof CaseNotAccepted notAccepted) {
            triage.decided(notAccepted.decidedAt(), cause);
            end(Phase.ENDED, DeadlineCancelReason.CLOSED, notAccepted.decidedAt(), cause, office);
        } else if (event instanceof CaseWentLive wentLive) {
            wentLive(wentLive);
        }
    }

    public Clocks clocks() {
        return clocks;
    }

    /** Its deadlines under new rules. */
    public Recalculating recalculating() {
        return recalculating;
    }

    /** What was registered of it, said better. */
    public Correcting correcting() {
        return correcting;
    }

    /** It before the dispatch office. */
    public TriageWatch triage() {
        return triage;
    }

    /** Its handling by the unit. */
    public Handling handling() {
        return handling;
    }

    public Urging urging() {
        return urging;
    }

    /** Its supervisions. */
    public Supervising supervising() {
        return supervising;
    }

    /** Telling its citizen the result. */
    public Informing informing() {
        return informing;
    }

    /** What follows its reply. */
    public AfterReply afterReply() {
        return afterReply;
    }

    /** What its citizen is written to. */
    public Messaging messaging() {
        return messaging;
    }

    /** What was registered of the case, as far as it was not corrected. */
    public CaseFacts facts() {
        return facts;
    }

    /** How far it is. */
    public Progress progress() {
        return new Progress(
                phase,
                live,
                liveAt,
                workOrderId,
                round,
                unit,
                category,
                categoryCorrection,
                policyId,
                policyVersion,
                dispatchedAt,
                returnRequestedAt,
                returns,
                replyId,
                repliedAt,
                informed,
                callbackId,
                dissatisfactions,
                reworks,
                citizenUrges,
                urgeSupervised,
                closedAt,
                closeReason,
                returnedBy,
                returnSupervised,
                handlingUnit,
                signed,
                returnRequestId,
                questions,
                course);
    }

    /** Where it stands. */
    public Phase phase() {
        return phase;
    }

    /** Whether it has no row yet. */
    public boolean isNew() {
        return loaded == null;
    }

    /** The version that was read; whatever is written of the case counts it up. */
    public int version() {
        return version;
    }

    /** Whether anything of it, or that hangs on it, must be written. */
    public boolean isTouched() {
        return isChanged()
                || !changes.isEmpty()
                || deadlines.stream().anyMatch(one -> one.isNew() || one.isChanged() || one.isCarriedOver())
                || callbacks.stream().anyMatch(one -> one.isNew() || one.isChanged())
                || supervisions.stream().anyMatch(one -> one.isNew() || one.isChanged());
    }

    /** Whether its row must be written. */
    public boolean isChanged() {
        return loaded == null
                || !loaded.equals(progress())
                || !loadedFacts.equals(facts)
                || openWhenLoaded != openSupervisions();
    }

    /** Its deadlines: those open when it was loaded and those set since. */
    public List<Deadline> deadlines() {
        return deadlines;
    }

    /** Its callbacks: those that were read with it and those opened since. */
    public List<Callback> callbacks() {
        return callbacks;
    }

    /** One of these callbacks. */
    public Callback callback(UUID id) {
        return knownCallback(id).orElseThrow();
    }

    /** The same; empty where it was not read. */
    Optional<Callback> knownCallback(UUID id) {
        return callbacks.stream().filter(callback -> callback.id().equals(id)).findFirst();
    }

    /** Its supervisions: those open when it was loaded and those opened since. */
    public List<Supervision> supervisions() {
        return supervisions;
    }

    /** One of these supervisions. */
    public Supervision supervision(UUID id) {
        return supervisions.stream()
                .filter(supervision -> supervision.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What was open before it had a deadline or a list gets them. */
    public void takeUp(Cause cause, Office office) {
        triage.takeUp(cause, office);
        informing.takeUp(cause, office);
        afterReply.takeUp(cause, office);
    }

    /** How many of them are not closed. */
    public int openSupervisions() {
        return (int) supervisions.stream().filter(Supervision::isOpen).count();
    }

    /** What came of it. */
    public Changes changes() {
        return changes;
    }

    void wentLive(CaseWentLive event) {
        if (live) {
            return;
        }
        live = true;
        liveAt = event.liveAt();
        clocks.allOpen().forEach(deadline -> deadline.goLive(event.liveAt()));
    }

    void end(Phase ended, DeadlineCancelReason reason, Instant at, Cause cause, Office office) {
        clocks.cancelAll(reason, at, cause);
        afterReply.endCallback(at);
        supervising.endAll(reason, cause, office);
        phase = ended;
        closedAt = at;
        // a closing that the stream has not heard of yet comes too late
        closeReason = null;
    }

    boolean isCurrent(UUID order) {
        return phase == Phase.HANDLING && order.equals(workOrderId);
    }

    void requirePhase(Phase needed) {
        if (phase != needed) {
            throw new WrongPhase(phase, Set.of(needed));
        }
    }
}
