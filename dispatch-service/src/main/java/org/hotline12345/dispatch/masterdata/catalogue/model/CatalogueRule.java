package org.hotline12345.dispatch.masterdata.catalogue.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An entry of the dispatch catalogue (派单目录): who leads the handling of a category in an area.
 *
 * @param id The entry.
 * @param category Category; counts for the categories below it too, unless they have entries.
 * @param area Area; counts for the areas in it too. Null: everywhere.
 * @param keywords Words that lead to this category when the clerk gave none.
 * @param coUnits Co-handling units.
 * @param validFrom First day.
 * @param validTo Last day. May be null.
 * @param active Whether it is in use; an entry taken out of use stays filed.
 * @param keywordsDecide Whether its words may dispatch a case by themselves, without a category and without a learned model
 *     that says the same (可凭关键词直接派单); the office marks what it has found safe.
 */
public record CatalogueRule(
        UUID id,
        String category,
        String area,
        List<String> keywords,
        Lead lead,
        List<String> coUnits,
        LocalDate validFrom,
        LocalDate validTo,
        boolean active,
        boolean keywordsDecide) {
    public CatalogueRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(category, "category");
        keywords = keywords == null ? List.of() : List.copyOf(keywords);
        Objects.requireNonNull(lead, "lead");
        coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** An entry in use whose words do not decide by themselves. */
    public CatalogueRule(
            UUID id,
            String category,
            String area,
            List<String> keywords,
            Lead lead,
            List<String> coUnits,
            LocalDate validFrom,
            LocalDate validTo) {
        this(id, category, area, keywords, lead, coUnits, validFrom, validTo, true, false);
    }

    /** The same entry, its words deciding by themselves or not. */
    public CatalogueRule withKeywordsDeciding(boolean decide) {
        return new CatalogueRule(id, category, area, keywords, lead, coUnits, validFrom, validTo, active, decide);
    }

    /** The entry taken out of use. */
    public CatalogueRule outOfUse() {
        return new CatalogueRule(
                id, category, area, keywords, lead, coUnits, validFrom, validTo, false, keywordsDecide);
    }

    /** Whether the entry counts on the day. */
    public boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
