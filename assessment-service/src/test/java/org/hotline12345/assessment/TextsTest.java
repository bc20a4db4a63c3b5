package org.hotline12345.assessment;

import org.hotline12345.testing.BilingualTexts;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void every_text_stands_in_both_languages() {
        BilingualTexts.areComplete("assessment-service");
    }

    @Test
    void chinese_has_full_width_punctuation() {
        BilingualTexts.haveFullWidthPunctuation("assessment-service");
    }
}
