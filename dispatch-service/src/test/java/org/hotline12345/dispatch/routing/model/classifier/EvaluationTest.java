package org.hotline12345.dispatch.routing.model.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    @Test
    void figures_are_those_of_the_confusion() {
        var evaluation = Evaluation.of(List.of(
                new Judged("a", "a", 0.9),
                new Judged("a", "a", 0.8),
                new Judged("a", "b", 0.7),
                new Judged("b", "b", 0.6),
                new Judged("c", "b", 0.5)));
        assertThat(evaluation.accuracy()).isCloseTo(0.6, within(1e-9));
        assertThat(evaluation.confusion().get("a")).containsEntry("a", 2).containsEntry("b", 1);
        var a = evaluation.classes().get(0);
        assertThat(a.precision()).isEqualTo(1);
        assertThat(a.recall()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(a.f1()).isCloseTo(0.8, within(1e-9));
        assertThat(evaluation.classes().get(2).precision()).isNull();
        // a 0.8, b 0.5, c 0
        assertThat(evaluation.macroF1()).isCloseTo(1.3 / 3, within(1e-9));
    }

    /** Of ten judgements with confidence 1.0, 0.9 … 0.1 those numbered are wrong. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', 0.97, 0.1, 1.0",
                "5, 0.97, 0.6, 0.5",
                "5, 0.9, 0.1, 1.0",
                "0, 0.97, -, 0",
                "'3,4', 0.8, 0.1, 1.0"
            })
    void coverage_is_the_share_above_the_least_confidence_of_the_wanted_precision(
            String wrong, double precision, Double threshold, double share) {
        var judged = IntStream.range(0, 10)
                .mapToObj(i -> new Judged("a", List.of(wrong.split(",")).contains("" + i) ? "b" : "a", (10 - i) / 10.0))
                .toList();
        var coverage = Evaluation.coverage(judged, precision);
        assertThat(coverage.threshold()).isEqualTo(threshold);
        assertThat(coverage.share()).isCloseTo(share, within(1e-9));
    }

    @Test
    void equal_confidences_stand_or_fall_together() {
        var coverage = Evaluation.coverage(List.of(new Judged("a", "a", 0.5), new Judged("a", "b", 0.5)), 0.97);
        assertThat(coverage.threshold()).isNull();
    }
}
