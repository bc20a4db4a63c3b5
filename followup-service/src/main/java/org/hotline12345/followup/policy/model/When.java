package org.hotline12345.followup.policy.model;

import java.util.List;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;

/**
 * For which cases a rule holds: all that is given must fit, one of each list suffices. Nothing given: for all.
 *
 * @param type Natures of the case.
 * @param channel Channel codes.
 * @param category Category codes; one also stands for the categories under it, whose codes begin with it.
 * @param unitLevel Levels of the lead unit.
 * @param rework True: only rounds after the first; false: only the first. May be null.
 */
public record When(
        List<CaseType> type,
        List<Urgency> urgency,
        List<String> channel,
        List<String> category,
        List<UnitLevel> unitLevel,
        Boolean rework) {
    public When {
        type = type == null ? List.of() : List.copyOf(type);
        urgency = urgency == null ? List.of() : List.copyOf(urgency);
        channel = channel == null ? List.of() : List.copyOf(channel);
        category = category == null ? List.of() : List.copyOf(category);
        unitLevel = unitLevel == null ? List.of() : List.copyOf(unitLevel);
    }

    /** For all cases. */
    public static When always() {
        return new When(null, null, null, null, null, null);
    }

    /** Whether the rule holds for the case. */
    public boolean fits(CaseTraits traits) {
        return fits(type, traits.type())
                && fits(urgency, traits.urgency())
                && fits(channel, traits.channel())
                && fits(unitLevel, traits.unitLevel())
                && (rework == null || rework == traits.rework())
                && (category.isEmpty()
                        || traits.category() != null && category.stream().anyMatch(traits.category()::startsWith));
    }

    private static <T> boolean fits(List<T> wanted, T actual) {
        return wanted.isEmpty() || actual != null && wanted.contains(actual);
    }
}
