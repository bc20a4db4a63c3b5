package org.hotline12345.chassis.access;

import java.util.Collection;
import java.util.function.BiPredicate;

/**
 * Who may see a case: the one decision of all readers, lists, feeds, exports and commands. The office sees every case; a unit's
 * people those that their unit or one below it leads, co-handles or was handed; nobody one that accuses their unit or one above it,
 * or that is handled or was answered together with such a one: 被举报单位及其下属回避 (信访工作条例 2022, article 30: 与信访事项或者信访人有直接利害关系的，应当回避).
 * Whether its round is open or closed makes no difference. Lists ask the database the same by {@link HiddenCases}.
 *
 * @param unit The unit of who looks; null: none.
 * @param ofOffice Whether this is work for the whole office.
 * @param within Whether the first unit is the second or stands below it.
 */
public record Sight(String unit, boolean ofOffice, BiPredicate<String, String> within) {
    /**
     * Whether the case may be seen.
     *
     * @param handledBy the units that lead, co-handle or were handed it
     * @param accused whom the case and those of its group accuse
     */
    public boolean of(Collection<String> handledBy, Collection<String> accused) {
        return ofOffice
                || unit != null
                        && handledBy.stream().anyMatch(handling -> handling != null && within.test(handling, unit))
                        && !isAccused(unit, accused);
    }

    /** Whether the unit is one of the accused or stands below one. */
    public boolean isAccused(String unit, Collection<String> accused) {
        return unit != null && accused.stream().anyMatch(one -> within.test(unit, one));
    }
}
