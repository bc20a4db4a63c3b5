package org.hotline12345.dispatch.returning;

import org.hotline12345.chassis.language.Language;
import org.hotline12345.events.ReturnReason;

/** The listed reasons in words. */
final class ReasonWords {
    private ReasonWords() {}

    /** The word in the reader's language. */
    static String of(ReturnReason reason, Language language) {
        return language == Language.ZH ? reason.chinese() : english(reason);
    }

    private static String english(ReturnReason reason) {
        return switch (reason) {
            case NOT_RESPONSIBLE -> "not the unit's responsibility";
            case OTHER_AREA -> "outside the unit's area";
            case OTHER_LEAD -> "another unit should lead";
            case DUPLICATE -> "repeats another case";
            case UNCLEAR -> "the case is not clear enough to handle";
            case NOT_ACCEPTABLE -> "not for the hotline to accept";
            case OTHER -> "other";
        };
    }
}
