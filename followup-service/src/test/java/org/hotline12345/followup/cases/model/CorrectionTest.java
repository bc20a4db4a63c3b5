package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SurveyInstrument;
import org.junit.jupiter.api.Test;

/** A citizen's later word: what it takes back of what the earlier one led to, and what stands. */
class CorrectionTest extends FollowedCase {
    @Test
    void a_correction_to_satisfied_takes_back_the_second_strike_with_its_supervision_and_closes_the_case() {
        replied("2026-03-06T10:00");
        says(Satisfaction.DISSATISFIED, "2026-03-06T15:00");
        apply(events.dispatchedAgain("2026-03-06T16:00", DispatchCause.REWORK));
        replied("2026-03-09T10:00");
        says(Satisfaction.DISSATISFIED, "2026-03-09T15:00");
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DECISION);
        assertThat(file.progress().dissatisfactions()).isEqualTo(2);
        all();

        says(Satisfaction.SATISFIED, "2026-03-09T18:00");
        assertThat(file.progress().dissatisfactions()).isEqualTo(1);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        var told = all();
        assertThat(told)
                .filteredOn(SupervisionClosed.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((SupervisionClosed) event).finding()).isEqualTo("诉求人已更正评价，不再不满意，督办终止"));
        assertThat(told)
                .filteredOn(CaseClosed.class::isInstance)
                .extracting(event -> ((CaseClosed) event).reason())
                .containsExactly(CloseReason.SATISFIED);
        assertThat(file.openSupervisions()).isZero();
    }

    @Test
    void rework_that_was_ordered_stands_but_the_next_dissatisfaction_is_the_first_again() {
        replied("2026-03-06T10:00");
        Callback first = says(Satisfaction.DISSATISFIED, "2026-03-06T15:00");
        assertThat(first.outcome().struck()).isTrue();
        apply(events.dispatchedAgain("2026-03-06T16:00", DispatchCause.REWORK));
        all();
        says(first, Satisfaction.SATISFIED, "2026-03-06T18:00");
        assertThat(file.progress().dissatisfactions()).isZero();
        assertThat(file.phase()).as("the unit works on it").isEqualTo(Phase.HANDLING);
        assertThat(first.outcome().struck()).isFalse();
        // once more the same says nothing new
        says(first, Satisfaction.VERY_SATISFIED, "2026-03-06T19:00");
        assertThat(file.progress().dissatisfactions()).isZero();

        replied("2026-03-09T10:00");
        says(Satisfaction.DISSATISFIED, "2026-03-09T15:00");
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        assertThat(happened(ReworkOrdered.class)).hasSize(1);
    }

    @Test
    void a_correction_that_still_blames_the_unit_takes_nothing_back() {
        replied("2026-03-06T10:00");
        Callback first = says(Satisfaction.DISSATISFIED, "2026-03-06T15:00");
        says(first, Satisfaction.VERY_DISSATISFIED, "2026-03-06T18:00");
        assertThat(file.progress().dissatisfactions()).isEqualTo(1);
        assertThat(first.outcome().struck()).isTrue();
    }

    @Test
    void
            who_is_dissatisfied_with_an_answer_on_the_spot_is_looked_at_by_a_person_in_time_unless_the_citizen_takes_it_back() {
        Callback callback = onTheSpot();
        says(callback, Satisfaction.SATISFIED, "2026-03-04T12:00");
        assertThat(callback.awaitsReview()).isFalse();
        says(callback, Satisfaction.DISSATISFIED, "2026-03-05T12:00");
        assertThat(callback.awaitsReview()).isTrue();
        assertThat(local(callback.outcome().reviewDueAt())).isEqualTo("2026-03-10T17:30");
        says(callback, Satisfaction.VERY_DISSATISFIED, "2026-03-06T12:00");
        assertThat(local(callback.outcome().reviewDueAt()))
                .as("its time runs on")
                .isEqualTo("2026-03-10T17:30");
        says(callback, Satisfaction.BASICALLY_SATISFIED, "2026-03-07T12:00");
        assertThat(callback.awaitsReview()).isFalse();
        assertThat(file.afterReply().onTheSpotReviewed(callback, "已解释", null, by("2026-03-08T09:00")))
                .isFalse();
    }

    @Test
    void a_person_looks_at_a_dissatisfied_answer_once() {
        Callback callback = onTheSpot();
        says(callback, Satisfaction.DISSATISFIED, "2026-03-05T12:00");
        UUID newCase = UUID.randomUUID();
        assertThat(file.afterReply().onTheSpotReviewed(callback, "已另行登记", newCase, by("2026-03-06T09:00")))
                .isTrue();
        assertThat(callback.outcome())
                .isEqualTo(new Callback.Outcome(
                        false, at("2026-03-10T17:30"), at("2026-03-06T09:00"), "anna", "已另行登记", newCase));
        assertThat(file.afterReply().onTheSpotReviewed(callback, "再次", null, by("2026-03-06T10:00")))
                .isFalse();
        says(callback, Satisfaction.DISSATISFIED, "2026-03-06T12:00");
        assertThat(callback.awaitsReview()).isFalse();
    }

    private Callback onTheSpot() {
        file = CaseFile.open(
                events.registered(
                        "2026-03-04T09:00", Anonymity.NAMED, true, null, null, IntakeOutcome.ANSWERED, events.citizen),
                false);
        apply(new CaseAnsweredDirectly(events.caseId, "请拨打自来水公司电话", AnsweredBy.AGENT, null, at("2026-03-04T09:05")));
        return file.callbacks().get(0);
    }

    private void replied(String when) {
        if (file.phase() == Phase.REGISTERED) {
            apply(events.dispatched("2026-03-04T10:00"));
        }
        apply(events.reply(when, when));
    }

    private Callback says(Satisfaction satisfaction, String when) {
        List<Callback> all = file.callbacks();
        return says(all.get(all.size() - 1), satisfaction, when);
    }

    private Callback says(Callback callback, Satisfaction satisfaction, String when) {
        var answer =
                new Answer(SurveyInstrument.AUTOMATIC, null, null, satisfaction, null, List.of(), null, null, null);
        file.afterReply().answered(callback, answer, null, false, by(when), office);
        return callback;
    }

    private static Cause by(String when) {
        return Cause.at(at(when), "anna");
    }
}
