package org.hotline12345.intake.timeline.model;

import org.hotline12345.chassis.language.Language;

/** The same words in Chinese and English. */
public final class Words {
    private Words() {}

    /** One of the two, by the reader's language. */
    public static String in(Language language, String chinese, String english) {
        return language == Language.EN ? english : chinese;
    }
}
