package org.hotline12345.chassis.vocabulary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private static List<String> found(String text, String... expressions) {
        return Phrases.of(expressions).find(text).stream()
                .map(span -> text.substring(span[0], span[1]))
                .toList();
    }

    @Test
    void phrases_are_found_wherever_they_stand_in_their_order() {
        assertThat(found("正在办理,第一时间,又正在办理", "正在(?:办理|处理)", "第一时间")).containsExactly("正在办理", "第一时间", "正在办理");
        assertThat(found("没有什么", "正在办理")).isEmpty();
        assertThat(found("", "正在办理")).isEmpty();
    }

    @Test
    void the_longest_of_those_that_start_together_counts_and_none_overlap() {
        assertThat(found("加强管理力度", "加强", "加强管理", "管理力度", "力")).containsExactly("加强管理", "力");
        assertThat(found("啊啊啊", "啊啊")).containsExactly("啊啊");
    }

    @Test
    void where_two_phrases_follow_each_other_without_a_gap_both_are_found() {
        assertThat(found("今天明天", "[今明]天")).containsExactly("今天", "明天");
    }

    @ParameterizedTest
    @CsvSource({
        "[我本]局, 由本局办, 本局",
        "[我本]局, 由我局办, 我局",
        "(?:上午|下午)三点, 明天下午三点来, 下午三点",
        "(?:\\[|〔)甲, 见〔甲, 〔甲",
        "(?:\\[|〔)甲, 见[甲, [甲",
        "\\d{2}元, 收了35元, 35元",
        "(?<!\\d)1[3-9]\\d, 电话139, 139",
        "《[^》]*》, 依据《办法》, 《办法》",
        "“[^”]*”, 他说“是”, “是”"
    })
    void a_phrase_starts_with_a_character_a_set_a_choice_or_a_digit(String expression, String text, String phrase) {
        assertThat(found(text, expression)).containsExactly(phrase);
    }

    @Test
    void what_stands_before_a_phrase_is_seen() {
        assertThat(found("2139", "(?<!\\d)1[3-9]\\d")).isEmpty();
        assertThat(Phrases.of("乙").find("甲乙").get(0)).containsExactly(1, 2);
    }

    @Test
    void the_first_phrase_is_found_alone() {
        assertThat(Phrases.of("[今明]天").first("他明天今天来")).containsExactly(1, 3);
        assertThat(Phrases.of("[今明]天").first("他后天来")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".*办理",
                "办?理",
                "[今明]?天",
                "(?:今|明)*天",
                "\\d*元",
                "，好",
                "[，好]的",
                "",
                "(?:|好)的",
                "(?:",
                "[好",
                "\\d{0,2}元",
                "甲乙|丙"
            })
    void an_expression_whose_start_is_not_known_is_a_mistake(String expression) {
        assertThatThrownBy(() -> Phrases.of(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression);
    }

    @Test
    void a_clause_ends_at_a_comma() {
        assertThat(found("已转交水务处理，谢谢处理", "已{clause}{0,12}处理")).containsExactly("已转交水务处理");
        assertThat(found("已转，处理", "已{clause}{0,12}处理")).isEmpty();
    }

    @Test
    void something_else_is_put_in_the_place_of_phrases() {
        assertThat(Phrases.of("您好", "谢谢").replace("您好，停水，谢谢您好", "")).isEqualTo("，停水，");
        assertThat(Phrases.of("您好").replace("停水", "-")).isEqualTo("停水");
    }
}
