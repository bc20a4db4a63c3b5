package org.hotline12345.followup.channel.model;

import java.util.Arrays;
import java.util.Optional;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.followup.message.model.StopWord;

/** A grade that a citizen wrote back: the word of one of the five grades and nothing else. What says more is read by people. */
public final class GradeWord {
    private GradeWord() {}

    /** The grade; empty for every other text. */
    public static Optional<Satisfaction> saidBy(String text) {
        String bare = StopWord.bare(text);
        return Arrays.stream(Satisfaction.values())
                .filter(grade -> grade.chinese().equals(bare))
                .findFirst();
    }
}
