package org.hotline12345.followup.channel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.survey.model.CallingHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
    private static final Retries RETRIES = new Retries(
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)));

    private static CallingHours hours(CallingHours.Days days) {
        return new CallingHours(days, LocalTime.of(8, 30), LocalTime.of(20, 30));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2026-03-04T10:00, ALL, 2026-03-04T10:01",
        "4, 2026-03-04T10:00, ALL, 2026-03-04T12:00",
        // the next would be in the night
        "4, 2026-03-04T20:20, ALL, 2026-03-05T08:30",
        "1, 2026-03-04T20:29, ALL, 2026-03-05T08:30",
        // on Friday evening before a weekend on which nobody is called
        "3, 2026-03-06T20:10, WORKING, 2026-03-09T08:30",
        "3, 2026-03-06T20:10, ALL, 2026-03-07T08:30",
    })
    void what_was_not_taken_is_sent_again_at_hours_at_which_citizens_are_called(
            int tries, String now, CallingHours.Days days, String next) {
        assertThat(RETRIES.next(tries, at(now), hours(days), TestOffice.calendar()))
                .hasValueSatisfying(moment -> assertThat(local(moment)).isEqualTo(next));
    }

    @Test
    void after_the_last_pause_the_channel_has_had_its_time() {
        assertThat(RETRIES.next(5, at("2026-03-04T10:00"), hours(CallingHours.Days.ALL), TestOffice.calendar()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-04T10:00, 2026-03-04T12:00", "2026-03-04T19:00, 2026-03-05T08:30"})
    void then_the_channels_rest_for_the_longest_pause(String now, String next) {
        assertThat(local(RETRIES.nextTurn(at(now), hours(CallingHours.Days.ALL), TestOffice.calendar())))
                .isEqualTo(next);
    }
}
