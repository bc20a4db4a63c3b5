package org.hotline12345.chassis;

import org.hotline12345.testing.BilingualTexts;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void every_text_stands_in_both_languages() {
        BilingualTexts.areComplete("service-chassis");
    }

    @Test
    void chinese_has_full_width_punctuation() {
        BilingualTexts.haveFullWidthPunctuation("service-chassis");
    }
}
