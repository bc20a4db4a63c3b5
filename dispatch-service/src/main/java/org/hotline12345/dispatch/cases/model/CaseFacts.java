package org.hotline12345.dispatch.cases.model;

import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;

/**
 * What of a case stands in its work orders too.
 *
 * @param channel Channel code.
 * @param respondentUnit The accused unit, by the code or the name that the citizen gave. May be null.
 */
public record CaseFacts(
        UUID caseId,
        String caseNumber,
        String title,
        CaseType type,
        Urgency urgency,
        String channel,
        Anonymity anonymity,
        String respondentUnit) {
    static CaseFacts of(CaseRegistered e, String respondentUnit) {
        return new CaseFacts(
                e.caseId(),
                e.caseNumber(),
                e.title(),
                e.type(),
                e.urgency(),
                e.channel(),
                e.anonymity(),
                respondentUnit);
    }
}
