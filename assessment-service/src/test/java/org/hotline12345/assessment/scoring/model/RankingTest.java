package org.hotline12345.assessment.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private record Unit(String name, String group, BigDecimal total) {}

    @Test
    void units_are_ranked_within_their_group_and_equal_totals_share_a_rank() {
        var units = List.of(
                unit("street-a", "streets", "90"),
                unit("bureau-a", "bureaus", "80"),
                unit("bureau-b", "bureaus", "95.5"),
                unit("bureau-c", "bureaus", "95.50"),
                unit("bureau-d", "bureaus", "10"),
                new Unit("bureau-e", "bureaus", null));

        var places = Ranking.within(units, Unit::group, Unit::total, Unit::name);

        assertThat(places)
                .extracting(p -> p.entry().name(), Ranking.Place::rank, Ranking.Place::of)
                .containsExactly(
                        tuple("bureau-b", 1, 4),
                        tuple("bureau-c", 1, 4),
                        tuple("bureau-a", 3, 4),
                        tuple("bureau-d", 4, 4),
                        tuple("street-a", null, 1));
    }

    @Test
    void units_of_no_group_are_ranked_among_themselves() {
        var places = Ranking.within(
                List.of(unit("x", null, "1"), unit("y", null, "2")), Unit::group, Unit::total, Unit::name);

        assertThat(places).extracting(p -> p.entry().name()).containsExactly("y", "x");
    }

    private static Unit unit(String name, String group, String total) {
        return new Unit(name, group, new BigDecimal(total));
    }
}
