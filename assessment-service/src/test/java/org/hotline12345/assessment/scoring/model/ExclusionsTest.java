package org.hotline12345.assessment.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
    private static final UUID FLOODED = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final RuleSet.Item ON_TIME = item("on-time");
    private static final RuleSet.Item SATISFACTION = item("satisfaction");
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-02T09:00:00+08:00");

    @Test
    void a_case_left_out_counts_for_no_unit_that_had_to_do_with_it_whatever_appeals_moved() {
        var exclusions =
                new Exclusions(List.of(exclusion(null, List.of(FLOODED))), Map.of(FLOODED, Set.of("WATER", "ROADS")));
        var appealed = Map.of(
                "on-time", List.of(new CaseMove(FLOODED, "WATER", "POWER"), new CaseMove(OTHER, "WATER", "POWER")));

        var moves = exclusions.moves(List.of(ON_TIME, SATISFACTION), appealed);

        assertThat(moves.get("on-time"))
                .containsExactlyInAnyOrder(
                        new CaseMove(FLOODED, "WATER", null),
                        new CaseMove(FLOODED, "ROADS", null),
                        new CaseMove(OTHER, "WATER", "POWER"));
        assertThat(moves.get("satisfaction"))
                .containsExactlyInAnyOrder(new CaseMove(FLOODED, "WATER", null), new CaseMove(FLOODED, "ROADS", null));
    }

    @Test
    void a_case_left_out_of_one_item_counts_in_the_others() {
        var exclusions = new Exclusions(
                List.of(exclusion("on-time", List.of(FLOODED)), exclusion("on-time", List.of(FLOODED, OTHER))),
                Map.of(FLOODED, Set.of("WATER"), OTHER, Set.of("ROADS")));

        var moves = exclusions.moves(List.of(ON_TIME, SATISFACTION), Map.of());

        assertThat(moves)
                .as("left out twice it is left out once")
                .isEqualTo(Map.of(
                        "on-time", List.of(new CaseMove(FLOODED, "WATER", null), new CaseMove(OTHER, "ROADS", null))));
    }

    @Test
    void every_unit_concerned_reads_why_and_how_many_of_its_cases() {
        var first = exclusion(null, List.of(FLOODED, OTHER));
        var exclusions =
                new Exclusions(List.of(first), Map.of(FLOODED, Set.of("WATER", "ROADS"), OTHER, Set.of("WATER")));

        assertThat(exclusions.byUnit().get("WATER"))
                .containsExactly(new UnitSheet.Excluded(first.id(), null, 2, "台风", "考评员-01", AT.toInstant()));
        assertThat(exclusions.byUnit().get("ROADS"))
                .extracting(UnitSheet.Excluded::cases)
                .containsExactly(1);
        assertThat(Exclusions.NONE.byUnit()).isEmpty();
        assertThat(Exclusions.NONE.moves(List.of(ON_TIME), Map.of())).isEmpty();
    }

    private static Exclusion exclusion(String item, List<UUID> cases) {
        return new Exclusion(UUID.randomUUID(), item, cases, "台风", "考评员-01", AT);
    }

    private static RuleSet.Item item(String id) {
        return new RuleSet.Item(
                id,
                new RuleText("项目", "Item"),
                "onTimeRate",
                null,
                null,
                null,
                null,
                new PointsRule.Weight(new BigDecimal("50")));
    }
}
