package org.hotline12345.dispatch.reply.model;

/**
 * Words on which a flag rests.
 *
 * @param where In which text they stand.
 * @param start Index of the first character, as in a Java or JavaScript string.
 * @param end Index after the last character.
 * @param words The words themselves.
 */
public record Words(Where where, int start, int end, String words) {
    /** The texts of a check. */
    public enum Where {
        /** The reply's text. */
        TEXT,
        /** The field {@code basis}. */
        BASIS,
        /** What the citizen said: title, line break, text. */
        QUESTION
    }

    static Words of(Where where, String text, int start, int end) {
        return new Words(where, start, end, text.substring(start, end));
    }
}
