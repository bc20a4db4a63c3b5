package org.hotline12345.assessment.scoring.model;

/**
 * A text in both languages.
 *
 * @param zh Chinese.
 * @param en English.
 */
public record Text(String zh, String en) {
    public Text {
        RuleFault.unless(zh != null && !zh.isBlank(), "zh", "violation.required");
        RuleFault.unless(en != null && !en.isBlank(), "en", "violation.required");
    }

    /** The text in one language. */
    public String in(boolean english) {
        return english ? en : zh;
    }
}
