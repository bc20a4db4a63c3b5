package org.hotline12345.chassis.rest;

/** What free text may hold: no control characters but line breaks and tabs, no halves of characters. */
public final class FreeText {
    /** Pattern of the whole text. */
    public static final String PLAIN = "[\\n\\r\\t[^\\p{Cntrl}\\p{Cs}]]*";

    private FreeText() {}

    /** What was said; null if it is blank. */
    public static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
