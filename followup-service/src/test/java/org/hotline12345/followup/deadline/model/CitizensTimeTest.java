package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitizensTimeTest {
    @ParameterizedTest(name = "{0} to {1}: {2} working days, {3} days")
    @CsvSource({
        "2026-03-04T09:00, 2026-03-04T23:59, 0, 0",
        "2026-03-04T23:59, 2026-03-05T00:01, 1, 1",
        // over a weekend
        "2026-03-06T09:00, 2026-03-09T09:00, 1, 3",
        // received and closed on days off
        "2026-03-07T09:00, 2026-03-08T09:00, 0, 1",
        // National Day 2023 with two make-up days
        "2023-09-28T09:00, 2023-10-08T09:00, 2, 10",
        "2024-02-28T09:00, 2024-03-01T09:00, 2, 2",
        // over a year's end into a year without a notice
        "2026-12-31T09:00, 2027-01-04T09:00, 2, 4"
    })
    void handling_time_counts_the_days_after_receipt(String from, String to, int workingDays, long days) {
        var time = new CitizensTime(TestOffice.calendar(), at(from), at(to), true);
        assertThat(time.workingDays()).isEqualTo(workingDays);
        assertThat(time.calendarDays()).isEqualTo(days);
    }

    @Test
    void it_tells_each_day_that_does_not_count_and_whether_it_still_runs() {
        var open = new CitizensTime(TestOffice.calendar(), at("2026-03-06T09:00"), at("2026-03-09T09:00"), false);
        assertThat(open.explanation())
                .extracting(ExplanationStep::text)
                .containsExactly(
                        "2026年3月6日 09:00 受理登记，自次日起算，退单、重办、暂停均不重新起算",
                        "3月7日（周六）周末，不计",
                        "3月8日（周日）周末，不计",
                        "至今 2026年3月9日 09:00，共 1 个工作日、3 个自然日");
        var closed = new CitizensTime(TestOffice.calendar(), at("2026-03-06T09:00"), at("2026-03-09T09:00"), true);
        assertThat(closed.explanation())
                .extracting(ExplanationStep::textEn)
                .endsWith("closed 2026-03-09 09:00: 1 working day(s), 3 calendar day(s)");
    }

    @Test
    void a_clock_that_was_not_started_yet_shows_nothing_negative() {
        var time = new CitizensTime(TestOffice.calendar(), at("2026-03-06T09:00"), at("2026-03-05T09:00"), false);
        assertThat(time.calendarDays()).isZero();
        assertThat(time.workingDays()).isZero();
    }
}
