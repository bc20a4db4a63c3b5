package org.hotline12345.dispatch.cases.model;

import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Urgency;

/**
 * What of a case stands in its work orders too.
 *
 * @param channel Channel code.
 * @param accused The accused units, by the code or by all that the name may mean which the citizen gave.
 */
public record CaseFacts(
        UUID caseId,
        String caseNumber,
        String title,
        CaseType type,
        Urgency urgency,
        String channel,
        Anonymity anonymity,
        List<String> accused) {
    CaseFacts corrected(CaseCorrected e, List<String> nowAccused) {
        return new CaseFacts(caseId, caseNumber, e.title(), type, e.urgency(), channel, e.anonymity(), nowAccused);
    }

    static CaseFacts of(CaseRegistered e, List<String> accused) {
        return new CaseFacts(
                e.caseId(), e.caseNumber(), e.title(), e.type(), e.urgency(), e.channel(), e.anonymity(), accused);
    }
}
