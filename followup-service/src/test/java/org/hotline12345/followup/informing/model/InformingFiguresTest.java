package org.hotline12345.followup.informing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import org.hotline12345.events.NoticeChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InformingFiguresTest {
    private static final Instant DUE = at("2026-03-05T17:30");
    private static final Instant NOW = at("2026-03-31T18:00");

    private final InformingFigures figures = new InformingFigures();

    /** The figures of Changchun by their counts; what every single case comes to is tested beside. */
    @Test
    void a_month_comes_out_as_published() {
        figures.add(new InformingFigures.Duty(false, null, null, null, null), NOW, 11_024);
        figures.add(
                new InformingFigures.Duty(true, NoticeChannel.ROBOT, at("2026-03-04T10:40"), DUE, null), NOW, 12_933);
        figures.add(
                new InformingFigures.Duty(true, NoticeChannel.UNIT_CALL, at("2026-03-07T10:00"), DUE, null), NOW, 958);
        figures.add(new InformingFigures.Duty(true, null, null, DUE, null), NOW, 622);
        assertThat(figures.answered()).isEqualTo(25_537);
        assertThat(figures.notToBeInformed()).isEqualTo(11_024);
        assertThat(figures.toBeInformed()).isEqualTo(14_513);
        assertThat(figures.toldBy(NoticeChannel.ROBOT)).isEqualTo(12_933);
        assertThat(figures.toldBy(NoticeChannel.WEB)).isZero();
        assertThat(figures.machineRate()).isEqualByComparingTo("89.11");
        assertThat(figures.toldByPeople()).isEqualTo(958);
        assertThat(figures.informed()).isEqualTo(13_891);
        assertThat(figures.open()).isEqualTo(622);
        assertThat(figures.overdue()).isEqualTo(622);
        assertThat(figures.informedInTime()).isEqualTo(12_933);
        // 13,891 of 14,513
        assertThat(figures.feedbackRate()).isEqualByComparingTo("95.71");
    }

    @ParameterizedTest(name = "told by {0} at {1}, due {2}, looked at {3}: in time {4}, by a machine {5}, overdue {6}")
    @CsvSource({
        "SMS, 2026-03-05T17:30, 2026-03-05T17:30, 2026-03-31T18:00, 1, 1, 0",
        "WEB, 2026-03-05T17:30:01, 2026-03-05T17:30, 2026-03-31T18:00, 0, 1, 0",
        "UNIT_CALL, 2026-03-05T17:00, 2026-03-05T17:30, 2026-03-31T18:00, 1, 0, 0",
        // where the policy sets no moment everybody is told in time and nobody is overdue
        "ROBOT, 2026-04-05T17:30, , 2026-03-31T18:00, 1, 1, 0",
        ", , , 2026-03-31T18:00, 0, 0, 0",
        ", , 2026-03-05T17:30, 2026-03-05T17:30, 0, 0, 0",
        ", , 2026-03-05T17:30, 2026-03-05T17:30:01, 0, 0, 1"
    })
    void the_moment_itself_is_in_time(
            NoticeChannel by, String told, String due, String now, int inTime, int byMachine, int overdue) {
        figures.add(new InformingFigures.Duty(true, by, moment(told), moment(due), null), at(now), 1);
        assertThat(figures.informedInTime()).isEqualTo(inTime);
        assertThat(figures.toldByMachine()).isEqualTo(byMachine);
        assertThat(figures.overdue()).isEqualTo(overdue);
    }

    @Test
    void without_anybody_to_be_informed_there_is_no_rate() {
        figures.add(new InformingFigures.Duty(false, null, null, null, null), NOW, 1);
        assertThat(figures.feedbackRate()).isNull();
        assertThat(figures.machineRate()).isNull();
        assertThat(figures.open()).isZero();
    }

    @ParameterizedTest(name = "sent back at {0}, due {1}, told {2}: to be informed {3}, informed {4}, missed {5}")
    @CsvSource({
        // taken back while there was time: nobody owes it, and nobody is late with it
        "2026-03-05T17:30, 2026-03-05T17:30, , 0, 0, 0",
        "2026-03-05T17:30, , , 0, 0, 0",
        // nobody told in time, and then there was nothing left to tell
        "2026-03-05T17:30:01, 2026-03-05T17:30, , 1, 0, 1",
        "2026-03-05T12:00, 2026-03-05T17:30, 2026-03-05T09:00, 1, 1, 0"
    })
    void a_round_that_was_sent_back_is_open_no_more(
            String lapsed, String due, String told, int toBeInformed, int informed, int missed) {
        NoticeChannel by = told == null ? null : NoticeChannel.UNIT_CALL;
        figures.add(new InformingFigures.Duty(true, by, moment(told), moment(due), moment(lapsed)), NOW, 1);
        assertThat(figures.answered()).isEqualTo(1);
        assertThat(figures.toBeInformed()).isEqualTo(toBeInformed);
        assertThat(figures.informed()).isEqualTo(informed);
        assertThat(figures.missed()).isEqualTo(missed);
        assertThat(figures.open()).isZero();
        assertThat(figures.overdue()).isZero();
    }

    private static Instant moment(String text) {
        return text == null ? null : at(text);
    }
}
