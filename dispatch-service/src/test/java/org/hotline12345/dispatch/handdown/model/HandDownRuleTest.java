package org.hotline12345.dispatch.handdown.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandDownRuleTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // works, stands below, accused, objection
                "true,  true,  false, -",
                "false, true,  false, UNKNOWN",
                "true,  false, false, NOT_BELOW",
                "true,  true,  true,  ACCUSED",
                "false, false, true,  UNKNOWN"
            })
    void it_goes_to_a_working_unit_below_and_never_to_the_accused(
            boolean active, boolean below, boolean accused, HandDownRule.Objection objection) {
        assertThat(HandDownRule.objection(active, below, accused)).isEqualTo(Optional.ofNullable(objection));
    }
}
