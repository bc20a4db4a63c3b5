package org.hotline12345.chassis.vocabulary;

import java.util.List;
import org.hotline12345.chassis.vocabulary.model.Trial;

/**
 * What a version would make of recent texts.
 *
 * @param against The version in force, with which it was compared.
 * @param read How many texts were read.
 * @param flaggedBefore How many have a flag by the version in force.
 * @param flaggedAfter How many would have one.
 * @param moreTexts How many get a flag more.
 * @param lessTexts How many lose one.
 * @param more Those that get one more, the newest first, twenty at most.
 * @param less Those that lose one.
 */
public record VocabularyTrialView(
        String vocabulary,
        int version,
        int against,
        int read,
        int flaggedBefore,
        int flaggedAfter,
        List<Trial.FlagCount> flags,
        int moreTexts,
        int lessTexts,
        List<Trial.ChangedText> more,
        List<Trial.ChangedText> less) {
    static VocabularyTrialView of(String vocabulary, int version, int against, Trial trial) {
        return new VocabularyTrialView(
                vocabulary,
                version,
                against,
                trial.read(),
                trial.flaggedBefore(),
                trial.flaggedAfter(),
                trial.flags(),
                trial.moreTexts(),
                trial.lessTexts(),
                trial.more(),
                trial.less());
    }
}
