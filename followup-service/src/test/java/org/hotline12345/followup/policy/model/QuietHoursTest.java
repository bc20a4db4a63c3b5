package org.hotline12345.followup.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-04T20:59:59, 2026-03-04T20:59:59",
        "2026-03-04T21:00, 2026-03-05T08:00",
        "2026-03-04T23:59:59, 2026-03-05T08:00",
        "2026-03-05T00:00, 2026-03-05T08:00",
        "2026-03-05T07:59:59, 2026-03-05T08:00",
        "2026-03-05T08:00, 2026-03-05T08:00",
        "2026-12-31T22:00, 2027-01-01T08:00"
    })
    void a_notice_of_the_night_waits_for_the_morning(String ready, String delivered) {
        assertThat(local(QuietHours.NIGHT.delivery(at(ready), false))).isEqualTo(delivered);
    }

    @Test
    void an_emergency_does_not_wait() {
        assertThat(local(QuietHours.NIGHT.delivery(at("2026-03-05T02:00"), true)))
                .isEqualTo("2026-03-05T02:00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-05T12:59, 2026-03-05T14:00",
        "2026-03-05T14:00, 2026-03-05T14:00",
        "2026-03-05T11:59, 2026-03-05T11:59"
    })
    void quiet_hours_may_lie_within_a_day(String ready, String delivered) {
        var noon = new QuietHours(LocalTime.NOON, LocalTime.of(14, 0));
        assertThat(local(noon.delivery(at(ready), false))).isEqualTo(delivered);
    }

    @Test
    void the_same_hour_twice_is_never_quiet() {
        var never = new QuietHours(LocalTime.of(8, 0), LocalTime.of(8, 0));
        assertThat(local(never.delivery(at("2026-03-05T02:00"), false))).isEqualTo("2026-03-05T02:00");
    }
}
