package org.hotline12345.followup.survey.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.hotline12345.events.Satisfaction;
import org.junit.jupiter.api.Test;

class InstrumentFiguresTest {
    private static final Set<Satisfaction> FIRST_THREE =
            Set.of(Satisfaction.VERY_SATISFIED, Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED);

    @Test
    void the_first_three_of_five_grades_count_and_silence_is_no_answer() {
        InstrumentFigures figures = figures(FIRST_THREE, FigureRules.Silence.IGNORED);
        // 小优满意度 72.03 %
        figures.answered(Satisfaction.VERY_SATISFIED, true, true, 4000);
        figures.answered(Satisfaction.SATISFIED, true, true, 2003);
        figures.answered(Satisfaction.BASICALLY_SATISFIED, null, null, 1200);
        figures.answered(Satisfaction.DISSATISFIED, false, true, 2000);
        figures.answered(Satisfaction.VERY_DISSATISFIED, false, false, 797);
        figures.silent(500);
        assertThat(figures.answered()).isEqualTo(10_000);
        assertThat(figures.silent()).isEqualTo(500);
        assertThat(figures.of(Satisfaction.SATISFIED)).isEqualTo(2003);
        assertThat(figures.satisfied()).isEqualTo(7203);
        assertThat(figures.satisfactionOf()).isEqualTo(10_000);
        assertThat(figures.solved()).isEqualTo(6003);
        assertThat(figures.satisfactionRate()).isEqualByComparingTo("72.03");
        assertThat(figures.solvedRate()).isEqualByComparingTo("68.22");
        assertThat(figures.informedRate()).isEqualByComparingTo("90.94");
    }

    @Test
    void cities_differ_in_what_counts_and_what_silence_means() {
        InstrumentFigures strict =
                figures(Set.of(Satisfaction.VERY_SATISFIED, Satisfaction.SATISFIED), FigureRules.Silence.DISSATISFIED);
        InstrumentFigures mild = figures(FIRST_THREE, FigureRules.Silence.SATISFIED);
        for (InstrumentFigures figures : new InstrumentFigures[] {strict, mild}) {
            figures.answered(Satisfaction.SATISFIED, null, null, 60);
            figures.answered(Satisfaction.BASICALLY_SATISFIED, null, null, 20);
            figures.answered(Satisfaction.DISSATISFIED, null, null, 10);
            figures.silent(10);
        }
        assertThat(strict.of(Satisfaction.VERY_DISSATISFIED)).isZero();
        assertThat(strict.satisfactionOf()).isEqualTo(100);
        assertThat(strict.satisfactionRate()).isEqualByComparingTo("60.00");
        assertThat(mild.satisfactionRate()).isEqualByComparingTo("90.00");
    }

    @Test
    void a_rate_without_a_denominator_is_none() {
        InstrumentFigures figures = figures(FIRST_THREE, FigureRules.Silence.IGNORED);
        figures.silent(3);
        assertThat(figures.satisfactionRate()).isNull();
        assertThat(figures.solvedRate()).isNull();
        assertThat(InstrumentFigures.percent(1, 3)).isEqualByComparingTo("33.33");
        assertThat(InstrumentFigures.percent(1, 800)).isEqualByComparingTo("0.13");
    }

    private static InstrumentFigures figures(Set<Satisfaction> satisfied, FigureRules.Silence silence) {
        return new InstrumentFigures(new FigureRules(satisfied, FigureRules.Counts.LAST, silence));
    }
}
