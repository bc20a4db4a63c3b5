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
    void quantilesAreTakenOfTheSumOfRowsAndNotOfTheirQuantiles() {
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
    void ofImportedFiguresThatOverlapTheLongestCounts() {
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

    private static ImportedFigure imported(String first, String last, long amount, String source) {
        return new ImportedFigure(LocalDate.parse(first), LocalDate.parse(last), amount, source, "evaluator-1");
    }
}
