package org.hotline12345.chassis.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                 | ZH",
                "''                | ZH",
                "en                | EN",
                "zh;q=0.1,en;q=0.9 | EN",
                "de, en            | EN",
                ";                 | ZH",
                ",;;,              | ZH",
                "en;q=             | ZH",
                "en;q=x            | ZH",
                "*                 | ZH"
            })
    void the_language_asked_for_is_taken_and_what_cannot_be_read_is_chinese(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }
}
