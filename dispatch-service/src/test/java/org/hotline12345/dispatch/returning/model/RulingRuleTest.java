package org.hotline12345.dispatch.returning.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.hotline12345.dispatch.cases.model.NextUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingRuleTest {
    /** The case came from HEAT, which returned it, to HOUSING, which asks to return it now. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // granted, to, says that it goes back, objection
                "false, -,       false, -",
                "false, STREET,  false, REFUSED_BUT_MOVED",
                "true,  -,       false, -",
                "true,  STREET,  false, -",
                "true,  HOUSING, false, SAME_UNIT",
                "true,  HOUSING, true,  SAME_UNIT",
                "true,  HEAT,    false, RETURNED_BEFORE",
                "true,  HEAT,    true,  -"
            })
    void a_ruling_sends_a_case_back_only_if_it_says_so(
            boolean granted, String to, boolean back, RulingRule.Objection objection) {
        assertThat(RulingRule.objection(granted, to, back, "HOUSING", NextUnit.after(List.of("HEAT"))))
                .isEqualTo(Optional.ofNullable(objection));
    }

    @Test
    void every_unit_that_returned_it_is_remembered() {
        var next = NextUnit.after(List.of("HEAT", "HEAT", "HOUSING")).and("STREET");
        assertThat(next.allows("HEAT", false)).isFalse();
        assertThat(next.allows("STREET", false)).isFalse();
        assertThat(next.allows("STREET", true)).isTrue();
        assertThat(next.allows("WATER", false)).isTrue();
    }
}
