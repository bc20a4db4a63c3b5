package org.hotline12345.dispatch.routing.model.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextClassifierTest {
    private static final TextClassifier MODEL =
            Training.train(examples(), progress -> {}).model();

    @ParameterizedTest
    @CsvSource({
        "家里停水了, 供水",
        "暖气一直不热, 供热",
        "The bus was late again this morning, BUS",
        "THE BUS DRIVER, BUS",
        "ＢＵＳ driver, BUS"
    })
    void a_message_belongs_where_messages_like_it_belong(String text, String label) {
        var best = MODEL.guess(new Message("", text), 2);
        assertThat(best).hasSize(2);
        assertThat(best.get(0).label()).isEqualTo(label);
        assertThat(best.get(0).probability()).isGreaterThan(best.get(1).probability());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -", "'', ''", "12345, A3 2020/1/1", "吗呢吧, 的", "😀, \uD83D"})
    void a_message_that_says_nothing_gets_probabilities_all_the_same(String title, String text) {
        var all = MODEL.explain(Reading.of(new Message(title, text)), 9);
        assertThat(all).hasSize(3);
        assertThat(all.stream().mapToDouble(Guess::probability).sum()).isCloseTo(1, within(1e-9));
        assertThat(all).allMatch(guess -> guess.words().isEmpty());
    }

    @Test
    void the_words_that_spoke_for_a_class_are_told() {
        var best = MODEL.explain(Reading.of(new Message("求助", "尊敬的领导，我们小区的暖气不热")), 1)
                .get(0);
        assertThat(best.label()).isEqualTo("供热");
        assertThat(best.words()).anyMatch(word -> word.contains("暖气"));
        assertThat(best.words()).noneMatch(word -> word.contains("尊敬"));
    }

    @Test
    void a_model_read_again_says_the_same() throws IOException {
        var bytes = new ByteArrayOutputStream();
        MODEL.write(bytes);
        var read = TextClassifier.read(new ByteArrayInputStream(bytes.toByteArray()));
        var message = Reading.of(new Message("停水", "自来水没有了"));
        assertThat(read.explain(message, 3)).isEqualTo(MODEL.explain(message, 3));
        assertThatThrownBy(() -> TextClassifier.read(new ByteArrayInputStream(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a router model");
    }

    @Test
    void training_twice_gives_the_same_model() throws IOException {
        var again = new ByteArrayOutputStream();
        var once = new ByteArrayOutputStream();
        MODEL.write(once);
        Training.train(examples(), progress -> {}).model().write(again);
        assertThat(again.toByteArray()).isEqualTo(once.toByteArray());
    }

    @Test
    void one_class_alone_teaches_nothing() {
        assertThatThrownBy(() -> Training.train(List.of(new Example(new Message("", "停水"), "供水")), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Example> examples() {
        var examples = new ArrayList<Example>();
        String[] places = {"小区", "学校", "工地", "家里", "楼上", "村里", "market", "street"};
        for (String place : places) {
            examples.add(new Example(new Message("", place + "停水两天，自来水公司不来"), "供水"));
            examples.add(new Example(new Message("停水", place + "没有水"), "供水"));
            examples.add(new Example(new Message("", place + "暖气不热，供热公司不管"), "供热"));
            examples.add(new Example(new Message("供热", place + "室温低，暖气冰凉"), "供热"));
            examples.add(new Example(new Message("", "the bus is late near the " + place), "BUS"));
            examples.add(new Example(new Message("Bus", "rude bus driver, " + place), "BUS"));
        }
        return examples;
    }
}
