package org.hotline12345.intake.knowledge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelevanceTest {
    private static final ArticleContent FUND =
            article("住房公积金提取的条件和材料", "购买自住住房的，可以提取住房公积金。\n无房职工租房提取，多数可以在网上办理。提取额度以中心规定为准。", "公积金", "租房提取");

    private static ArticleContent article(String title, String text, String... keywords) {
        return new ArticleContent(
                title,
                text,
                List.of(keywords),
                List.of("C0110"),
                List.of(),
                null,
                null,
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                null);
    }

    private static double of(String text) {
        return Relevance.to(null, text).of(FUND, 1, false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "我想问一下公积金怎么取, true",
        "租房可以取吗，听说叫租房提取, true",
        "住房公积金提取的条件是什么, true",
        "提取条件, true",
        "小区停水两天了没人管, false",
        "请问办理护照要什么材料和条件, false"
    })
    void an_article_counts_where_a_keyword_or_half_of_its_title_is_said(String text, boolean counts) {
        assertThat(of(text) > Relevance.NONE).isEqualTo(counts);
    }

    @Test
    void one_that_says_more_of_the_question_comes_first() {
        assertThat(of("租房提取公积金怎么在网上办理")).isGreaterThan(of("公积金利息"));
    }

    @Test
    void the_category_and_the_own_area_weigh_in() {
        var question = Relevance.to("公积金", "公积金怎么取");
        double plain = question.of(FUND, 1, false, false);
        assertThat(question.of(FUND, 1, true, false)).isGreaterThan(plain);
        assertThat(question.of(FUND, 1, false, true)).isGreaterThan(plain);
    }

    @Test
    void the_passage_is_what_says_most_of_the_question() {
        assertThat(Relevance.to(null, "租房怎么在网上办理").passage(FUND.text())).startsWith("…无房职工租房提取，多数可以在网上办理。");
        assertThat(Relevance.to(null, "购买住房").passage(FUND.text()))
                .startsWith("购买自住住房的")
                .doesNotStartWith("…");
    }

    @Test
    void a_passage_is_no_longer_than_can_be_read_at_a_glance() {
        assertThat(Relevance.to(null, "水").passage("水".repeat(500)))
                .hasSize(121)
                .endsWith("…");
    }
}
