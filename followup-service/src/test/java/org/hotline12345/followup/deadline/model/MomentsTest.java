package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    private static final Moments MOMENTS = new Moments(
            at("2026-03-10T17:30"),
            at("2026-03-11T17:30"),
            List.of(
                    new Rung(TimerStep.RAISE, at("2026-03-19T08:30")),
                    new Rung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30"))));

    @ParameterizedTest(name = "live {0}: yellow {1}, red {2}, urge {3}")
    @CsvSource({
        "2026-03-09T09:00, 2026-03-10T17:30, 2026-03-11T17:30, 2026-03-12T08:30",
        "2026-03-10T17:30, 2026-03-10T17:30, 2026-03-11T17:30, 2026-03-12T08:30",
        // what lies before happens now
        "2026-03-11T09:00, 2026-03-11T09:00, 2026-03-11T17:30, 2026-03-12T08:30",
        "2026-03-11T17:30, 2026-03-11T17:30, 2026-03-11T17:30, 2026-03-12T08:30",
        // red already: the yellow mark is not made up for
        "2026-03-11T18:00, , 2026-03-11T18:00, 2026-03-12T08:30",
        "2026-03-15T09:00, , 2026-03-15T09:00, 2026-03-15T09:00"
    })
    void what_came_under_the_timer_late_is_made_up_for_at_once(String live, String yellow, String red, String urge) {
        Moments moments = MOMENTS.notBefore(at(live));
        assertThat(local(moments.yellowAt())).isEqualTo(yellow);
        assertThat(local(moments.redAt())).isEqualTo(red);
        assertThat(local(moments.at(TimerStep.URGE_HANDLERS))).isEqualTo(urge);
    }

    @Test
    void the_ladder_stands_in_order_and_its_last_step_is_the_last_moment() {
        assertThat(MOMENTS.ladder()).extracting(Rung::step).containsExactly(TimerStep.URGE_HANDLERS, TimerStep.RAISE);
        assertThat(local(MOMENTS.latest())).isEqualTo("2026-03-19T08:30");
        assertThat(Moments.NONE.latest()).isNull();
        assertThat(MOMENTS.at(TimerStep.CIRCULAR)).isNull();
    }

    @Test
    void marks_alone_urge_nobody() {
        assertThat(MOMENTS.marksOnly()).isEqualTo(new Moments(MOMENTS.yellowAt(), MOMENTS.redAt(), List.of()));
        assertThat(MOMENTS.marksOnly().at(TimerStep.URGE_HANDLERS)).isNull();
    }
}
