package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
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
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.InstructionGiven;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.QueryCodeRenewed;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReplySubmitted;
import org.hotline12345.events.ReplyTakenBack;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;

/** Follows the life of the cases: what intake and dispatch tell becomes deadlines, callbacks, urges and supervision. */
@ApplicationScoped
public class FollowCases implements CaseEventHandler {
    private static final Set<Class<? extends CaseEvent>> HANDLED = Set.of(
            CaseRegistered.class,
            CaseAnsweredDirectly.class,
            CaseNotAccepted.class,
            CaseSupplemented.class,
            CaseCorrected.class,
            CitizenUrged.class,
            CaseWithdrawn.class,
            CaseWentLive.class,
            QueryCodeRenewed.class,
            CaseDispatched.class,
            WorkOrderSigned.class,
            ReturnRequested.class,
            ReturnDecided.class,
            WorkOrderRecalled.class,
            ExtensionRequested.class,
            ExtensionDecided.class,
            CoHandlingRequested.class,
            CoHandlingAnswered.class,
            WorkOrderHandedDown.class,
            ReplyIssued.class,
            ReplyCorrected.class,
            CaseMerged.class,
            CaseUnmerged.class,
            CaseClosed.class,
            CaseSentToTriage.class,
            TriageQuestionAsked.class,
            TriageQuestionAnswered.class,
            ReworkOrdered.class,
            SupervisionOpened.class);

    /** Others' steps that change nothing here, and what this service told itself and changes no course. */
    private static final Set<Class<? extends CaseEvent>> IGNORED = Set.of(
            ProblemPatternSet.class,
            InstructionGiven.class,
            ReplySubmitted.class,
            ReplyReviewed.class,
            ReplyTakenBack.class,
            AppealDecided.class,
            DeadlineSet.class,
            DeadlineMarked.class,
            DeadlineMarkRevoked.class,
            DeadlineMet.class,
            DeadlineMissed.class,
            DeadlineCancelled.class,
            UnitUrged.class,
            UnitUrgeRevoked.class,
            OfficeUrged.class,
            SupervisionRaised.class,
            SupervisionClosed.class,
            CitizenInformed.class,
            CallbackCompleted.class);

    private final Cases files;
    private final OfficeQueries book;
    private final OfficeCopy copy;

    public FollowCases(Cases files, OfficeQueries book, OfficeCopy copy) {
        this.files = files;
        this.book = book;
        this.copy = copy;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        return HANDLED;
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return IGNORED;
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        var caseIds = new HashSet<UUID>();
        events.forEach(event -> caseIds.add(event.as(CaseEvent.class).caseId()));
        return book.held(session)
                .chain(office -> files.lock(session, caseIds)
                        .call(known -> settled(session, events, known))
                        .chain(known -> {
                            var all = new LinkedHashMap<>(known);
                            events.forEach(event -> apply(event, all, office));
                            return files.save(session, all.values());
                        }))
                .chain(() -> HiddenCases.follow(
                        session,
                        events.stream().map(event -> event.as(CaseEvent.class)).toList(),
                        copy));
    }

    /** Only corrections ask what was done already. */
    private Uni<Void> settled(Mutiny.Session session, List<ReceivedEvent> events, Map<UUID, CaseFile> known) {
        var corrected = events.stream()
                .filter(received -> received.event() instanceof CaseCorrected)
                .map(received -> received.as(CaseEvent.class).caseId())
                .filter(known::containsKey)
                .distinct()
                .toList();
        return corrected.isEmpty()
                ? Uni.createFrom().voidItem()
                : files.settled(session, corrected)
                        .invoke(done -> done.forEach((caseId, settled) ->
                                known.get(caseId).correcting().knows(settled)))
                        .replaceWithVoid();
    }

    private static void apply(ReceivedEvent received, Map<UUID, CaseFile> files, Office office) {
        CaseEvent event = received.as(CaseEvent.class);
        if (event instanceof CaseRegistered registered) {
            if (!files.containsKey(event.caseId())) {
                CaseFile file = CaseFile.open(registered, received.imported());
                file.messaging().registered(office);
                files.put(event.caseId(), file);
            }
            return;
        }
        CaseFile file = files.get(event.caseId());
        if (file == null) {
            throw new IllegalStateException("no registration was seen of case " + event.caseId());
        }
        file.apply(event, new Cause(received.time(), received.imported(), received.actor()), office);
    }
}
