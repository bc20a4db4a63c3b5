package org.hotline12345.dispatch.masterdata.people.model;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hotline12345.events.SignOffLevel;

/**
 * Somebody who works for the hotline or one of its units (领域人员). What somebody may do is in their token; this says who they are and
 * since when.
 *
 * @param subject By which tokens name the person.
 * @param roles As tokens name them.
 * @param unit Code of the unit. Null for people of the hotline itself.
 * @param phone Telephone of the office. May be null.
 * @param level Which leader of the unit. Null for everybody else.
 * @param validFrom First day.
 * @param validTo Last day; null while nobody has said.
 * @param filed Whether the office filed the person; else only seen at a sign-in.
 * @param lapsed Whether it ended because the provider named no role any more: another sign-in with roles takes that back.
 * @param signedIn Day of the last sign-in at a desk. May be null.
 */
public record Person(
        String subject,
        String name,
        List<String> roles,
        String unit,
        String phone,
        SignOffLevel level,
        LocalDate validFrom,
        LocalDate validTo,
        boolean filed,
        boolean lapsed,
        LocalDate signedIn) {
    public Person {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(name, "name");
        roles = List.copyOf(roles);
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** What a person's token says at a sign-in; {@code name} may be null. */
    public record SignIn(String subject, String name, List<String> roles, String unit, SignOffLevel level) {}

    /** Whether the person is at work on that day. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /**
     * The person after a sign-in; null if there is nothing to keep. Unit, roles and level follow the provider, on whom the rights depend.
     * What the office filed stays: the name, and the last day, so that nobody comes back by signing in.
     */
    public static Person after(Person before, SignIn now, LocalDate today) {
        if (before == null) {
            return now.roles().isEmpty()
                    ? null
                    : new Person(
                            now.subject(),
                            now.name() == null ? now.subject() : now.name(),
                            now.roles(),
                            now.unit(),
                            null,
                            now.level(),
                            today,
                            null,
                            false,
                            false,
                            today);
        }
        String name = before.filed || now.name() == null ? before.name : now.name();
        if (now.roles().isEmpty()) {
            return before.isValidOn(today) ? before.with(name, lapsedOn(before, today), true, today) : before;
        }
        var present = new Person(
                before.subject,
                name,
                now.roles(),
                now.unit(),
                before.phone,
                now.level(),
                before.validFrom,
                before.validTo,
                before.filed,
                before.lapsed,
                today);
        return before.lapsed ? present.with(name, null, false, today) : present;
    }

    /** Whether it differs from the other in more than the day of the last sign-in. */
    public boolean saysMoreThan(Person other) {
        return other == null || !with(name, validTo, lapsed, other.signedIn).equals(other);
    }

    /** What of a person is changed by people, by field. */
    public Map<String, Object> said() {
        var said = new LinkedHashMap<String, Object>();
        said.put("name", name);
        said.put("roles", roles);
        said.put("unit", unit);
        said.put("phone", phone);
        said.put("level", level);
        said.put("validFrom", validFrom);
        said.put("validTo", validTo);
        said.put("filed", filed);
        return said;
    }

    private static LocalDate lapsedOn(Person person, LocalDate today) {
        LocalDate yesterday = today.minusDays(1);
        return yesterday.isBefore(person.validFrom.minusDays(1)) ? person.validFrom.minusDays(1) : yesterday;
    }

    private Person with(String newName, LocalDate to, boolean nowLapsed, LocalDate seen) {
        return new Person(subject, newName, roles, unit, phone, level, validFrom, to, filed, nowLapsed, seen);
    }
}
