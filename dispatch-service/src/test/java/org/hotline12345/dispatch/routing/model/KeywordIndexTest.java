package org.hotline12345.dispatch.routing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordIndexTest {
    private final KeywordIndex index = new KeywordIndex(Map.of(
            "WATER", List.of("停水", "自来水公司", "x"),
            "ROADS", List.of("路灯", "EMS"),
            "BOTH", List.of("停水")));

    @ParameterizedTest
    @CsvSource({
        // title, text, score of WATER: (length - 1) x (4 in the title + times in the text up to 3)
        "停水, '', 4",
        "'', 停水, 1",
        "'', 停水停水, 2",
        "'', 停水停水停水停水, 3",
        "停水, 停水, 5",
        "'', 自来水公司, 4",
        "自来水公司, '', 16"
    })
    void a_word_weighs_by_length_and_place(String title, String text, int score) {
        assertThat(index.match(title, text))
                .filteredOn(hit -> hit.category().equals("WATER"))
                .extracting(KeywordIndex.Hit::score)
                .containsExactly(score);
    }

    @Test
    void the_strongest_category_comes_first_with_its_words() {
        var hits = index.match("自来水公司停水", "路灯");
        assertThat(hits).extracting(KeywordIndex.Hit::category).containsExactly("WATER", "BOTH", "ROADS");
        assertThat(hits.get(0).words()).containsExactly("自来水公司", "停水");
    }

    @Test
    void letters_are_found_in_any_case_and_single_characters_not_at_all() {
        assertThat(index.match("ems", ""))
                .extracting(KeywordIndex.Hit::category)
                .containsExactly("ROADS");
        assertThat(index.match("x", "x")).isEmpty();
        assertThat(index.match("", "")).isEmpty();
    }
}
