package org.hotline12345.assessment.definition.model;

/**
 * A text in both languages.
 *
 * @param zh Chinese.
 * @param en English.
 */
public record Words(String zh, String en) {
    /** The text in one of them. */
    public String in(boolean english) {
        return english ? en : zh;
    }
}
