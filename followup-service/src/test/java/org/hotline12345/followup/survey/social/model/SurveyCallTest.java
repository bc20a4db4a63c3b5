package org.hotline12345.followup.survey.social.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import org.hotline12345.followup.cases.model.Attempt;
import org.hotline12345.followup.cases.model.AttemptOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurveyCallTest {
    private static final Instant NOW = at("2026-12-02T10:00");
    private static final Instant NEXT = at("2026-12-03T10:00");

    private final SurveyCall claimed = new SurveyCall(1, NOW, "回访员-01", NOW.plusSeconds(1800), null, null, null);

    @ParameterizedTest
    @CsvSource({
        "NO_ANSWER, , 3, OPEN, 2, 2026-12-03T10:00",
        "NO_ANSWER, , 2, ENDED, 2, ",
        "CALL_AGAIN, 2026-12-02T18:00, 2, OPEN, 1, 2026-12-02T18:00",
        "SOMEBODY_ELSE, , 3, OPEN, 2, 2026-12-03T10:00",
        "CUT_OFF, , 2, OPEN, 1, 2026-12-02T10:00",
        "WRONG_NUMBER, , 5, ENDED, 2, ",
        "REFUSED, , 5, ENDED, 2, "
    })
    void a_call_without_an_answer_comes_back_or_ends(
            AttemptOutcome outcome, String named, int most, SurveyCallState state, int attempts, String next) {
        var attempt = new Attempt(NOW, "回访员-01", outcome, named == null ? null : at(named), "说明");

        var after = claimed.notReached(attempt, most, NEXT);

        assertThat(after.state(NOW)).isEqualTo(state);
        assertThat(after.attempts()).isEqualTo(attempts);
        assertThat(after.nextAttemptAt()).isEqualTo(next == null ? null : at(next));
        assertThat(after.outcome()).isEqualTo(outcome);
        assertThat(after.note()).isEqualTo("说明");
        assertThat(after.isClaimedBy("回访员-01")).isFalse();
    }

    @Test
    void an_answer_ends_it() {
        var after = claimed.answered("谢谢", NOW);

        assertThat(after.state(NOW)).isEqualTo(SurveyCallState.ENDED);
        assertThat(after.nextAttemptAt()).isNull();
        assertThat(after.endedAt()).isEqualTo(NOW);
        assertThat(after.note()).isEqualTo("谢谢");
    }

    @Test
    void a_lease_that_ran_out_holds_until_somebody_else_takes_it() {
        Instant later = NOW.plusSeconds(1800);

        assertThat(claimed.state(NOW)).isEqualTo(SurveyCallState.CLAIMED);
        assertThat(claimed.state(later)).isEqualTo(SurveyCallState.OPEN);
        assertThat(claimed.isClaimedBy("回访员-01")).isTrue();
        assertThat(claimed.isClaimedBy("回访员-02")).isFalse();
    }
}
