package org.hotline12345.intake.timeline.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /** In the data of an answer on the spot: code of the article of the knowledge base. */
    public static final String ARTICLE = "article";

    /** In the data of an answer on the spot: version of that article. */
    public static final String ARTICLE_VERSION = "articleVersion";

    /** In the data of a reply: that a correction has taken its place. */
    public static final String SUPERSEDED = "superseded";

    public TimelineEntry {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(entryId, "entryId");
        Objects.requireNonNull(kind, "kind");
        data = data == null ? Map.of() : Map.copyOf(data);
    }

    /** The same entries; a reply that was corrected later, in its round, says so wherever it is read. */
    public static List<TimelineEntry> withSuperseded(List<TimelineEntry> entries) {
        var corrected = new HashSet<String>();
        var marked = new ArrayList<TimelineEntry>(entries);
        for (int i = marked.size() - 1; i >= 0; i--) {
            var entry = marked.get(i);
            boolean correction = entry.kind() == TimelineKind.REPLY_CORRECTED;
            if ((correction || entry.kind() == TimelineKind.REPLIED) && corrected.contains(entry.round())) {
                marked.set(i, entry.superseded());
            }
            if (correction) {
                corrected.add(entry.round());
            }
        }
        return List.copyOf(marked);
    }

    private String round() {
        return data.getOrDefault("round", "1");
    }

    private TimelineEntry superseded() {
        var more = new HashMap<>(data);
        more.put(SUPERSEDED, "true");
        return new TimelineEntry(caseId, at, entryId, kind, actor, more);
    }

    /** The entry without this of its data. */
    public TimelineEntry without(String name) {
        var rest = new HashMap<>(data);
        rest.remove(name);
        return new TimelineEntry(caseId, at, entryId, kind, actor, rest);
    }
}
