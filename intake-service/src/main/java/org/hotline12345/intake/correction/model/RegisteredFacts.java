package org.hotline12345.intake.correction.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.contact.model.Contact;

/**
 * What of a registered case can be corrected, as it stands.
 *
 * @param category Category code. May be null.
 * @param area Area code. May be null.
 * @param respondent Accused unit. May be null.
 * @param contact Name and telephone; neither may be there.
 * @param citizenRef Random reference of the citizen.
 */
public record RegisteredFacts(
        String title,
        String category,
        String area,
        Urgency urgency,
        Anonymity anonymity,
        Respondent respondent,
        Contact contact,
        UUID citizenRef) {
    /** What makes the other ones of these, in the order of the facts; nothing where they say the same. Contacts are not told. */
    public List<FactCorrection> differences(RegisteredFacts after) {
        var found = new ArrayList<FactCorrection>();
        if (!contact.equals(after.contact)) {
            found.add(new FactCorrection(CorrectedFact.CONTACT, null, null));
        }
        compare(found, CorrectedFact.TITLE, title, after.title);
        compare(found, CorrectedFact.CATEGORY, category, after.category);
        compare(found, CorrectedFact.AREA, area, after.area);
        compare(found, CorrectedFact.URGENCY, urgency.name(), after.urgency.name());
        compare(found, CorrectedFact.ANONYMITY, anonymity.name(), after.anonymity.name());
        if (!Objects.equals(respondent, after.respondent)) {
            found.add(new FactCorrection(CorrectedFact.RESPONDENT, said(respondent), said(after.respondent)));
        }
        return List.copyOf(found);
    }

    private static void compare(List<FactCorrection> found, CorrectedFact fact, String before, String after) {
        if (!Objects.equals(before, after)) {
            found.add(new FactCorrection(fact, before, after));
        }
    }

    private static String said(Respondent respondent) {
        return respondent == null ? null : respondent.unit() != null ? respondent.unit() : respondent.name();
    }
}
