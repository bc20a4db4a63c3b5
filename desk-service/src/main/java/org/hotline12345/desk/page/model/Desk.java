package org.hotline12345.desk.page.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The desks and who sits at them, in the order in which a person with several roles is led to the first. The services decide again on
 * every request.
 */
public enum Desk {
    /** 受理台: who takes calls. */
    AGENT("agent"),
    /** 承办台: units on what they have to answer. */
    UNIT("unit-handler", "unit-reviewer", "unit-leader"),
    /** 派单台: who sends cases to units. The administrator keeps the catalogue, the units and the router there. */
    DISPATCHER(List.of("admin"), "dispatcher", "centre-reviewer"),
    /** 督办台: who watches deadlines and decides where opinions differ. */
    SUPERVISOR("supervisor"),
    /** 回访台: who asks citizens. */
    CALLBACK("callback-agent"),
    /** 考评台: evaluation staff, and units on their own figures. */
    EVALUATION("evaluator", "office-leader", "supervisor", "unit-leader", "unit-reviewer", "unit-handler", "admin"),
    /** 管理台: who sets up and operates the suite. */
    OFFICE("admin", "office-leader", "auditor");

    private final List<String> guests;
    private final List<String> roles;

    Desk(String... roles) {
        this(List.of(), roles);
    }

    /** {@code guests}: roles that have screens here too, but work elsewhere. */
    Desk(List<String> guests, String... roles) {
        this.guests = guests;
        this.roles = List.of(roles);
    }

    /** The first word of its address. */
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The desk of an address. */
    public static Optional<Desk> at(String path) {
        return Arrays.stream(values()).filter(desk -> desk.path().equals(path)).findFirst();
    }

    /** Where somebody with these roles works, first the one where they are led to, at the end where they are guests. */
    public static List<Desk> of(Collection<String> roles) {
        Predicate<Desk> worksThere = desk -> desk.roles.stream().anyMatch(roles::contains);
        return Stream.concat(
                        Arrays.stream(values()).filter(worksThere),
                        Arrays.stream(values())
                                .filter(worksThere.negate())
                                .filter(desk -> desk.guests.stream().anyMatch(roles::contains)))
                .toList();
    }
}
