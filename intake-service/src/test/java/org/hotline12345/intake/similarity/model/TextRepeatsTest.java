package org.hotline12345.intake.similarity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.chassis.vocabulary.model.Phrases;
import org.hotline12345.intake.similarity.model.TextRepeats.ToldCase;
import org.junit.jupiter.api.Test;

class TextRepeatsTest {
    private static final Phrases NONE = Phrases.of("无人这样写");
    private static final String FLOOD = "自强街幸福小区三栋地下车库积水半米深，从昨天夜里的大雨开始，水泵一直没有人来修，业主的汽车都泡在水里";
    private static final String LAMP = "人民大街与解放大路交会处东北角的路灯已经坏了两个星期，晚上学生放学回家看不见路，很不安全";
    private static final String SAID = "诉求人在电话中表示自己已经多次拨打本热线反映下列情况但是至今没有得到任何单位的明确答复心里非常着急";

    private static ToldCase told(String area, String category, String text) {
        return new ToldCase(area, category, "反映", text);
    }

    @Test
    void texts_alike_in_one_district_and_field_point_to_each_other() {
        int[] nearest = TextRepeats.of(
                NONE,
                List.of(
                        told("220102", "C0101", FLOOD),
                        told("220102001", "C0102", FLOOD.replace("半米", "一米")),
                        told("220102", "C0101", LAMP)));
        assertThat(nearest).containsExactly(1, 0, TextRepeats.NONE);
    }

    @Test
    void elsewhere_or_in_another_field_only_nearly_the_same_text_counts() {
        String again = FLOOD.replace("从昨天夜里的大雨开始，", "");
        assertThat(TextRepeats.of(NONE, List.of(told("220102", null, FLOOD), told("220103", null, again))))
                .containsOnly(TextRepeats.NONE);
        assertThat(TextRepeats.of(NONE, List.of(told(null, "C0101", FLOOD), told(null, "C0201", again))))
                .containsOnly(TextRepeats.NONE);
        assertThat(TextRepeats.of(NONE, List.of(told("220102", "C0101", FLOOD), told("220103", "C0201", FLOOD))))
                .containsExactly(1, 0);
    }

    @Test
    void what_everybody_writes_makes_two_matters_alike_until_it_counts_for_nothing() {
        var cases = List.of(
                told("220102", "C0101", SAID + SAID.substring(10) + "车库积水"),
                told("220102", "C0101", SAID + SAID.substring(10) + "路灯不亮"));
        assertThat(TextRepeats.of(NONE, cases)).containsExactly(1, 0);
        assertThat(TextRepeats.of(Phrases.of(SAID, SAID.substring(10)), cases)).containsOnly(TextRepeats.NONE);
    }

    @Test
    void a_text_without_letters_is_like_no_other() {
        assertThat(TextRepeats.of(
                        NONE, List.of(new ToldCase(null, null, "？", "！"), new ToldCase(null, null, "？", "！"))))
                .containsOnly(TextRepeats.NONE);
    }
}
