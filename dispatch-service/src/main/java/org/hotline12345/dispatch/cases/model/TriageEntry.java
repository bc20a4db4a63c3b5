package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.RoutingCandidate;

/**
 * A case that a dispatcher must decide.
 *
 * @param candidates Who might be responsible, the best first.
 * @param round Round of the order to come.
 * @param cause Why it is given.
 * @param previousId The order before. May be null.
 * @param modelVersion Version of the model that was asked. May be null.
 */
public record TriageEntry(
        UUID caseId,
        String reason,
        List<RoutingCandidate> candidates,
        int round,
        DispatchCause cause,
        UUID previousId,
        Instant sentAt,
        String modelVersion) {
    static TriageEntry of(
            UUID caseId,
            RoutingDecision.Triage decision,
            int round,
            DispatchCause cause,
            UUID previousId,
            Instant sentAt) {
        return new TriageEntry(
                caseId,
                decision.reason(),
                decision.candidates(),
                round,
                cause,
                previousId,
                sentAt,
                decision.modelVersion());
    }

    TriageEntry proposing(CaseChanges.Proposal proposal) {
        return new TriageEntry(
                caseId,
                proposal.reason(),
                proposal.candidates(),
                round,
                cause,
                previousId,
                sentAt,
                proposal.modelVersion());
    }

    CaseSentToTriage event() {
        return new CaseSentToTriage(caseId, reason, candidates, sentAt);
    }

    Waiting waiting() {
        return new Waiting(round, cause, previousId, sentAt);
    }

    /**
     * What is known of a case that waits: the order to come.
     *
     * @param questionId What the agent was asked back and has not answered. Null for nothing.
     * @param askedAt When. May be null.
     */
    public record Waiting(
            int round, DispatchCause cause, UUID previousId, Instant sentAt, UUID questionId, Instant askedAt) {
        /** One of which nobody was asked back. */
        public Waiting(int round, DispatchCause cause, UUID previousId, Instant sentAt) {
            this(round, cause, previousId, sentAt, null, null);
        }

        Waiting asked(UUID question, Instant at) {
            return new Waiting(round, cause, previousId, sentAt, question, at);
        }
    }

    /** What became of an entry. */
    public enum Outcome {
        DISPATCHED,
        MERGED,
        ENDED
    }
}
