package org.hotline12345.dispatch.masterdata.units.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;

class UnitTest {
    private static Unit unit(String code, String parent) {
        return new Unit(
                code,
                "单位" + code,
                UnitLevel.DISTRICT,
                parent,
                "区县",
                List.of(),
                1,
                SignOffLevel.values()[0],
                false,
                true,
                Instant.EPOCH,
                null);
    }

    private static boolean inCircle(Unit unit, Unit... others) {
        Map<String, Unit> known = List.of(others).stream().collect(Collectors.toMap(Unit::code, other -> other));
        return unit.inCircle(known::get);
    }

    @Test
    void a_unit_below_others_is_in_no_circle_whether_those_are_known_or_not() {
        assertThat(inCircle(unit("A", null))).isFalse();
        assertThat(inCircle(unit("A", "B"))).isFalse();
        assertThat(inCircle(unit("A", "B"), unit("B", "C"), unit("C", null))).isFalse();
    }

    @Test
    void a_unit_above_itself_is_in_a_circle() {
        assertThat(inCircle(unit("A", "A"))).isTrue();
        assertThat(inCircle(unit("A", "B"), unit("B", "C"), unit("C", "A"))).isTrue();
    }

    @Test
    void a_circle_of_the_units_above_is_found_too() {
        assertThat(inCircle(unit("A", "B"), unit("B", "C"), unit("C", "B"))).isTrue();
    }

    @Test
    void twenty_levels_are_more_than_any_city_has() {
        assertThat(inCircle(unit("U0", "U1"), chain(20))).isFalse();
        assertThat(inCircle(unit("U0", "U1"), chain(21))).isTrue();
    }

    /** U1 below U2 and so on; the last is below none. */
    private static Unit[] chain(int length) {
        return IntStream.rangeClosed(1, length)
                .mapToObj(i -> unit("U" + i, i == length ? null : "U" + (i + 1)))
                .toArray(Unit[]::new);
    }
}
