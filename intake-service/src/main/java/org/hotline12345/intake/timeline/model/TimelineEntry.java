package org.hotline12345.intake.timeline.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * One thing that happened to a case.
 *
 * @param at Business time.
 * @param entryId Id of the event it comes from, or one of its own.
 * @param kind What happened.
 * @param actor Who did it. May be null.
 * @param data What the words need: codes, names of enum constants, masked texts.
 */
public record TimelineEntry(
        UUID caseId, Instant at, UUID entryId, TimelineKind kind, String actor, Map<String, String> data) {
    /** In the data of a refusal: the number of the case that was answered before. */
    public static final String EARLIER_NUMBER = "earlierNumber";

    public TimelineEntry {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(entryId, "entryId");
        Objects.requireNonNull(kind, "kind");
        data = data == null ? Map.of() : Map.copyOf(data);
    }

    /** The entry without this of its data. */
    public TimelineEntry without(String name) {
        var rest = new HashMap<>(data);
        rest.remove(name);
        return new TimelineEntry(caseId, at, entryId, kind, actor, rest);
    }
}
