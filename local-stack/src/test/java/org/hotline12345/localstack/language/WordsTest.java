package org.hotline12345.localstack.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.hotline12345.testing.BilingualTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"zh_CN.UTF-8, zh", "zh, zh", "en_GB.UTF-8, en", "C, en", "de_DE, en"})
    void the_language_follows_the_environment(String lang, String language) {
        assertThat(Words.language(Map.of("LANG", lang)).getLanguage()).isEqualTo(language);
    }

    @Test
    void the_more_particular_variable_wins() {
        var environment = Map.of("LANG", "en_US.UTF-8", "LC_ALL", "zh_CN.UTF-8");

        assertThat(Words.language(environment)).isEqualTo(Locale.CHINESE);
    }

    @Test
    void both_languages_are_complete_and_take_the_same_arguments() {
        var chinese = Words.in(Locale.CHINESE).bundle();
        var english = Words.in(Locale.ENGLISH).bundle();
        var keys = new TreeSet<>(Collections.list(english.getKeys()));

        assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(keys);
        assertThat(keys).allSatisfy(key -> {
            for (int i = 0; i < 6; i++) {
                String argument = "{" + i + "}";
                assertThat(chinese.getString(key).contains(argument))
                        .as(key + " " + argument)
                        .isEqualTo(english.getString(key).contains(argument));
            }
        });
        // a key missing in the Chinese file would silently fall back to the English base
        assertThat(keys.stream().filter(key -> chinese.getString(key).equals(english.getString(key))))
                .allMatch(key -> key.startsWith("address") || key.startsWith("symbol"));
    }

    @Test
    void chinese_has_full_width_punctuation() {
        BilingualTexts.haveFullWidthPunctuation("local-stack");
        BilingualTexts.haveFullWidthPunctuation("bench");
    }
}
