package org.hotline12345.events;

import java.util.UUID;

/** An event in the life of one case; all of them form one ordered stream per case on {@link Topics#CASE_EVENTS}. */
public sealed interface CaseEvent extends HotlineEvent
        permits CaseRegistered,
                CaseAnsweredDirectly,
                CaseNotAccepted,
                CaseSupplemented,
                CaseCorrected,
                CitizenUrged,
                CaseWithdrawn,
                CaseWentLive,
                QueryCodeRenewed,
                ProblemPatternSet,
                CaseDispatched,
                CaseSentToTriage,
                WorkOrderSigned,
                InstructionGiven,
                WorkOrderHandedDown,
                ReturnRequested,
                ReturnDecided,
                ExtensionRequested,
                ExtensionDecided,
                CoHandlingRequested,
                CoHandlingAnswered,
                ReplySubmitted,
                ReplyReviewed,
                ReplyTakenBack,
                ReplyIssued,
                ReplyCorrected,
                CaseMerged,
                CaseUnmerged,
                DeadlineSet,
                DeadlineMarked,
                DeadlineMarkRevoked,
                DeadlineMet,
                DeadlineMissed,
                DeadlineCancelled,
                UnitUrged,
                UnitUrgeRevoked,
                SupervisionOpened,
                SupervisionRaised,
                SupervisionClosed,
                CitizenInformed,
                CallbackCompleted,
                ReworkOrdered,
                CaseClosed,
                AppealDecided {
    /** The case whose life this is; the key of the record. */
    UUID caseId();
}
