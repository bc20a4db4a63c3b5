package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting for the citizen is given back in the measure of the clock: days for days, time for time. */
class PausesTest {
    private static final CaseTraits COMPLAINT =
            new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", null, null, false);

    @ParameterizedTest(name = "{0} {1} from {2}, waiting {3} to {4}: {5}, {6}")
    @CsvSource({
        "5, WORKING_DAYS, 2026-03-04T10:00, 2026-03-05T10:00, 2026-03-09T15:00, 2026-03-13T17:30, 扣除 2 个工作日",
        "5, WORKING_DAYS, 2026-03-04T10:00, 2026-03-05T10:00, 2026-03-05T16:00, 2026-03-11T17:30, 扣除 0 个工作日",
        "10, CALENDAR_DAYS, 2026-03-04T10:00, 2026-03-05T10:00, 2026-03-07T09:00, 2026-03-16T17:30, 扣除 2 个自然日",
        "24, HOURS, 2026-03-04T10:00, 2026-03-04T12:00, 2026-03-04T15:30, 2026-03-05T13:30, 扣除 210 分钟",
        "90, MINUTES, 2026-03-04T10:00, 2026-03-04T10:30, 2026-03-04T10:45, 2026-03-04T11:45, 扣除 15 分钟",
        // an hour of the evening and an hour of the next morning are two hours of the office
        "4, OFFICE_HOURS, 2026-03-04T15:00, 2026-03-04T16:30, 2026-03-05T09:30, 2026-03-05T12:00, 扣除 120 分钟",
        // over a weekend nothing of the office is lost
        "4, OFFICE_HOURS, 2026-03-06T15:00, 2026-03-06T17:30, 2026-03-09T08:30, 2026-03-09T10:00, 扣除 0 分钟"
    })
    void waiting_is_given_back_in_the_measure_of_the_clock(
            int amount, String unit, String start, String from, String until, String due, String told) {
        ComputedDeadline found = calculator("{amount: %d, unit: %s}".formatted(amount, unit), true)
                .compute(
                        DeadlineKind.REPLY,
                        COMPLAINT,
                        at(start),
                        Adjustments.NONE.paused(List.of(new Pause(at(from), at(until), true, "发票"))));
        assertThat(local(found.dueAt())).isEqualTo(due);
        assertThat(found.explanation())
                .filteredOn(step -> step.step().equals("PAUSE"))
                .singleElement()
                .satisfies(step -> assertThat(step.text()).endsWith(told));
    }

    @Test
    void two_pauses_are_given_back_one_after_the_other() {
        var pauses = List.of(
                new Pause(at("2026-03-05T10:00"), at("2026-03-06T10:00"), true, "发票"),
                new Pause(at("2026-03-10T10:00"), at("2026-03-12T10:00"), true, "合同"));
        ComputedDeadline found = calculator("{amount: 5, unit: WORKING_DAYS}", true)
                .compute(DeadlineKind.REPLY, COMPLAINT, at("2026-03-04T10:00"), Adjustments.NONE.paused(pauses));
        assertThat(local(found.dueAt())).isEqualTo("2026-03-16T17:30");
    }

    @Test
    void where_waiting_counts_it_is_told_and_nothing_moves() {
        ComputedDeadline found = calculator("{amount: 24, unit: HOURS}", false)
                .compute(
                        DeadlineKind.REPLY,
                        COMPLAINT,
                        at("2026-03-04T10:00"),
                        Adjustments.NONE.paused(
                                List.of(new Pause(at("2026-03-04T12:00"), at("2026-03-04T15:00"), false, "发票"))));
        assertThat(local(found.dueAt())).isEqualTo("2026-03-05T10:00");
        assertThat(found.explanation())
                .extracting(ExplanationStep::text)
                .contains("自 2026年3月4日 12:00 起，最迟至 2026年3月4日 15:00 等待诉求人（发票），不停止计时");
    }

    @ParameterizedTest(name = "ended {0}: until {1}")
    @CsvSource({
        "2026-03-09T15:00, 2026-03-09T15:00",
        "2026-03-12T10:00, 2026-03-12T10:00",
        // it had ended by itself
        "2026-03-13T10:00, 2026-03-12T10:00"
    })
    void a_pause_runs_until_it_is_ended_or_ends_by_itself(String ended, String until) {
        var pause = new Pause(at("2026-03-05T10:00"), at("2026-03-12T10:00"), false, "发票");
        assertThat(pause.runsAt(at("2026-03-12T09:59:59"))).isTrue();
        assertThat(pause.runsAt(at("2026-03-12T10:00"))).isFalse();
        Pause over = pause.endedAt(at(ended));
        assertThat(local(over.until())).isEqualTo(until);
        assertThat(over.over()).isTrue();
        assertThat(over.runsAt(at("2026-03-06T10:00"))).isFalse();
    }

    private static DeadlineCalculator calculator(String within, boolean stops) {
        return new DeadlineCalculator(
                TestOffice.calendar(),
                TestOffice.policy(TestOffice.example("shandong-2020")
                        .replace("within: {amount: 5, unit: WORKING_DAYS}", "within: " + within)
                        .replace("stopClock: true", "stopClock: " + stops)));
    }
}
