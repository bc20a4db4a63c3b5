package org.hotline12345.followup.channel.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.events.Satisfaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradeWordTest {
    @ParameterizedTest
    @CsvSource({
        "非常满意, VERY_SATISFIED",
        "满意, SATISFIED",
        "' 满意。', SATISFIED",
        "基本满意！, BASICALLY_SATISFIED",
        "“不满意”, DISSATISFIED",
        "非常不满意, VERY_DISSATISFIED"
    })
    void the_word_of_a_grade_is_a_grade(String text, Satisfaction grade) {
        assertThat(GradeWord.saidBy(text)).contains(grade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"不太满意", "满意吗", "不满意，路灯还是不亮", "1", "很满意", "谢谢", " "})
    void what_says_more_or_something_else_is_read_by_people(String text) {
        assertThat(GradeWord.saidBy(text)).isEmpty();
    }
}
