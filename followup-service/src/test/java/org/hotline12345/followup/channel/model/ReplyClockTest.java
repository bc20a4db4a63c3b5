package org.hotline12345.followup.channel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyClockTest {
    private static ReplyClock from(String start, DeadlinePolicy policy) {
        return ReplyClock.from(at(start), TestOffice.calendar(), policy);
    }

    @ParameterizedTest(name = "{0} is due {1}")
    @CsvSource({
        "2026-03-04T10:00, 2026-03-05T17:30",
        // at night and on a Saturday
        "2026-03-04T23:59, 2026-03-05T17:30",
        "2026-03-07T09:00, 2026-03-09T17:30",
        // National Day
        "2026-09-30T10:06, 2026-10-08T17:30",
    })
    void the_shipped_policy_gives_a_working_day_with_a_yellow_mark_an_hour_before(String start, String due) {
        ReplyClock clock = from(start, TestOffice.policy());

        assertThat(local(clock.dueAt())).isEqualTo(due);
        assertThat(clock.yellowAt()).isEqualTo(at(due).minusSeconds(3600));
        assertThat(clock.redAt()).isEqualTo(at(due));
        assertThat(clock.urgeAt()).isEqualTo(at(due));
    }

    @Test
    void a_policy_that_says_nothing_of_it_leaves_no_reply_without_a_clock() {
        assertThat(from("2026-03-04T10:00", TestOffice.policy(TestOffice.example("qinglong"))))
                .isEqualTo(from("2026-03-04T10:00", TestOffice.policy()));
    }

    @Test
    void a_city_says_how_long_and_when_it_is_marked() {
        DeadlinePolicy policy = TestOffice.policy(TestOffice.example("qinglong") + """
                textReply:
                  within: {amount: 4, unit: OFFICE_HOURS}
                  marks: {red: {after: {amount: 1, unit: HOURS}}}
                """);

        ReplyClock clock = from("2026-03-04T09:00", policy);

        assertThat(clock.redAt()).isEqualTo(clock.dueAt().plusSeconds(3600));
        assertThat(clock.dueAt()).isBefore(at("2026-03-05T00:00"));
        assertThat(clock.yellowAt()).isNull();
        assertThat(clock.urgeAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"16:29:59,", "16:30, YELLOW", "17:29:59, YELLOW", "17:30, RED", "23:00, RED"})
    void it_is_yellow_and_red_from_its_moments_on(String time, DeadlineMark mark) {
        Instant yellow = at("2026-03-05T16:30");
        Instant red = at("2026-03-05T17:30");
        assertThat(ReplyClock.markAt(at("2026-03-05T" + time), yellow, red)).isEqualTo(mark);
        assertThat(ReplyClock.markAt(red, null, null)).isNull();
    }
}
