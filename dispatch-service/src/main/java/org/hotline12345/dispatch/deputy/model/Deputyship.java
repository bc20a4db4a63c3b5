package org.hotline12345.dispatch.deputy.model;

import java.time.LocalDate;
import org.hotline12345.events.SignOffLevel;

/**
 * Somebody acts for somebody (AB 角), from day to day (Asia/Shanghai, both inclusive).
 *
 * @param unit The unit in which the person has the role.
 * @param person Subject of the person acted for.
 * @param role The role acted in.
 * @param level Which leader the person is; null for a reviewer.
 * @param deputy Subject of the deputy.
 * @param from First day.
 * @param to Last day.
 */
public record Deputyship(
        String unit, String person, Role role, SignOffLevel level, String deputy, LocalDate from, LocalDate to) {
    /** Whether it stands on that day. */
    public boolean standsOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Whether it stands on some day of both. */
    public boolean overlaps(LocalDate first, LocalDate last) {
        return !from.isAfter(last) && !to.isBefore(first);
    }
}
