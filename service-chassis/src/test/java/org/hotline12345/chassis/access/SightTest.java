package org.hotline12345.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {
    /** The unit above each. */
    private static final Map<String, String> ABOVE =
            Map.of("DISTRICT", "CITY", "STREET", "DISTRICT", "WATER", "CITY", "BRANCH", "WATER");

    private static boolean within(String unit, String ancestor) {
        for (String at = unit; at != null; at = ABOVE.get(at)) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "{0} looks at a case of {1} that accuses {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // who looks, who handles it, whom it and its group accuse, seen
                "OFFICE,   WATER,         -,              true",
                "OFFICE,   WATER,         WATER,          true",
                "-,        WATER,         -,              false",
                "WATER,    WATER,         -,              true",
                "WATER,    BRANCH,        -,              true",
                "BRANCH,   WATER,         -,              false",
                "STREET,   WATER,         -,              false",
                "STREET,   WATER STREET,  -,              true",
                "DISTRICT, WATER STREET,  -,              true",
                // the accused leads, co-handles or was handed it
                "WATER,    WATER,         WATER,          false",
                "STREET,   WATER STREET,  STREET,         false",
                // what stands below the accused
                "STREET,   STREET,        DISTRICT,       false",
                "BRANCH,   WATER BRANCH,  WATER,          false",
                // what stands above leads the case on
                "DISTRICT, DISTRICT,      STREET,         true",
                "DISTRICT, STREET,        STREET,         true",
                "CITY,     WATER,         WATER,          true",
                // several are accused: by a name that may mean each, or by the cases handled together
                "WATER,    WATER STREET,  STREET,         true",
                "STREET,   WATER STREET,  DISTRICT WATER, false",
                "WATER,    WATER STREET,  STREET WATER,   false",
                "CITY,     WATER STREET,  STREET WATER,   true",
                "WATER,    -,             -,              false"
            })
    void the_office_sees_all_a_unit_what_it_handles_and_nobody_what_accuses_him(
            String who, String handledBy, String accused, boolean seen) {
        var sight = "OFFICE".equals(who)
                ? new Sight(null, true, SightTest::within)
                : new Sight(who, false, SightTest::within);

        assertThat(sight.of(units(handledBy), units(accused))).isEqualTo(seen);
    }

    @Test
    void who_has_no_unit_is_not_accused() {
        assertThat(new Sight(null, false, SightTest::within).isAccused(null, List.of("WATER")))
                .isFalse();
    }

    private static List<String> units(String codes) {
        return codes == null ? List.of() : List.of(codes.split(" "));
    }
}
