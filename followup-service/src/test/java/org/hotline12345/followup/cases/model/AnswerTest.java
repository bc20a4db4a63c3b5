package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    @ParameterizedTest(name = "{0}, the citizen says {1}, solved {2}, objective {3}: the unit is blamed {4}")
    @CsvSource({
        "RESOLVED, VERY_SATISFIED, true, , false",
        "RESOLVED, BASICALLY_SATISFIED, , , false",
        // a wrong "solved" counts whatever the grade
        "RESOLVED, SATISFIED, false, , true",
        "RESOLVED, SATISFIED, false, true, false",
        "RESOLVED, SATISFIED, false, false, true",
        // what the unit did not call solved is not wrongly solved
        "PLANNED, SATISFIED, false, , false",
        "EXPLAINED, BASICALLY_SATISFIED, false, , false",
        ", SATISFIED, false, , false",
        // dissatisfied by the unit's fault or without saying whose
        "RESOLVED, DISSATISFIED, true, , true",
        "EXPLAINED, DISSATISFIED, , , true",
        "EXPLAINED, VERY_DISSATISFIED, , false, true",
        "EXPLAINED, VERY_DISSATISFIED, , true, false",
        ", DISSATISFIED, , , true"
    })
    void whether_the_unit_is_blamed(
            Disposition disposition, Satisfaction grade, Boolean resolved, Boolean objective, boolean blamed) {
        var answer = new Answer(SurveyInstrument.AGENT, null, resolved, grade, null, List.of(), null, objective, null);
        assertThat(answer.blamesUnit(disposition)).isEqualTo(blamed);
        assertThat(answer.dissatisfied()).isEqualTo(grade.name().endsWith("DISSATISFIED"));
    }
}
