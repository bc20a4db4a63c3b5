package org.hotline12345.chassis.vocabulary;

import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.chassis.vocabulary.VocabularyView.VersionState;

/**
 * A version in the list.
 *
 * @param version 0 is the shipped one.
 * @param note What its author changed.
 * @param trial What it made of recent texts when it was tried last.
 * @param activatedAt When it came into force last. Null if it never was, or was shipped and nothing else has been in force.
 * @param reason Why it was put in force.
 * @param endedAt When another one took its place.
 */
public record VocabularyVersionView(
        int version,
        VersionState state,
        String note,
        OffsetDateTime writtenAt,
        String writtenBy,
        OffsetDateTime triedAt,
        String triedBy,
        TrialFigures trial,
        OffsetDateTime activatedAt,
        String activatedBy,
        String reason,
        OffsetDateTime endedAt,
        List<String> allowed) {
    /**
     * Figures of a trial.
     *
     * @param read Texts read.
     * @param moreTexts Texts that get a flag more.
     * @param lessTexts Texts that lose one.
     */
    public record TrialFigures(int read, int moreTexts, int lessTexts) {}

    static VocabularyVersionView of(VocabularyStore.Version one, VersionState state, List<String> allowed) {
        return new VocabularyVersionView(
                one.version(),
                state,
                one.note(),
                ShanghaiTime.of(one.writtenAt()),
                one.writtenBy(),
                ShanghaiTime.of(one.triedAt()),
                one.triedBy(),
                one.trial() == null
                        ? null
                        : new TrialFigures(
                                one.trial().read(),
                                one.trial().moreTexts(),
                                one.trial().lessTexts()),
                ShanghaiTime.of(one.activatedAt()),
                one.activatedBy(),
                one.reason(),
                ShanghaiTime.of(one.endedAt()),
                allowed);
    }
}
