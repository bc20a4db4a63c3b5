package org.hotline12345.assessment.hotissue;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.hotissue.CaseTextStore.Told;
import org.hotline12345.assessment.hotissue.model.CaseEntry;
import org.hotline12345.assessment.hotissue.model.Features;
import org.hotline12345.assessment.hotissue.model.Terms;
import org.hotline12345.assessment.hotissue.model.Vocabulary;
import org.hotline12345.chassis.office.OfficeCopy;

/** Cases as they are compared with each other. */
@ApplicationScoped
class CaseEntries {
    private final OfficePlaces places;
    private final OfficeCopy office;

    CaseEntries(OfficePlaces places, OfficeCopy office) {
        this.places = places;
        this.office = office;
    }

    /** A case and what it says, before it is weighed; worked out once, for it is dear. */
    record Read(Told told, Terms terms) {
        static Read of(Told told) {
            return new Read(told, Terms.of(told.event().title(), told.event().text()));
        }
    }

    CaseEntry of(Read read, Vocabulary known) {
        Told told = read.told();
        return of(told.caseId(), told.event().registeredAt(), told.area(), told.category(), read.terms(), known);
    }

    CaseEntry of(UUID id, Instant at, String area, String category, Terms terms, Vocabulary known) {
        return new CaseEntry(id, at, places.place(area), topCategory(category), Features.of(terms, known), known);
    }

    private String topCategory(String category) {
        if (category == null) {
            return null;
        }
        List<String> above = office.categoryAncestors(category);
        return above.isEmpty() ? category : above.get(above.size() - 1);
    }
}
