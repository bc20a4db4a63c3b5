package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.chassis.language.Language;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplexCaseTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // urgency, channel, round, cause, co-units, sign
                "ORDINARY,  PHONE,    1, FIRST,        0, -",
                "ORDINARY,  WECHAT,   1, UNMERGED,     0, -",
                "URGENT,    PHONE,    1, FIRST,        0, URGENT",
                "EMERGENCY, PHONE,    1, FIRST,        0, URGENT",
                "ORDINARY,  PROVINCE, 1, FIRST,        0, FROM_ABOVE",
                "ORDINARY,  LEADER,   1, FIRST,        0, FROM_ABOVE",
                "ORDINARY,  PHONE,    2, REWORK,       0, REWORK",
                "ORDINARY,  PHONE,    1, AFTER_RETURN, 0, RETURNED_BEFORE",
                "ORDINARY,  PHONE,    1, FIRST,        1, CO_HANDLED"
            })
    void signs_of_a_complex_case(
            Urgency urgency, String channel, int round, DispatchCause cause, int coUnits, ComplexCase.Sign sign) {
        var complex = new ComplexCase(urgency, channel, round, cause, coUnits);
        if (sign == null) {
            assertThat(complex.signs()).isEmpty();
        } else {
            assertThat(complex.signs()).containsExactly(sign);
        }
        assertThat(complex.standing(InstructionPolicy.NONE)).isEqualTo(InstructionStanding.NOT_NEEDED);
        assertThat(complex.standing(InstructionPolicy.ALL)).isEqualTo(InstructionStanding.AWAITED);
        assertThat(complex.standing(InstructionPolicy.COMPLEX).holdsHandling()).isEqualTo(sign != null);
    }

    @Test
    void several_signs_are_all_named_in_both_languages() {
        var complex = new ComplexCase(Urgency.URGENT, "CITY", 2, DispatchCause.REWORK, 2);
        assertThat(complex.words(Language.ZH)).containsExactly("紧急或特急", "上级或领导交办", "重办", "多部门协办");
        assertThat(complex.words(Language.EN)).hasSize(4).allMatch(word -> word.matches("[ -~]+"));
    }

    @Test
    void a_read_mark_frees_what_waited_and_takes_nothing_from_an_instruction() {
        assertThat(InstructionStanding.AWAITED.read()).isEqualTo(InstructionStanding.READ);
        assertThat(InstructionStanding.GIVEN.read()).isEqualTo(InstructionStanding.GIVEN);
        assertThat(InstructionStanding.NOT_NEEDED.read()).isEqualTo(InstructionStanding.NOT_NEEDED);
    }
}
