package org.hotline12345.dispatch.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    private static final Instant DUE = Instant.parse("2026-01-09T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // asked at (seconds from the deadline), working days, extensions left, days left, objection
                "-3600, 5, 1, 5, -",
                "0,     5, 1, 5, -",
                "1,     5, 1, 5, TOO_LATE",
                "-3600, 6, 1, 5, TOO_LONG",
                "-3600, 1, 0, 5, NONE_LEFT",
                "1,     9, 0, 5, TOO_LATE",
                "-3600, 1, 1, 0, TOO_LONG"
            })
    void more_time_is_asked_for_before_the_deadline_and_within_what_is_left(
            int seconds, int days, int extensionsLeft, int daysLeft, TimeLeft.Objection objection) {
        assertThat(new TimeLeft(DUE, extensionsLeft, daysLeft).objection(days, DUE.plusSeconds(seconds)))
                .isEqualTo(Optional.ofNullable(objection));
    }

    @ParameterizedTest
    @CsvSource({"-86401, true", "-86400, true", "-86399, false", "0, false"})
    void a_policy_may_want_it_asked_for_a_day_before(int seconds, boolean inTime) {
        var left = new TimeLeft(DUE, DUE.minusSeconds(86_400), 1, 5);
        assertThat(left.objection(1, DUE.plusSeconds(seconds)).isEmpty()).isEqualTo(inTime);
    }

    @Test
    void a_return_is_asked_for_in_its_window() {
        var window = new ReturnWindow(DUE);
        assertThat(window.allows(DUE.minusSeconds(1))).isTrue();
        assertThat(window.allows(DUE)).isTrue();
        assertThat(window.allows(DUE.plusNanos(1))).isFalse();
        assertThat(new ReturnWindow(null).allows(DUE)).isTrue();
    }
}
