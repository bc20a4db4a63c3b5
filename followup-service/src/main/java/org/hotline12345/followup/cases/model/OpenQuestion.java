package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question of the lead unit to another one, 协办, that is not answered.
 *
 * @param unit The unit asked.
 */
public record OpenQuestion(UUID id, String unit, Instant askedAt) {
    /** The questions as a text to be kept: {@code id@moment@unit}, parted by a semicolon. */
    public static String text(List<OpenQuestion> questions) {
        return questions.stream()
                .map(one -> one.id + "@" + one.askedAt + "@" + one.unit)
                .collect(Collectors.joining(";"));
    }

    /** The questions of such a text. */
    public static List<OpenQuestion> of(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(";"))
                        .map(one -> one.split("@", 3))
                        .map(parts -> new OpenQuestion(UUID.fromString(parts[0]), parts[2], Instant.parse(parts[1])))
                        .toList();
    }
}
