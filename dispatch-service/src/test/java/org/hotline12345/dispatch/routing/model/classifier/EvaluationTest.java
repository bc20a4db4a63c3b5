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
            value = {"'', 0.97, 0.1, 10", "5, 0.97, 0.6, 5", "5, 0.9, 0.1, 10", "0, 0.97, -, 0", "'3,4', 0.8, 0.1, 10"})
    void a_threshold_is_the_least_confidence_from_which_on_the_precision_is_the_wanted_one(
            String wrong, double precision, Double confidence, int number) {
        var judged = judged(10, wrong);
        var threshold = Evaluation.threshold(judged, precision);
        assertThat(threshold == null ? null : threshold.confidence()).isEqualTo(confidence);
        assertThat(threshold == null ? 0 : threshold.number()).isEqualTo(number);
    }

    /**
     * Ten judgements, those of even place and of odd place a half each. Where only the seventh (0.4) is wrong, its half may
     * go down to 0.6 only, and the other half to 0.1: each is measured by what the other allows.
     */
    @Test
    void coverage_is_measured_by_thresholds_that_other_judgements_chose() {
        var coverage = coverage(judged(10, "6"), 0.97);
        assertThat(coverage.threshold()).isEqualTo(0.5);
        // of the half of 1.0, 0.8, 0.6, 0.4, 0.2 all, one of them wrong; of the other those from 0.6 on
        assertThat(coverage.share()).isCloseTo(7 / 10.0, within(1e-9));
        assertThat(coverage.reached()).isCloseTo(6 / 7.0, within(1e-9));
    }

    @Test
    void without_a_threshold_nothing_is_covered() {
        var coverage = coverage(judged(10, "0,1"), 0.97);
        assertThat(coverage.threshold()).isNull();
        assertThat(coverage.share()).isZero();
        assertThat(coverage.reached()).isNull();
    }

    private static Evaluation.Coverage coverage(List<Judged> judged, double precision) {
        return Evaluation.of(judged).coverage().stream()
                .filter(coverage -> coverage.precision() == precision)
                .findFirst()
                .orElseThrow();
    }

    private static List<Judged> judged(int number, String wrong) {
        return IntStream.range(0, number)
                .mapToObj(i ->
                        new Judged("a", List.of(wrong.split(",")).contains("" + i) ? "b" : "a", (number - i) / 10.0))
                .toList();
    }

    @Test
    void equal_confidences_stand_or_fall_together() {
        assertThat(Evaluation.threshold(List.of(new Judged("a", "a", 0.5), new Judged("a", "b", 0.5)), 0.97))
                .isNull();
    }
}
