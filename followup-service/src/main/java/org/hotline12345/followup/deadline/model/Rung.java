package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A step of the ladder beyond the marks: whom an overdue deadline is brought before, and when. As text it is
 * {@code URGE_LEADERS@2026-03-12T00:30:00Z}; a ladder is such texts parted by a blank.
 *
 * @param step What is done.
 */
public record Rung(TimerStep step, Instant at) {
    /** The earliest first; of the same moment in the order of the steps. */
    static final Comparator<Rung> IN_ORDER = Comparator.comparing(Rung::at).thenComparing(Rung::step);

    public Rung {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(at, "at");
    }

    /** A ladder as text. */
    public static String text(List<Rung> rungs) {
        return rungs.stream().map(rung -> rung.step + "@" + rung.at).collect(Collectors.joining(" "));
    }

    /** The ladder of a text. */
    public static List<Rung> of(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(" "))
                .map(part -> {
                    int at = part.indexOf('@');
                    return new Rung(TimerStep.valueOf(part.substring(0, at)), Instant.parse(part.substring(at + 1)));
                })
                .toList();
    }
}
