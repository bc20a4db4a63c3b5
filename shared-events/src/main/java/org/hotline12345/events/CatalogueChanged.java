package org.hotline12345.events;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An entry of the dispatch catalogue as it is from a date on (whole state).
 *
 * @param category Category code.
 * @param area Area code; none: everywhere. May be null.
 * @param keywords Words that lead here.
 * @param coUnits Co-handling units.
 * @param validFrom First day.
 * @param validTo Last day. May be null.
 * @param active False when deleted.
 * @param keywordsDecide Whether its words dispatch a case by themselves; absent: they do not. May be null.
 */
@EventType("org.hotline12345.office.catalogue-changed.v1")
public record CatalogueChanged(
        UUID entryId,
        String category,
        String area,
        List<String> keywords,
        String leadUnit,
        List<String> coUnits,
        LocalDate validFrom,
        LocalDate validTo,
        boolean active,
        Boolean keywordsDecide)
        implements OfficeEvent {
    public CatalogueChanged {
        Objects.requireNonNull(entryId, "entryId");
        Objects.requireNonNull(category, "category");
        keywords = keywords == null ? List.of() : List.copyOf(keywords);
        Objects.requireNonNull(leadUnit, "leadUnit");
        coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return entryId.toString();
    }
}
