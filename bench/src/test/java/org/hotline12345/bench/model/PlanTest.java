package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    private static final Assumptions USUAL = Assumptions.usual();

    @Test
    void work_at_the_peak_is_cases_a_second_by_what_each_costs() {
        // 86,400 cases at ten times the mean: ten a second, all of them whole lives, nobody asks
        Plan plan = Plan.of(USUAL.with(Assumption.CASES, 86_400)
                .with(Assumption.ON_THE_SPOT, 0)
                .with(Assumption.QUESTIONS, 0));

        assertThat(plan.casesASecond()).isEqualTo(10, within(1e-9));
        assertThat(plan.eventsASecond()).isEqualTo(140, within(1e-9));
        // 15.8 ms a life
        assertThat(plan.busyCores()).isEqualTo(0.158, within(1e-9));
    }

    @Test
    void a_case_answered_on_the_spot_is_a_share_of_a_life_and_questions_come_on_top() {
        Assumptions day = USUAL.with(Assumption.CASES, 86_400).with(Assumption.ON_THE_SPOT, 1);

        assertThat(Plan.of(day.with(Assumption.QUESTIONS, 0)).busyCores()).isEqualTo(0.158 / 4, within(1e-9));
        assertThat(Plan.of(day).busyCores()).isEqualTo(0.158 / 4 + 10 * 20 * 0.0039, within(1e-9));
        assertThat(Plan.of(day).eventsASecond()).isEqualTo(20, within(1e-9));
    }

    @Test
    void disk_is_what_a_years_events_take_in_the_topics_and_in_the_databases() {
        Plan plan = Plan.of(USUAL);

        // 10,000 cases of 8 events and 8 kB: 80 MB a day
        assertThat(plan.topicsAYear()).isEqualTo(3 * 29.2, within(1e-6));
        assertThat(plan.databasesAYear()).isEqualTo(73, within(1e-6));
        assertThat(plan.databasesKept()).isEqualTo(365, within(1e-6));
        assertThat(plan.filesAYear()).isEqualTo(730, within(1e-6));
    }

    @ParameterizedTest(name = "{0} cases a day, {1} years: {2}, {3} primaries, {4} brokers, {5} instances")
    @CsvSource({
        "500, 5, ONE_MACHINE, 1, 1, 1",
        "1999, 5, ONE_MACHINE, 1, 1, 1",
        "2000, 5, CLUSTER, 1, 3, 2",
        "80000, 5, CLUSTER, 1, 3, 2",
        "200000, 5, PRIMARY_EACH, 4, 3, 2",
        "200000, 20, BY_CASE, 8, 3, 2"
    })
    void a_place_grows_from_one_machine_to_databases_spread_by_case(
            double cases, double years, Plan.Stage stage, int primaries, int brokers, int instances) {
        Plan plan = Plan.of(USUAL.with(Assumption.CASES, cases).with(Assumption.YEARS, years));

        assertThat(plan.stage()).isEqualTo(stage);
        assertThat(plan.primaries()).isEqualTo(primaries);
        assertThat(plan.brokers()).isEqualTo(brokers);
        assertThat(plan.instances()).isEqualTo(instances);
        assertThat(plan.standbys()).isEqualTo(stage == Plan.Stage.ONE_MACHINE ? 0 : 1);
    }

    @Test
    void connections_follow_the_instances() {
        assertThat(Plan.of(USUAL).connections()).isEqualTo(2 * 4 * 20);
        assertThat(Plan.of(USUAL.with(Assumption.INSTANCES, 3)).connections()).isEqualTo(3 * 4 * 20);
    }

    @Test
    void more_instances_come_where_the_busiest_service_would_need_more_than_four_cores_of_each() {
        Plan plan = Plan.of(USUAL.with(Assumption.CASES, 200_000).with(Assumption.COST_DISPATCH, 400));

        assertThat(plan.instances()).isGreaterThan(2);
        assertThat(plan.serviceCores()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(CitySize.class)
    void a_larger_place_needs_nothing_less(CitySize size) {
        Plan plan = Plan.of(USUAL.with(Assumption.CASES, size.cases()));
        Plan larger = Plan.of(USUAL.with(Assumption.CASES, size.cases() * 2));

        assertThat(larger.stage()).isGreaterThanOrEqualTo(plan.stage());
        assertThat(larger.primaries() * larger.postgresCores())
                .isGreaterThanOrEqualTo(plan.primaries() * plan.postgresCores());
        assertThat(larger.primaries() * larger.postgresMemory())
                .isGreaterThanOrEqualTo(plan.primaries() * plan.postgresMemory());
        assertThat(larger.databasesKept()).isGreaterThan(plan.databasesKept());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"CASES, 0", "CASES, -1", "ON_THE_SPOT, 1.1", "USE, 0", "USE, 1.2", "YEARS, NaN", "PEAK, Infinity"})
    void numbers_that_make_no_sense_are_refused(Assumption which, double value) {
        assertThatThrownBy(() -> USUAL.with(which, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_assumption_is_found_by_its_name() {
        assertThat(Assumption.named("cost.dispatch")).contains(Assumption.COST_DISPATCH);
        assertThat(Assumption.named("nothing")).isEmpty();
    }
}
