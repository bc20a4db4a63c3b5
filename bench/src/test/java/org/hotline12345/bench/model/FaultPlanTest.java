package org.hotline12345.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.bench.model.FaultPlan.Fault;
import org.hotline12345.bench.model.FaultPlan.Strike;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<String> SERVERS = List.of("postgres", "kafka");
    private static final List<String> SERVICES = List.of("intake", "dispatch", "followup", "assessment");
    private static final List<String> TOPICS = List.of("cases", "office");
    private static final FaultPlan PLAN = new FaultPlan(SERVERS, SERVICES, 2, TOPICS, List.of("disk"), SERVICES);
    /** Three at each process, four connections, six pairs of services, eight of a service and a server, two topics, a disk, four clocks. */
    private static final int KINDS = 6 * 3 + 4 + 6 + 8 + 2 + 1 + 4;

    @Test
    void the_same_seed_makes_the_same_plan_and_another_one_another() {
        assertThat(PLAN.of(1, 100)).isEqualTo(PLAN.of(1, 100)).isNotEqualTo(PLAN.of(2, 100));
        assertThat(PLAN.of(1, 100)).hasSize(100).startsWith(PLAN.of(1, 30).toArray(Strike[]::new));
    }

    @Test
    void everything_happens_to_every_part_before_anything_happens_again() {
        List<Strike> usual = PLAN.of(7, 3 * KINDS).stream()
                .filter(strike -> strike.fault() != Fault.AWAY)
                .toList();

        assertThat(PLAN.round()).isEqualTo(KINDS);
        assertThat(kinds(usual.subList(0, KINDS))).hasSize(KINDS);
        assertThat(kinds(usual.subList(KINDS, 2 * KINDS))).hasSize(KINDS);
    }

    @Test
    void a_server_is_away_for_minutes_once_in_25_and_each_in_its_turn() {
        List<Strike> plan = PLAN.of(5, 200);
        List<Integer> places = IntStream.range(0, plan.size())
                .filter(i -> plan.get(i).fault() == Fault.AWAY)
                .boxed()
                .toList();

        assertThat(places).containsExactly(24, 49, 74, 99, 124, 149, 174, 199);
        assertThat(places.stream().map(place -> plan.get(place).victims().get(0)))
                .startsWith("postgres", "kafka", "postgres", "kafka");
        assertThat(places)
                .allSatisfy(place -> assertThat(plan.get(place).lasting()).isBetween(60_000, 180_000));
    }

    @Test
    void each_instance_is_struck_and_no_other() {
        Set<String> struck = PLAN.of(3, 200).stream()
                .filter(strike -> strike.fault() == Fault.KILL || strike.fault() == Fault.TWO)
                .flatMap(strike -> strike.victims().stream())
                .collect(Collectors.toSet());

        assertThat(struck)
                .containsExactlyInAnyOrder(
                        "postgres",
                        "kafka",
                        "intake",
                        "intake-2",
                        "dispatch",
                        "dispatch-2",
                        "followup",
                        "followup-2",
                        "assessment",
                        "assessment-2");
    }

    @Test
    void with_one_instance_and_neither_disk_nor_clocks_there_is_no_second_process_no_full_disk_and_no_wrong_clock() {
        List<Strike> plan = new FaultPlan(SERVERS, SERVICES, 1, TOPICS, List.of(), List.of()).of(3, 200);

        assertThat(plan).noneMatch(strike -> strike.fault() == Fault.FULL || strike.fault() == Fault.CLOCK);
        assertThat(plan)
                .allSatisfy(strike -> assertThat(strike.victims())
                        .allMatch(victim ->
                                SERVERS.contains(victim) || SERVICES.contains(victim) || TOPICS.contains(victim)));
    }

    @Test
    void only_services_lose_a_connection_two_are_of_different_parts_and_nothing_lasts_for_ever() {
        assertThat(PLAN.of(3, 200)).allSatisfy(strike -> {
            assertThat(strike.after()).isBetween(2_000, 8_000);
            assertThat(strike.lasting()).isBetween(0, strike.fault() == Fault.AWAY ? 180_000 : 15_000);
            assertThat(strike.victims()).hasSize(strike.fault() == Fault.TWO ? 2 : 1);
            assertThat(parts(strike)).hasSameSizeAs(strike.victims());
            if (strike.fault() == Fault.BACKEND) {
                assertThat(SERVICES).containsAll(strike.victims());
            }
        });
    }

    private static Set<String> parts(Strike strike) {
        return strike.victims().stream()
                .map(victim -> victim.replaceFirst("-\\d$", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> kinds(List<Strike> plan) {
        return plan.stream()
                .map(strike -> strike.fault() + " " + parts(strike))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
