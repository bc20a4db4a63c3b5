package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.hotline12345.bench.model.FaultPlan.Fault;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<String> SERVERS = List.of("postgres", "kafka");
    private static final List<String> SERVICES = List.of("intake", "dispatch", "followup", "assessment");
    private static final int KINDS = 6 * 3 + 4;

    @Test
    void the_same_seed_makes_the_same_plan_and_another_one_another() {
        assertThat(plan(1, 50)).isEqualTo(plan(1, 50)).isNotEqualTo(plan(2, 50)).hasSize(50);
        assertThat(plan(1, 50).subList(0, 10)).isEqualTo(plan(1, 10));
    }

    @Test
    void everything_happens_to_everybody_before_anything_happens_again() {
        List<Strike> plan = plan(7, 2 * KINDS);

        assertThat(kinds(plan.subList(0, KINDS))).hasSize(KINDS);
        assertThat(kinds(plan.subList(KINDS, 2 * KINDS))).hasSize(KINDS);
    }

    @Test
    void only_services_lose_a_connection_and_nothing_lasts_for_ever() {
        assertThat(plan(3, 200)).allSatisfy(strike -> {
            assertThat(strike.after()).isBetween(2_000, 8_000);
            assertThat(strike.lasting()).isBetween(0, 15_000);
            if (strike.fault() == Fault.BACKEND) {
                assertThat(SERVICES).contains(strike.victim());
            }
        });
    }

    private static List<Strike> plan(long seed, int count) {
        return FaultPlan.of(seed, count, SERVERS, SERVICES);
    }

    private static HashSet<String> kinds(List<Strike> plan) {
        return plan.stream()
                .map(strike -> strike.fault() + " " + strike.victim())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
