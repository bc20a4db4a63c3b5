package org.hotline12345.assessment.bulletin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.assessment.bulletin.model.Samples.NAMING;
import static org.hotline12345.assessment.bulletin.model.Samples.THRESHOLDS;
import static org.hotline12345.assessment.bulletin.model.Samples.by;
import static org.hotline12345.assessment.bulletin.model.Samples.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.assessment.bulletin.model.CaseLine.Progress;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {
    @Test
    void the_most_frequent_categories_are_listed_and_the_rest_is_counted() {
        var now = Map.of(
                "A", figures(Count.RECEIVED, 5), "B", figures(Count.RECEIVED, 9), "C", figures(Count.RECEIVED, 5));
        var before = Map.of("A", figures(Count.RECEIVED, 4), "GONE", figures(Count.RECEIVED, 1));
        var listing = new Composition(THRESHOLDS, NAMING, 3)
                .of(by(Dimension.CATEGORY, now, before))
                .categories();

        assertThat(listing.rows()).extracting(Row::key).containsExactly("B", "A", "C");
        assertThat(listing.leftOut()).isEqualTo(1);
        assertThat(listing.rows().get(1).before()).containsEntry("received", BigDecimal.valueOf(4));
    }

    @Test
    void units_are_ordered_by_what_they_owe() {
        var units = Map.of(
                "A",
                figures(Count.DUE, 10, Count.FINISHED_ON_TIME, 7, Count.OVERDUE, 3),
                "B",
                figures(Count.DUE, 10, Count.FINISHED_ON_TIME, 1, Count.OVERDUE, 9),
                "C",
                figures(Count.DUE, 10, Count.FINISHED_ON_TIME, 10),
                "D",
                figures(Count.DUE, 30, Count.FINISHED_ON_TIME, 30),
                "OPEN",
                figures(Count.DUE, 3, Count.FINISHED_ON_TIME, 2, Count.NOT_YET_DUE, 1),
                "TELLS",
                figures(Count.TO_BE_INFORMED, 9, Count.INFORMED, 8),
                "SILENT",
                figures(Count.TO_BE_INFORMED, 9, Count.INFORMED, 1),
                "WATCHED",
                figures(Count.SUPERVISED, 1));
        var content = new Composition(THRESHOLDS, NAMING, 20).of(by(Dimension.UNIT, units, Map.of()));

        assertThat(content.onTime().rows()).extracting(Row::key).containsExactly("D", "C");
        assertThat(content.overdue().rows()).extracting(Row::key).containsExactly("B", "A");
        assertThat(content.overdue().rows().get(0).now()).containsEntry("onTimeRate", new BigDecimal("10.00"));
        assertThat(content.feedback().rows()).extracting(Row::key).containsExactly("SILENT", "TELLS");
        assertThat(content.supervised().rows()).extracting(Row::key).containsExactly("WATCHED");
        assertThat(content.satisfaction()).isEqualTo(Listing.NONE);
        assertThat(content.totals().now()).doesNotContainKey("satisfactionRate").containsKey("onTimeRate");
    }

    @Test
    void units_below_the_target_of_satisfaction_are_listed_the_lowest_first() {
        var units = Map.of(
                "A", figures(Count.ANSWERED, 10, Count.SATISFIED, 9),
                "B", figures(Count.ANSWERED, 20, Count.SATISFIED, 10),
                "FEW", figures(Count.ANSWERED, 9, Count.SATISFIED, 0),
                "GOOD", figures(Count.ANSWERED, 20, Count.SATISFIED, 19));
        var content = new Composition(THRESHOLDS, NAMING, 20).of(by(Dimension.UNIT, units, Map.of()));

        assertThat(content.satisfaction().rows()).extracting(Row::key).containsExactly("B", "A");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:00Z, false, IN_TIME",
        "2026-11-20T10:00:00Z, 2026-11-20T10:00:01Z, false, LATE",
        "2026-11-20T10:00:00Z, , false, OVERDUE",
        "2026-11-24T10:00:00Z, , false, OPEN",
        ", , false, OPEN",
        ", 2026-11-20T10:00:01Z, false, IN_TIME",
        "2026-11-20T10:00:00Z, , true, ENDED",
    })
    void how_far_a_round_is_goes_by_business_times(Instant due, Instant finished, boolean ended, Progress progress) {
        assertThat(Progress.of(due, finished, ended, Instant.parse("2026-11-22T00:00:00Z")))
                .isEqualTo(progress);
    }

    @Test
    void a_special_report_is_about_one_thing() {
        var id = UUID.randomUUID();

        assertThat(new Subject("WATER", null, null).clear()).isTrue();
        assertThat(new Subject(null, "C01", List.of()).clear()).isTrue();
        assertThat(new Subject(null, " ", List.of(id, id)).cases()).containsExactly(id);
        assertThat(new Subject(null, "C01", List.of(id)).clear()).isFalse();
        assertThat(new Subject(null, null, null).clear()).isFalse();
        var tooMany = Stream.generate(UUID::randomUUID).limit(501).toList();
        assertThat(new Subject(null, null, tooMany).clear()).isFalse();
        assertThat(new Subject(null, null, tooMany.subList(1, 501)).clear()).isTrue();
    }

    @Test
    void changes_are_rounded_half_up_and_nothing_is_compared_with_nothing() {
        assertThat(Change.percent(71_184, 62_000)).isEqualTo("14.81");
        assertThat(Change.percent(1, 3)).isEqualTo("-66.67");
        assertThat(Change.percent(5, 0)).isNull();
        assertThat(Change.points(null, BigDecimal.ONE)).isNull();
        assertThat(Change.share(BigDecimal.ONE, BigDecimal.ZERO)).isNull();
        assertThat(Written.movedPercent(new BigDecimal("0.00")).zh()).isEqualTo("持平");
        assertThat(Written.movedPercent(new BigDecimal("0.00")).en()).isEqualTo("unchanged");
        assertThat(Written.number(null)).isEqualTo("–");
        assertThat(Written.number(new BigDecimal("-1234.50"))).isEqualTo("-1,234.50");
    }
}
