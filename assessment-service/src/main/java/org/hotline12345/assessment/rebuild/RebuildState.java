package org.hotline12345.assessment.rebuild;

import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.journal.model.Mark;

/**
 * How far a rebuild is.
 *
 * @param id Id; null if there was none since the service started.
 * @param done How many events of the phase are done.
 * @param total How many the phase has.
 * @param until The mark up to which it goes. May be null.
 * @param fromTopic Whether the journal is made anew too.
 * @param unreadable Events of the topic that could not be read.
 * @param compared What the comparison with approved scores found. May be null.
 * @param error Why it failed. May be null.
 */
public record RebuildState(
        UUID id,
        Phase phase,
        long done,
        long total,
        String until,
        boolean fromTopic,
        long unreadable,
        List<CompareApproved.Compared> compared,
        String error) {
    /** No rebuild since the service started. */
    static final RebuildState NONE = new RebuildState(null, Phase.NONE, 0, 0, null, false, 0, null, null);

    /** What a rebuild does. */
    public enum Phase {
        NONE,
        /** Makes its tables. */
        STARTING,
        /** Reads the topic into a journal. */
        READING_TOPIC,
        /** Folds the journal into facts. */
        FOLDING,
        /** Compares approved scores. */
        COMPARING,
        /** Takes the place of the live tables. */
        SWITCHING,
        DONE,
        /** Failed; the live tables are as they were. */
        FAILED
    }

    static RebuildState begun(UUID id, Mark until, boolean fromTopic) {
        return new RebuildState(
                id, Phase.STARTING, 0, 0, until == null ? null : until.text(), fromTopic, 0, null, null);
    }

    /** Whether it goes on. */
    public boolean running() {
        return phase != Phase.NONE && phase != Phase.DONE && phase != Phase.FAILED;
    }

    RebuildState next(Phase next, long all) {
        return new RebuildState(id, next, 0, all, until, fromTopic, unreadable, compared, error);
    }

    RebuildState passed(long some) {
        return new RebuildState(id, phase, done + some, total, until, fromTopic, unreadable, compared, error);
    }

    RebuildState unreadable(long number) {
        return new RebuildState(id, phase, done, total, until, fromTopic, number, compared, error);
    }

    RebuildState compared(List<CompareApproved.Compared> found) {
        return new RebuildState(id, phase, done, total, until, fromTopic, unreadable, found, error);
    }

    RebuildState finished() {
        return new RebuildState(id, Phase.DONE, done, total, until, fromTopic, unreadable, compared, null);
    }

    RebuildState failed(String why) {
        return new RebuildState(id, Phase.FAILED, done, total, until, fromTopic, unreadable, compared, why);
    }
}
