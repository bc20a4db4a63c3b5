package org.hotline12345.chassis.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void a_text_is_read_in_the_readers_language() {
        var text = new Text("已归档", "Closed");
        assertThat(text.in(Language.ZH)).isEqualTo("已归档");
        assertThat(text.in(Language.EN)).isEqualTo("Closed");
    }

    @Test
    void gaps_are_filled_in_the_language_of_the_sentence() {
        var filled = new Text("类型应为{0}，第{1}行", "expected {0} in line {1}").fill(new Text("文本", "text"), 3);
        assertThat(filled).isEqualTo(new Text("类型应为文本，第3行", "expected text in line 3"));
    }

    @Test
    void a_bundle_gives_both_languages_and_later_names_win() {
        var texts = TextBundle.of("problems", "problems-service");
        assertThat(texts.get("validation.title")).isEqualTo(new Text("数据不符合要求", "Values are not valid"));
        assertThat(texts.find("violation.sample")).isPresent();
        assertThat(texts.in(Language.EN)).containsEntry("type.uuid", "UUID");
        assertThatThrownBy(() -> texts.get("none")).isInstanceOf(IllegalArgumentException.class);
    }
}
