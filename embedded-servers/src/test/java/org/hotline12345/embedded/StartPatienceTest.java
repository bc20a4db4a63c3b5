package org.hotline12345.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartPatienceTest {
    private long now;
    private Duration worked = Duration.ZERO;
    private final StartPatience patience = new StartPatience(() -> now, () -> worked);

    @Test
    void a_process_that_only_waits_is_given_up_after_five_minutes() {
        assertThat(lastsMinutes(60, Duration.ofMillis(300))).isEqualTo(4);
    }

    @Test
    void a_process_that_works_on_a_busy_machine_is_waited_for_longer_but_not_for_ever() {
        assertThat(lastsMinutes(60, Duration.ofSeconds(3))).isEqualTo(29);
    }

    @Test
    void a_process_that_stops_working_after_five_minutes_is_given_up_then() {
        assertThat(lastsMinutes(8, Duration.ofSeconds(3))).isEqualTo(8);
        assertThat(lastsMinutes(60, Duration.ZERO)).isZero();
    }

    /** Whole minutes for which it lasts, at most so many, while the process works so much in each. */
    private int lastsMinutes(int most, Duration workAMinute) {
        for (int minute = 1; minute <= most; minute++) {
            now += Duration.ofMinutes(1).toNanos();
            worked = worked.plus(workAMinute);
            if (!patience.lasts()) {
                return minute - 1;
            }
        }
        return most;
    }
}
