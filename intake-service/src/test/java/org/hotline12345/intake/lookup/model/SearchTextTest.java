package org.hotline12345.intake.lookup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void a_word_of_two_characters_is_found_by_its_pair() {
        int[] text = SearchText.grams(SearchText.fold("自强街道停水", "已经三天\n没水", null));

        assertThat(holds(text, "停水")).isTrue();
        assertThat(holds(text, "没水")).isTrue();
        assertThat(holds(text, "水已")).as("not across texts").isFalse();
        assertThat(holds(text, "停电")).isFalse();
    }

    @Test
    void width_and_case_do_not_matter() {
        assertThat(SearchText.fold("ＡＢＣ１２３", "Main ST")).isEqualTo("abc123\nmain st");
        assertThat(SearchText.words("  停水　 Main ")).isEqualTo(List.of("停水", "main"));
        assertThat(SearchText.words(" ")).isEmpty();
    }

    @Test
    void each_pair_counts_once_and_short_texts_have_none() {
        assertThat(SearchText.grams("水水水水")).hasSize(1);
        assertThat(SearchText.grams("水")).isEmpty();
        assertThat(SearchText.grams("")).isEmpty();
        assertThat(SearchText.grams("a b")).isEmpty();
    }

    @Test
    void signs_with_a_meaning_to_like_are_plain_characters() {
        assertThat(SearchText.pattern("100%_\\")).isEqualTo("%100\\%\\_\\\\%");
    }

    private static boolean holds(int[] text, String word) {
        return Arrays.stream(SearchText.grams(word))
                .allMatch(gram -> Arrays.stream(text).anyMatch(g -> g == gram));
    }
}
