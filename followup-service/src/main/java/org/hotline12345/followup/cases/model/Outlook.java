package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.deadline.model.Deadline;

/**
 * What a case will have as soon as it is registered and went where it is expected to go: it happens to a file that nobody keeps, so that
 * the same rules decide as afterwards.
 *
 * @param deadlines Those that will run, the earliest due first.
 * @param messages What the citizen will be written to at once, in order.
 */
public record Outlook(List<Deadline> deadlines, List<Changes.NewMessage> messages) {
    private static final String UNWRITTEN = "";

    /**
     * A case as it is about to be registered.
     *
     * @param category Code of the category. May be null.
     * @param contactable Whether a telephone number is told.
     * @param unit Unit that is to have it; null: a dispatcher decides.
     */
    public record Draft(
            IntakeOutcome outcome,
            CaseType type,
            Urgency urgency,
            String channel,
            String category,
            Anonymity anonymity,
            boolean contactable,
            String unit) {}

    /** What the case will have if it is registered now. */
    public static Outlook of(Draft draft, Instant now, Office office) {
        UUID caseId = office.ids().get();
        CaseFile file = CaseFile.open(registered(caseId, draft, now, office), false);
        file.messaging().registered(office);
        file.apply(next(caseId, draft, now, office), Cause.at(now, null), office);
        return new Outlook(
                file.clocks().allOpen().stream()
                        .sorted(Comparator.comparing(
                                (Deadline deadline) -> deadline.terms().dueAt()))
                        .toList(),
                file.changes().messages());
    }

    private static CaseRegistered registered(UUID caseId, Draft draft, Instant now, Office office) {
        return new CaseRegistered(
                caseId,
                UNWRITTEN,
                draft.outcome(),
                draft.channel(),
                null,
                draft.type(),
                draft.urgency(),
                UNWRITTEN,
                UNWRITTEN,
                draft.category(),
                null,
                null,
                null,
                office.ids().get(),
                draft.anonymity(),
                draft.contactable(),
                null,
                null,
                null,
                now,
                null,
                List.of(),
                null,
                null);
    }

    private static CaseEvent next(UUID caseId, Draft draft, Instant now, Office office) {
        return switch (draft.outcome()) {
            case ANSWERED -> new CaseAnsweredDirectly(caseId, UNWRITTEN, AnsweredBy.AGENT, null, now);
            case NOT_ACCEPTED -> new CaseNotAccepted(caseId, NonAcceptanceReason.NO_NEW_FACTS, UNWRITTEN, now, null);
            case TO_DISPATCH ->
                draft.unit() == null
                        ? new CaseSentToTriage(caseId, UNWRITTEN, List.of(), now)
                        : new CaseDispatched(
                                caseId,
                                office.ids().get(),
                                1,
                                DispatchCause.FIRST,
                                draft.unit(),
                                List.of(),
                                draft.category(),
                                null,
                                DecidedBy.CATALOGUE,
                                UNWRITTEN,
                                null,
                                null,
                                null,
                                now,
                                List.of(),
                                null);
        };
    }
}
