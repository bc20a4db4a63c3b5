package org.hotline12345.followup.survey.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.QuestionId;
import org.hotline12345.followup.survey.model.SurveyPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyPlanDocumentsTest {
    private final SurveyPlanDocuments documents = new SurveyPlanDocuments();
    private final SurveyPlan shipped = documents.read(documents.shipped());

    @Test
    void the_shipped_plan_has_three_instruments_with_all_questions() {
        for (SurveyInstrument instrument : SurveyInstrument.values()) {
            assertThat(shipped.instrument(instrument).questions())
                    .extracting(question -> question.id())
                    .containsExactlyInAnyOrder(QuestionId.values());
        }
        assertThat(shipped.instrument(SurveyInstrument.SOCIAL_SURVEY).follows()).isEqualTo(Instrument.Follows.NOTHING);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "attempts: 3|attempts: 0|instruments.AGENT.attempts",
                "follows: NOTHING|follows: NEVER|instruments.SOCIAL_SURVEY.follows",
                "share: 100|share: 101|onTheSpot.share",
                "# monthlyPercent: 10|monthlyPercent: 0|monthlyPercent",
                "correctionDays: 7|correctionDaze: 7|correctionDaze",
                "code: SLOW|code: NOT_SOLVED|reasons[1].code",
                "id: RESOLVED|id: INFORMED|instruments.AUTOMATIC.questions[2].id",
            })
    void what_is_wrong_with_a_plan_is_named_with_its_line(String right, String wrong, String field) {
        String document = documents.shipped();
        int at = document.indexOf(right);
        int line =
                (int) document.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        assertThat(violations(document.substring(0, at) + wrong + document.substring(at + right.length())))
                .extracting(Violation::field, Violation::line)
                .contains(tuple(field, line));
    }

    @Test
    void an_instrument_that_does_not_ask_for_satisfaction_is_named_with_its_line() {
        String document = documents.shipped();
        int line = (int) document.substring(0, document.indexOf("    questions:"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        assertThat(violations(document.replaceFirst("id: SATISFACTION, required: true", "id: SATISFACTION")))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.field()).isEqualTo("instruments.AUTOMATIC.questions");
                    assertThat(found.message()).isEqualTo("violation.survey.satisfaction");
                    assertThat(found.line()).isEqualTo(line);
                });
    }

    @Test
    void the_share_of_a_month_is_a_rule_of_the_plan() {
        assertThat(shipped.monthlyPercent()).isNull();
        assertThat(documents
                        .read(documents.shipped().replace("# monthlyPercent: 10", "monthlyPercent: 10"))
                        .monthlyPercent())
                .isEqualTo(10);
    }

    private List<Violation> violations(String document) {
        return catchThrowableOfType(Problem.class, () -> documents.read(document))
                .violations();
    }
}
