package org.hotline12345.intake.correction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.correction.CorrectionStore.Entry;
import org.hotline12345.intake.correction.model.MaskedContact;

/** Corrections as people read them: names for codes, of name and telephone so much that one is told from another. */
@ApplicationScoped
class CorrectionWords {
    private static final TextBundle WORDS = TextBundle.of("timeline/words");

    private final OfficeCopy office;
    private final Contacts contacts;

    CorrectionWords(OfficeCopy office, Contacts contacts) {
        this.office = office;
        this.contacts = contacts;
    }

    /** The correction in this language. */
    CorrectionView view(Entry entry, Language language) {
        return new CorrectionView(
                entry.correctionId(),
                entry.caseId(),
                entry.corrections().stream()
                        .map(each -> change(entry, each, language))
                        .toList(),
                entry.reason(),
                entry.correctedBy(),
                entry.correctedAt());
    }

    private CorrectionView.FactChange change(Entry entry, FactCorrection correction, Language language) {
        CorrectedFact fact = correction.fact();
        boolean ofContact = fact == CorrectedFact.CONTACT;
        return new CorrectionView.FactChange(
                fact,
                WORDS.get("facts." + fact).in(language),
                correction.before(),
                ofContact ? contact(entry.caseId(), entry.contactBefore()) : words(fact, correction.before(), language),
                correction.after(),
                ofContact ? contact(entry.caseId(), entry.contactAfter()) : words(fact, correction.after(), language));
    }

    private String contact(UUID caseId, io.vertx.core.buffer.Buffer sealed) {
        return sealed == null ? null : MaskedContact.of(contacts.open(caseId, sealed));
    }

    private String words(CorrectedFact fact, String value, Language language) {
        if (value == null) {
            return null;
        }
        return switch (fact) {
            case CATEGORY -> office.category(value).map(CategoryInfo::name).orElse(value);
            case AREA -> office.area(value).map(AreaInfo::name).orElse(value);
            case RESPONDENT -> office.unit(value).map(UnitInfo::name).orElse(value);
            case URGENCY -> WORDS.get("urgency." + value).in(language);
            case ANONYMITY -> WORDS.get("anonymity." + value).in(language);
            case CONTACT, TITLE -> value;
        };
    }
}
