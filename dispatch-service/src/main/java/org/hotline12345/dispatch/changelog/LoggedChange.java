package org.hotline12345.dispatch.changelog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change that somebody made.
 *
 * @param of The webhook's id, or the person's subject.
 * @param unit Whose it is. Null for people of the hotline itself.
 * @param changes What it said before and says now.
 * @param subject Who made it.
 */
public record LoggedChange(
        Kind kind, String of, String unit, Action action, List<Change> changes, String subject, Instant at) {
    public LoggedChange {
        changes = List.copyOf(changes);
    }

    /** Of what. */
    @Schema(name = "LoggedChangeKind")
    public enum Kind {
        WEBHOOK,
        PERSON
    }

    /** What was done. */
    @Schema(name = "LoggedChangeAction")
    public enum Action {
        MADE,
        CHANGED,
        SECRET_RENEWED,
        REMOVED
    }

    /**
     * A field.
     *
     * @param before Null where there was nothing.
     * @param after Null where there is nothing now.
     */
    @Schema(name = "LoggedFieldChange")
    public record Change(String field, String before, String after) {}

    /** The fields that differ, in the order of those that are now; {@code before} is empty for something new. */
    public static List<Change> between(Map<String, ?> before, Map<String, ?> after) {
        return after.keySet().stream()
                .filter(field -> !Objects.equals(text(before.get(field)), text(after.get(field))))
                .map(field -> new Change(field, text(before.get(field)), text(after.get(field))))
                .toList();
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value == null ? null : value.toString();
    }
}
