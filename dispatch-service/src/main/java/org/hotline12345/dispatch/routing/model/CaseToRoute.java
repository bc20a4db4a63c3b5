package org.hotline12345.dispatch.routing.model;

import java.time.LocalDate;
import java.util.Objects;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;

/**
 * What the router looks at.
 *
 * @param text What the citizen said.
 * @param category Category the agent gave. May be null.
 * @param area Area the agent gave. May be null.
 * @param address Address. May be null.
 * @param respondentUnit Unit the case accuses. May be null.
 * @param respondentName What the citizen calls the accused unit, where its code is not known. May be null.
 * @param day The day whose catalogue counts.
 * @param proposedUnit Unit the agent chose. May be null.
 */
public record CaseToRoute(
        String title,
        String text,
        String category,
        String area,
        String address,
        String respondentUnit,
        String respondentName,
        LocalDate day,
        String proposedUnit) {
    public CaseToRoute {
        title = title == null ? "" : title;
        text = text == null ? "" : text;
        Objects.requireNonNull(day, "day");
    }

    /** A case for which nobody chose a unit. */
    public CaseToRoute(
            String title,
            String text,
            String category,
            String area,
            String address,
            String respondentUnit,
            String respondentName,
            LocalDate day) {
        this(title, text, category, area, address, respondentUnit, respondentName, day, null);
    }

    /** The case as it was corrected, with what was not: nobody has chosen a unit for it. */
    public static CaseToRoute of(CaseCorrected corrected, String text, String address, LocalDate day) {
        var respondent = corrected.respondent();
        return new CaseToRoute(
                corrected.title(),
                text,
                corrected.category(),
                corrected.area(),
                address,
                respondent == null ? null : respondent.unit(),
                respondent == null ? null : respondent.name(),
                day);
    }

    /** The case as it was registered, by the catalogue of this day. */
    public static CaseToRoute of(CaseRegistered registered, LocalDate day) {
        return new CaseToRoute(
                registered.title(),
                registered.text(),
                registered.category(),
                registered.area(),
                registered.address(),
                registered.respondent() == null ? null : registered.respondent().unit(),
                registered.respondent() == null ? null : registered.respondent().name(),
                day,
                registered.proposedUnit());
    }
}
