package org.hotline12345.assessment.definition.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.assessment.imported.model.ImportedSum;
import org.hotline12345.assessment.imported.model.ImportedSum.ImportedFigure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @DisplayName("Nine of ten rounds keep to the p90: nearest rank")
    @CsvSource({
        "1, 0, 0, 1", // one round
        "9, 1, 0, 1", // nine of ten in one day
        "8, 2, 0, 2", // eight of ten are not enough
        "89, 11, 0, 2",
        "90, 9, 1, 1",
        "0, 0, 4, 3",
    })
    void p90(long inOneDay, long inTwoDays, long inThreeDays, int p90) {
        var figures = Figures.none();
        figures.addHandled(1, inOneDay);
        figures.addHandled(2, inTwoDays);
        figures.addHandled(3, inThreeDays);

        assertThat(figures.p90WorkingDays()).isEqualTo(p90);
    }

    @Test
    void quantiles_are_taken_of_the_sum_of_rows_and_not_of_their_quantiles() {
        var quick = Figures.none();
        quick.addHandled(1, 95);
        var slow = Figures.none();
        slow.addHandled(10, 5);

        assertThat(Figures.sum(List.of(quick, slow)).p90WorkingDays()).isEqualTo(1);
        assertThat(Figures.sum(List.of(quick, slow, quick.negated())).p90WorkingDays())
                .isEqualTo(10);
        assertThat(Figures.none().p90WorkingDays()).isNull();
    }

    @Test
    void of_imported_figures_that_overlap_the_longest_counts() {
        var sum = ImportedSum.of(List.of(
                imported("2026-11-01", "2026-11-01", 10, "日报"),
                imported("2026-11-02", "2026-11-02", 20, "日报"),
                imported("2026-11-01", "2026-11-07", 200, "周报"),
                imported("2026-11-08", "2026-11-08", 30, "日报")));

        assertThat(sum.amount()).isEqualTo(230);
        assertThat(sum.days()).isEqualTo(8);
        assertThat(sum.sources()).containsExactly("周报", "日报");
        assertThat(ImportedSum.of(List.of()).days()).isZero();
    }

    @Test
    void what_is_not_yet_due_is_neither_on_time_nor_late() {
        var figures = Figures.none();
        figures.add(Count.DUE, 5);
        figures.add(Count.FINISHED, 2);
        figures.add(Count.FINISHED_ON_TIME, 2);
        figures.add(Count.NOT_YET_DUE, 3);
        figures.add(Count.IN_TIME_SO_FAR, 5);

        assertThat(Rate.ON_TIME.of(figures)).as("F11").isEqualByComparingTo("100.00");
        assertThat(Rate.ON_TIME_FORECAST.of(figures))
                .as("what is still open may come in time")
                .isEqualByComparingTo("100.00");
        assertThat(Rate.FINISH.of(figures)).isEqualByComparingTo("100.00");
    }

    private static ImportedFigure imported(String first, String last, long amount, String source) {
        return new ImportedFigure(LocalDate.parse(first), LocalDate.parse(last), amount, source, "evaluator-1");
    }
}
