package org.hotline12345.assessment.scoring.model;

import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;

/** A text of a rule set: it must say something in both languages. */
public record RuleText(String zh, String en) {
    public RuleText {
        RuleFault.unless(zh != null && !zh.isBlank(), "zh", "violation.required");
        RuleFault.unless(en != null && !en.isBlank(), "en", "violation.required");
    }

    public String in(Language language) {
        return Text.in(language, zh, en);
    }

    public Text text() {
        return new Text(zh, en);
    }
}
