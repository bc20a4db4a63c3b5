package org.hotline12345.dispatch.masterdata.catalogue.model;

import java.util.Optional;
import org.hotline12345.events.UnitLevel;

/** Who leads by an entry of the catalogue. */
public sealed interface Lead {
    /** This unit, whatever the area. */
    record OfUnit(String unit) implements Lead {
        @Override
        public String text() {
            return unit;
        }
    }

    /** The unit of this level that is responsible for the area of the case; no answer where the area is unknown. */
    record OfArea(UnitLevel level) implements Lead {
        @Override
        public String text() {
            return "@" + level.name();
        }
    }

    /** A unit's code, {@code @DISTRICT} or {@code @STREET}. */
    String text();

    /** Reads {@link #text()}; empty for a word with {@code @} that means nothing. */
    static Optional<Lead> parse(String text) {
        if (!text.startsWith("@")) {
            return Optional.of(new OfUnit(text));
        }
        return switch (text) {
            case "@DISTRICT" -> Optional.of(new OfArea(UnitLevel.DISTRICT));
            case "@STREET" -> Optional.of(new OfArea(UnitLevel.STREET));
            default -> Optional.empty();
        };
    }
}
