package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;

/**
 * What registration says about a case; a correction says it better, and the platform above changes what it wants.
 *
 * @param caseNumber Number told to the citizen.
 * @param title Title, masked.
 * @param type Nature.
 * @param channel Channel code.
 * @param category Category code given at registration. May be null.
 * @param anonymity Protection asked for.
 * @param contactable Whether intake holds a telephone number.
 * @param citizenRef Random reference of the citizen.
 * @param registeredAt Business time.
 * @param upstreamDueAt When the platform above wants the answer, as it last agreed. May be null.
 * @param replyDueAt Deadline given by the source of an imported case. May be null.
 * @param imported Whether it was moved in.
 */
public record CaseFacts(
        UUID caseId,
        String caseNumber,
        String title,
        CaseType type,
        Urgency urgency,
        String channel,
        String category,
        Anonymity anonymity,
        boolean contactable,
        UUID citizenRef,
        Instant registeredAt,
        Instant upstreamDueAt,
        Instant replyDueAt,
        boolean imported) {
    /** The facts of a registration. */
    public static CaseFacts of(CaseRegistered event, boolean imported) {
        return new CaseFacts(
                event.caseId(),
                event.caseNumber(),
                event.title(),
                event.type(),
                event.urgency(),
                event.channel(),
                event.category(),
                event.anonymity(),
                event.contactable(),
                event.citizenRef(),
                event.registeredAt(),
                event.upstream() == null ? null : event.upstream().dueAt(),
                event.replyDueAt(),
                imported);
    }

    /** The same after the platform above agreed to another moment; null: it no longer sets one. */
    public CaseFacts wantedUpstream(Instant dueAt) {
        return new CaseFacts(
                caseId,
                caseNumber,
                title,
                type,
                urgency,
                channel,
                category,
                anonymity,
                contactable,
                citizenRef,
                registeredAt,
                dueAt,
                replyDueAt,
                imported);
    }

    /** The same as a correction says it. */
    CaseFacts corrected(CaseCorrected event) {
        return new CaseFacts(
                caseId,
                caseNumber,
                event.title(),
                type,
                event.urgency(),
                channel,
                event.category(),
                event.anonymity(),
                event.contactable(),
                event.citizenRef(),
                registeredAt,
                upstreamDueAt,
                replyDueAt,
                imported);
    }

    /** Whether the citizen may and can be called back. */
    public boolean mayBeCalled() {
        return anonymity != Anonymity.NO_CONTACT && contactable;
    }
}
