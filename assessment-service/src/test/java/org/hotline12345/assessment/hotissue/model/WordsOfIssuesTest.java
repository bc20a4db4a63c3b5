package org.hotline12345.assessment.hotissue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.hotissue.model.IssueName.Title;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsOfIssuesTest {
    private static final Vocabulary KNOWN = new CountedWords();

    @Test
    void the_name_is_made_of_what_several_citizens_wrote() {
        var name = IssueName.of(
                List.of(title(1, "蔚蓝花园小区供暖不热"), title(2, "反映蔚蓝花园小区供暖不热"), title(3, "蔚蓝花园小区三号楼供暖不热,找王小明经理无果")), KNOWN);
        assertThat(name.name()).isEqualTo("蔚蓝花园小区 供暖");
        assertThat(name.words()).contains("蔚蓝花园小区").noneMatch(word -> word.contains("王小明"));
    }

    @Test
    void one_citizen_who_writes_three_times_gives_no_name() {
        var name = IssueName.of(List.of(title(1, "王小明经理不退押金"), title(1, "王小明经理不退押金"), title(1, "王小明经理不退押金")), KNOWN);
        assertThat(name.name()).isEmpty();
        assertThat(name.words()).isEmpty();
    }

    @Test
    void the_number_of_a_bus_line_stays_in_the_name() {
        var name = IssueName.of(List.of(title(1, "204路公交调整线路"), title(2, "星沙204路公交改线"), title(3, "反对204路公交调整")), KNOWN);
        assertThat(name.words()).anyMatch(word -> word.contains("204路公交"));
    }

    @Test
    void a_word_that_begins_inside_another_is_none() {
        var name = IssueName.of(
                List.of(
                        title(1, "绕城高速绿化带建设"),
                        title(2, "绕城高速绿带工期"),
                        title(3, "绕城高速绿廊"),
                        title(4, "环城绿化带建设"),
                        title(5, "南部绿化带建设")),
                KNOWN);
        assertThat(name.words()).containsExactly("绕城高速绿");
    }

    /** F27: characters that are grammar in one word are the matter in another. */
    @ParameterizedTest
    @ValueSource(
            strings = {"人才补贴", "地铁噪音", "工地扬尘", "土地确权", "业委会选举", "派出所户籍", "看病报销", "过道堆物", "能源公司", "就医难", "酒吧扰民", "申请廉租房"
            })
    void words_for_things_stay_whole(String matter) {
        assertThat(Terms.clauses(matter))
                .containsExactly(
                        matter.codePoints().mapToObj(Character::toString).toList());
    }

    /** F27: 市长 and 区长 stand over the border of two words in addresses; only who is spoken to is left out. */
    @ParameterizedTest
    @CsvSource({
        "长春市长新街积水, 长春市长新街积水",
        "宽城区长江路堵车, 宽城区长江路堵车",
        "市长您好，长江路堵车, 长江路堵车",
        "尊敬的区长：长江路堵车, 长江路堵车",
        "希望小学门口堵车, 希望小学门口堵车",
        "希望长江路通畅, 长江路通畅"
    })
    void only_whole_words_of_address_are_left_out(String text, String left) {
        assertThat(Terms.clauses(text).stream().map(clause -> String.join("", clause)))
                .containsExactly(left);
    }

    @Test
    void a_name_says_first_where_and_then_what() {
        var name = IssueName.of(List.of(title(1, "翠湖小区停水"), title(2, "强烈反对翠湖小区停水两天"), title(3, "翠湖小区又停水")), KNOWN);
        assertThat(name.name()).isEqualTo("翠湖小区 停水");
    }

    @Test
    void where_titles_say_nothing_the_texts_do() {
        var name = IssueName.of(
                List.of(
                        new Title(new UUID(0, 1), "求助", "翠湖小区停水三天"),
                        new Title(new UUID(0, 2), "投诉", "我家住翠湖小区,停水"),
                        new Title(new UUID(0, 3), "您好", "翠湖小区昨天停水")),
                KNOWN);
        assertThat(name.name()).isEqualTo("翠湖小区 停水");
    }

    @Test
    void a_character_of_another_word_is_no_part_of_a_name() {
        var known = new CountedWords();
        for (int i = 0; i < 100; i++) {
            known.count(Terms.of("社保", ""));
            known.count(Terms.of(i % 2 == 0 ? "企业" : "就业", ""));
        }
        var titles = List.of(title(1, "企业社保断缴"), title(2, "失业社保转移"), title(3, "就业社保补贴"));
        assertThat(IssueName.of(titles, known).words()).containsExactly("社保");
    }

    @Test
    void punctuation_width_and_case_make_no_difference() {
        assertThat(Terms.of("ＡＢＣ大厦 停电!", "")).isEqualTo(Terms.of("abc大厦，停电", ""));
        assertThat(Terms.of("", "")).matches(Terms::isEmpty);
        assertThat(Terms.of(null, null)).matches(Terms::isEmpty);
        // a telephone number is no feature
        assertThat(Terms.of("13800138000", "")).matches(Terms::isEmpty);
    }

    @Test
    void what_stands_everywhere_weighs_little() {
        var words = new CountedWords();
        for (int i = 0; i < 2_000; i++) {
            words.count(Terms.of("小区物业", ""));
        }
        words.count(Terms.of("翠湖", ""));
        Features features = Features.of(Terms.of("翠湖小区", ""), words);
        int rare = Terms.of("翠湖", "").counts().keySet().iterator().next();
        int common = Terms.of("小区", "").counts().keySet().iterator().next();
        assertThat(words.weight(rare)).isGreaterThan(10 * words.weight(common));
        assertThat(features.keys(2)).contains(rare).doesNotContain(common);
    }

    /** Poisson: 10 ln(10/0.5) − 9.5 = 20.5, and so on. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 8, 20.5",
        "3, 0, 8, 2.9",
        "100, 720, 8, 0.5",
        "90, 720, 8, 0.0",
        "0, 0, 8, 0.0",
        "10, 10, 1, 0.0",
        "142, 28, 7, 352.6"
    })
    void heat_is_how_unusual_a_number_is(long cases, long before, double known, double heat) {
        assertThat(Heat.of(cases, before, known)).isEqualTo(heat);
    }

    @Test
    void the_same_weeks_of_earlier_years_begin_on_monday() {
        var weeks = YearlyWeeks.backFrom(LocalDate.of(2026, 11, 16), 2, 2);
        assertThat(weeks)
                .containsExactly(
                        new YearlyWeeks(2026, LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 29)),
                        new YearlyWeeks(2025, LocalDate.of(2025, 11, 17), LocalDate.of(2025, 11, 30)),
                        new YearlyWeeks(2024, LocalDate.of(2024, 11, 18), LocalDate.of(2024, 12, 1)));
        // 2026 has a week 53; 2025 and 2024 have none
        assertThat(YearlyWeeks.backFrom(LocalDate.of(2026, 12, 28), 1, 1).get(1).from())
                .isEqualTo(LocalDate.of(2025, 12, 22));
    }

    private static Title title(int citizen, String text) {
        return new Title(new UUID(0, citizen), text, "");
    }
}
