package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.junit.jupiter.api.Test;

class LadderTest {
    private static final Instant DUE = at("2026-03-11T17:30");
    private static final Instant URGE = at("2026-03-12T08:30");
    private static final Instant LEADERS = at("2026-03-13T08:30");

    private long nextId = 1;
    private final Deadline deadline = deadline(new Moments(
            at("2026-03-10T17:30"),
            DUE,
            List.of(new Rung(TimerStep.URGE_LEADERS, LEADERS), new Rung(TimerStep.URGE_HANDLERS, URGE))));

    @Test
    void steps_come_in_the_order_of_their_moments_however_late_the_timer_is() {
        assertThat(fire("2026-03-20T12:00"))
                .extracting(Deadline.Due::step)
                .containsExactly(TimerStep.YELLOW, TimerStep.RED, TimerStep.URGE_HANDLERS, TimerStep.URGE_LEADERS);
        assertThat(deadline.nextAt()).isNull();
    }

    @Test
    void a_reminder_before_the_deadline_comes_before_the_red_mark() {
        Deadline early =
                deadline(new Moments(null, DUE, List.of(new Rung(TimerStep.URGE_HANDLERS, at("2026-03-11T15:30")))));
        assertThat(early.fire(at("2026-03-11T18:00"), this::id))
                .extracting(Deadline.Due::step)
                .containsExactly(TimerStep.URGE_HANDLERS, TimerStep.RED);
    }

    @Test
    void each_step_is_taken_once() {
        fire("2026-03-12T09:00");
        assertThat(fire("2026-03-12T09:00")).isEmpty();
        assertThat(deadline.nextAt()).isEqualTo(LEADERS);
    }

    @Test
    void done_in_time_but_heard_of_late_takes_everything_since_back_the_latest_first() {
        fire("2026-03-13T09:00");
        Deadline.Revoked revoked = deadline.done(at("2026-03-11T17:00"));
        assertThat(revoked.ladder())
                .extracting(FiredRung::step)
                .containsExactly(TimerStep.URGE_LEADERS, TimerStep.URGE_HANDLERS);
        assertThat(revoked.marks()).containsExactly(DeadlineMark.RED);
    }

    @Test
    void done_late_keeps_what_came_before() {
        fire("2026-03-13T09:00");
        Deadline.Revoked revoked = deadline.done(at("2026-03-12T20:00"));
        assertThat(revoked.ladder()).extracting(FiredRung::step).containsExactly(TimerStep.URGE_LEADERS);
        assertThat(revoked.marks()).isEmpty();
    }

    @Test
    void a_deadline_that_moves_takes_back_what_is_now_to_come_and_comes_to_it_again() {
        fire("2026-03-13T09:00");
        Moments later = new Moments(
                at("2026-03-16T17:30"),
                at("2026-03-17T17:30"),
                List.of(new Rung(TimerStep.URGE_HANDLERS, at("2026-03-18T08:30"))));
        Deadline.Revoked revoked = deadline.move(deadline.terms(), later, at("2026-03-13T10:00"));
        assertThat(revoked.marks()).containsExactly(DeadlineMark.RED, DeadlineMark.YELLOW);
        assertThat(revoked.ladder()).extracting(FiredRung::step).containsExactly(TimerStep.URGE_HANDLERS);
        assertThat(deadline.nextAt()).isEqualTo(at("2026-03-16T17:30"));
    }

    @Test
    void an_undecided_request_holds_the_ladder() {
        deadline.hold(at("2026-03-11T16:00"));
        assertThat(fire("2026-03-20T12:00")).extracting(Deadline.Due::step).containsExactly(TimerStep.YELLOW);
        deadline.release();
        assertThat(deadline.nextAt()).isEqualTo(DUE);
    }

    private List<Deadline.Due> fire(String when) {
        return deadline.fire(at(when), this::id);
    }

    private UUID id() {
        return new UUID(0, nextId++);
    }

    private static Deadline deadline(Moments moments) {
        var subject = new Deadline.Subject(
                new UUID(9, 1),
                new UUID(9, 2),
                new UUID(9, 3),
                1,
                DeadlineKind.REPLY,
                null,
                "U1",
                at("2026-03-04T10:00"));
        var terms = new Deadline.Terms(
                new ComputedDeadline(DUE, false, List.of()),
                1,
                "default",
                1,
                new Deadline.Granted(0, 0, 0, List.of()),
                null,
                null,
                at("2026-03-04T10:00"));
        return Deadline.set(subject, terms, moments, true);
    }
}
