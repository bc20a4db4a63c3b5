package org.hotline12345.followup.survey.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyPlanTest {
    private final SurveyPlan plan = TestOffice.surveys();

    @ParameterizedTest(name = "{0}: objective {1}")
    @CsvSource({
        "POLICY CONDITIONS, true",
        "POLICY SLOW, false",
        "SLOW, false",
        // a reason that does not say whose fault it is leaves it open, and so does one that the plan does not know
        "OTHER,",
        "OTHER POLICY, true",
        "NO_SUCH_REASON,",
        "'',"
    })
    void reasons_are_objective_if_all_that_say_so_are(String codes, Boolean objective) {
        assertThat(plan.objective(list(codes))).isEqualTo(objective);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "SLOW OTHER, 拖了三个月, 办理不及时；其他原因；拖了三个月",
        "SLOW, , 办理不及时",
        "'', 拖了三个月, 拖了三个月",
        "NO_SUCH_REASON, '', NO_SUCH_REASON",
        "'', ' ',",
        "'', ,"
    })
    void why_is_what_was_chosen_and_what_was_said(String codes, String said, String why) {
        assertThat(plan.why(list(codes), said)).isEqualTo(why);
    }

    @Test
    void an_instrument_knows_its_questions_and_the_plan_its_reasons() {
        Instrument agent = plan.instrument(SurveyInstrument.AGENT);
        for (QuestionId id : QuestionId.values()) {
            assertThat(agent.question(id))
                    .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(id));
        }
        var few = new Instrument(
                agent.questions().stream()
                        .filter(question -> question.id() == QuestionId.SATISFACTION)
                        .toList(),
                true,
                1,
                agent.spacing(),
                agent.hours(),
                1,
                agent.follows(),
                agent.figures());
        assertThat(few.question(QuestionId.ATTITUDE)).isEmpty();
        assertThat(plan.reason("SLOW")).isPresent();
        assertThat(plan.reason("FAST")).isEmpty();
    }

    @ParameterizedTest(name = "{0} of a hundred")
    @CsvSource({"0", "1", "10", "99", "100"})
    void of_a_hundred_answers_on_the_spot_the_share_is_asked(int share) {
        // of these ids a hundred have hash codes that are followed by each other
        long asked = LongStream.range(0, 100)
                .filter(id -> new OnTheSpot(share).asks(new UUID(0, id)))
                .count();
        assertThat(asked).isEqualTo(share);
    }

    private static List<String> list(String codes) {
        return Arrays.stream(codes.split(" ")).filter(code -> !code.isEmpty()).toList();
    }
}
