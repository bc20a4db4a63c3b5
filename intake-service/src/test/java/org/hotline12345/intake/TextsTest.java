package org.hotline12345.intake;

import org.hotline12345.testing.BilingualTexts;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void every_text_stands_in_both_languages() {
        BilingualTexts.areComplete("intake-service");
    }

    @Test
    void chinese_has_full_width_punctuation() {
        BilingualTexts.haveFullWidthPunctuation("intake-service");
    }
}
