package org.hotline12345.followup.survey.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Duration;
import java.time.LocalTime;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallingHoursTest {
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        // a Tuesday
        "ALL,     2026-03-10T10:00, 2026-03-10T10:00",
        "ALL,     2026-03-10T08:30, 2026-03-10T08:30",
        "ALL,     2026-03-10T08:29, 2026-03-10T08:30",
        "ALL,     2026-03-10T20:30, 2026-03-11T08:30",
        "ALL,     2026-03-10T23:59, 2026-03-11T08:30",
        // Saturday and Sunday
        "ALL,     2026-03-14T10:00, 2026-03-14T10:00",
        "WORKING, 2026-03-14T10:00, 2026-03-16T08:30",
        "WORKING, 2026-03-13T21:00, 2026-03-16T08:30",
        // the last evening before the Spring Festival; the Saturday after it is worked
        "WORKING, 2026-02-14T20:30, 2026-02-24T08:30",
        "WORKING, 2026-02-28T09:00, 2026-02-28T09:00",
    })
    void citizens_are_called_within_the_hours(String days, String when, String next) {
        var hours = new CallingHours(CallingHours.Days.valueOf(days), LocalTime.of(8, 30), LocalTime.of(20, 30));
        assertThat(local(hours.next(at(when), TestOffice.calendar()))).isEqualTo(next);
        assertThat(hours.includes(at(when), TestOffice.calendar())).isEqualTo(when.equals(next));
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource({
        // a Thursday
        "ALL,     2026-03-12T10:00, 2026-03-10T10:00",
        // what came in the evening could be sent from the morning on
        "ALL,     2026-03-12T21:00, 2026-03-09T21:00",
        "ALL,     2026-03-12T08:00, 2026-03-09T08:00",
        // over the Spring Festival nobody was written to
        "WORKING, 2026-02-24T08:30, 2026-02-14T08:30",
        "WORKING, 2026-02-26T08:30, 2026-02-24T08:30",
    })
    void a_holiday_is_no_time_in_which_somebody_could_have_been_written_to(String days, String now, String since) {
        var hours = new CallingHours(CallingHours.Days.valueOf(days), LocalTime.of(8, 30), LocalTime.of(20, 30));
        assertThat(local(hours.waitedFor(Duration.ofDays(2), at(now), TestOffice.calendar())))
                .isEqualTo(since);
    }

    @Test
    void hours_end_after_they_begin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallingHours(CallingHours.Days.ALL, LocalTime.of(20, 0), LocalTime.of(8, 0)));
    }
}
