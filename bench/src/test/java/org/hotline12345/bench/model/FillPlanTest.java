package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.bench.model.FillPlan.Block;
import org.junit.jupiter.api.Test;

class FillPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-20T04:00:00.5Z");
    private static final Instant FIRST_OF_FOURTEEN_MONTHS = Instant.parse("2025-09-30T16:00:00Z");

    @Test
    void blocks_follow_one_another_until_all_are_in() {
        FillPlan plan = FillPlan.begun(NOW).upTo(12_000);

        List<Block> blocks = new ArrayList<>();
        for (var next = plan.next(); next.isPresent(); next = plan.next()) {
            blocks.add(next.get());
            plan = plan.after(next.get());
        }

        assertThat(blocks).containsExactly(new Block(0, 5_000), new Block(5_000, 10_000), new Block(10_000, 12_000));
    }

    @Test
    void what_was_broken_off_goes_on_with_the_same_block_and_the_same_moments() {
        FillPlan broken = new FillPlan(NOW, List.of(12_000), 5_000);

        FillPlan again = broken.upTo(8_000);

        assertThat(again.next()).contains(new Block(5_000, 10_000));
        assertThat(again.moment(7_000)).isEqualTo(broken.moment(7_000));
        assertThat(again.cases()).isEqualTo(12_000);
    }

    @Test
    void a_folder_that_gets_more_gets_them_over_the_same_months() {
        FillPlan plan =
                FillPlan.begun(NOW).upTo(2_000).after(new Block(0, 2_000)).upTo(10_000);

        assertThat(plan.next()).contains(new Block(2_000, 7_000));
        assertThat(plan.moment(1_999)).isAfter(plan.moment(2_000));
        assertThat(plan.moment(2_000)).isBefore(plan.moment(2_001));
    }

    @Test
    void cases_come_in_evenly_from_the_first_of_fourteen_months_until_now() {
        FillPlan plan = FillPlan.begun(NOW).upTo(1_000_000);

        assertThat(plan.moment(0)).isBetween(FIRST_OF_FOURTEEN_MONTHS, FIRST_OF_FOURTEEN_MONTHS.plusSeconds(60));
        assertThat(plan.moment(999_999)).isBetween(NOW.minusSeconds(60), NOW);
        assertThat(plan.moment(500_000).getEpochSecond())
                .isCloseTo((FIRST_OF_FOURTEEN_MONTHS.getEpochSecond() + NOW.getEpochSecond()) / 2, within(60L));
    }

    @Test
    void a_case_beyond_the_last_has_no_moment() {
        FillPlan plan = FillPlan.begun(NOW).upTo(10);

        assertThatThrownBy(() -> plan.moment(10)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_that_has_enough_gets_nothing() {
        FillPlan plan = new FillPlan(NOW, List.of(10), 10);

        assertThat(plan.upTo(10).next()).isEmpty();
    }
}
