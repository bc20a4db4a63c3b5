package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A step of the ladder that was taken. As text it is {@code URGE_LEADERS@2026-03-12T00:30:00Z@<id>@SENT}.
 *
 * @param step What was done.
 * @param at The moment it stands for.
 * @param id The urge, or the supervision.
 * @param waiting Whether the notice still waits for the morning.
 */
public record FiredRung(TimerStep step, Instant at, UUID id, boolean waiting) {
    public FiredRung {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(id, "id");
    }

    /** What was done, as text. */
    public static String text(List<FiredRung> rungs) {
        return rungs.stream()
                .map(rung -> rung.step + "@" + rung.at + "@" + rung.id + "@" + (rung.waiting ? "WAITS" : "SENT"))
                .collect(Collectors.joining(" "));
    }

    /** What a text says was done. */
    public static List<FiredRung> of(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(text.split(" "))
                .map(part -> {
                    String[] fields = part.split("@");
                    return new FiredRung(
                            TimerStep.valueOf(fields[0]),
                            Instant.parse(fields[1]),
                            UUID.fromString(fields[2]),
                            fields[3].equals("WAITS"));
                })
                .toList();
    }

    FiredRung waiting(boolean waits) {
        return new FiredRung(step, at, id, waits);
    }
}
