package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of one deadline: its states, and when it must be saved. */
class DeadlineTest {
    private static final Instant DUE = at("2026-03-11T17:30");
    private static final Moments MOMENTS = new Moments(
            at("2026-03-10T17:30"),
            DUE,
            List.of(
                    new Rung(TimerStep.URGE_HANDLERS, at("2026-03-12T08:30")),
                    new Rung(TimerStep.RAISE, at("2026-03-19T08:30"))));

    private long nextId = 1;
    private final Deadline deadline = saved(MOMENTS, true);

    @ParameterizedTest(name = "done {0}: {1}, revoked {2}")
    @CsvSource({
        "2026-03-11T17:00, MET, RED",
        // the moment itself is in time, and its mark is taken back
        "2026-03-11T17:30, MET, RED",
        "2026-03-11T17:30:01, MISSED,"
    })
    void what_is_done_by_its_moment_is_met(String doneAt, DeadlineState state, DeadlineMark revoked) {
        fire("2026-03-11T18:00");
        Deadline.Revoked taken = deadline.done(at(doneAt));
        assertThat(deadline.state()).isEqualTo(state);
        assertThat(local(deadline.endedAt())).isEqualTo(local(at(doneAt)));
        assertThat(taken.marks()).isEqualTo(revoked == null ? List.of() : List.of(revoked));
        assertThat(taken.isEmpty()).isEqualTo(revoked == null);
        assertThat(deadline.nextAt()).isNull();
        assertThat(deadline.isChanged()).isTrue();
    }

    @Test
    void what_ended_stays_as_it_is() {
        deadline.cancel(DeadlineCancelReason.WITHDRAWN, at("2026-03-09T10:00"));
        assertThat(deadline.state()).isEqualTo(DeadlineState.CANCELLED);
        assertThat(deadline.cancelReason()).isEqualTo(DeadlineCancelReason.WITHDRAWN);
        assertThat(local(deadline.endedAt())).isEqualTo("2026-03-09T10:00");
        assertThat(fire("2026-04-01T10:00")).isEmpty();
        assertThat(deadline.escalatesBy(at("2026-04-01T10:00"))).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> deadline.done(DUE));
        assertThatIllegalStateException()
                .isThrownBy(() -> deadline.cancel(DeadlineCancelReason.CLOSED, at("2026-03-09T10:00")));
        assertThatIllegalStateException().isThrownBy(() -> deadline.hold(DUE));
        assertThatIllegalStateException().isThrownBy(() -> deadline.goLive(DUE));
        assertThatIllegalStateException().isThrownBy(() -> deadline.move(deadline.terms(), MOMENTS, DUE));
    }

    @Test
    void history_is_not_looked_after_until_it_goes_live_and_then_from_that_moment() {
        Deadline history = saved(MOMENTS, false);
        assertThat(history.timed()).isFalse();
        assertThat(history.nextAt()).isNull();
        assertThat(history.escalatesBy(at("2026-04-01T10:00"))).isFalse();
        history.goLive(at("2026-03-20T10:00"));
        assertThat(history.timed()).isTrue();
        assertThat(history.isChanged()).isTrue();
        assertThat(history.fire(at("2026-03-20T10:00"), this::id))
                .extracting(Deadline.Due::step, due -> local(due.moment()))
                .containsExactly(
                        tuple(TimerStep.RED, "2026-03-20T10:00"),
                        tuple(TimerStep.URGE_HANDLERS, "2026-03-20T10:00"),
                        tuple(TimerStep.RAISE, "2026-03-20T10:00"));
    }

    @Test
    void a_yellow_mark_at_or_behind_the_red_one_is_none() {
        Deadline at = saved(new Moments(DUE, DUE, List.of()), true);
        assertThat(at.fire(DUE, this::id)).extracting(Deadline.Due::step).containsExactly(TimerStep.RED);
        Deadline alone = saved(new Moments(DUE, null, List.of()), true);
        assertThat(alone.fire(DUE, this::id)).extracting(Deadline.Due::step).containsExactly(TimerStep.YELLOW);
        assertThat(alone.state()).isEqualTo(DeadlineState.YELLOW);
        assertThat(alone.nextAt()).isNull();
    }

    @Test
    void each_step_fires_at_its_moment_and_marks_have_no_id() {
        assertThat(fire("2026-03-10T17:29:59")).isEmpty();
        assertThat(deadline.isChanged()).isFalse();
        assertThat(fire("2026-03-10T17:30"))
                .singleElement()
                .satisfies(due -> assertThat(due.id()).isNull());
        assertThat(deadline.state()).isEqualTo(DeadlineState.YELLOW);
        assertThat(local(deadline.nextAt())).isEqualTo("2026-03-11T17:30");
        fire("2026-03-11T17:30");
        assertThat(deadline.state()).isEqualTo(DeadlineState.RED);
        Deadline.Due urge = fire("2026-03-12T08:30").get(0);
        assertThat(urge.id()).isNotNull();
        assertThat(deadline.urgedBy(urge.id())).isTrue();
        assertThat(deadline.urgedBy(new UUID(7, 7))).isFalse();
        assertThat(deadline.escalatesBy(at("2026-03-19T08:29:59"))).isFalse();
        assertThat(deadline.escalatesBy(at("2026-03-19T08:30"))).isTrue();
        fire("2026-03-19T08:30");
        assertThat(deadline.escalatesBy(at("2026-03-19T08:30"))).isFalse();
    }

    @Test
    void a_request_in_time_takes_the_red_mark_back_and_holds_the_rest() {
        fire("2026-03-12T09:00");
        Deadline.Revoked revoked = deadline.hold(at("2026-03-11T16:00"));
        assertThat(revoked.marks()).containsExactly(DeadlineMark.RED);
        assertThat(revoked.ladder()).extracting(FiredRung::step).containsExactly(TimerStep.URGE_HANDLERS);
        assertThat(deadline.held()).isTrue();
        assertThat(deadline.state()).isEqualTo(DeadlineState.YELLOW);
        assertThat(deadline.escalatesBy(at("2026-04-01T10:00"))).isFalse();
        assertThat(fire("2026-04-01T10:00")).isEmpty();
        deadline.release();
        assertThat(deadline.held()).isFalse();
        assertThat(fire("2026-03-11T18:00")).extracting(Deadline.Due::step).containsExactly(TimerStep.RED);
    }

    @Test
    void a_yellow_mark_stays_while_a_request_waits() {
        fire("2026-03-10T18:00");
        assertThat(deadline.hold(at("2026-03-10T16:00")).isEmpty()).isTrue();
        assertThat(deadline.state()).isEqualTo(DeadlineState.YELLOW);
    }

    @Test
    void what_ends_is_no_longer_held() {
        deadline.hold(at("2026-03-10T16:00"));
        deadline.done(at("2026-03-11T16:00"));
        assertThat(deadline.held()).isFalse();
        Deadline other = saved(MOMENTS, true);
        other.hold(at("2026-03-10T16:00"));
        other.cancel(DeadlineCancelReason.RETURNED, at("2026-03-11T16:00"));
        assertThat(other.held()).isFalse();
    }

    @Test
    void only_what_changed_is_saved() {
        assertThat(deadline.isNew()).isFalse();
        assertThat(deadline.isChanged()).isFalse();
        deadline.release();
        deadline.noticeWaits(new UUID(7, 7), true);
        assertThat(deadline.isChanged()).as("nothing of it").isFalse();
        deadline.carryOver(9);
        assertThat(deadline.isChanged()).isFalse();
        assertThat(deadline.isCarriedOver()).isTrue();
        assertThat(deadline.terms().calendarRevision()).isEqualTo(9);
        assertThat(deadline.terms().dueAt()).isEqualTo(DUE);
        deadline.writeNextMoment();
        assertThat(deadline.isChanged()).isTrue();
        assertThat(deadline.isCarriedOver()).as("more than the revision").isFalse();
        Deadline fresh = Deadline.set(deadline.subject(), deadline.terms(), MOMENTS, true);
        assertThat(fresh.isNew()).isTrue();
        assertThat(fresh.isChanged()).isTrue();
    }

    @Test
    void a_notice_that_waits_is_noted_at_its_own_urge() {
        UUID urge = fire("2026-03-12T08:30").get(2).id();
        deadline.noticeWaits(urge, true);
        assertThat(deadline.fired().ladder())
                .singleElement()
                .satisfies(rung -> assertThat(rung.waiting()).isTrue());
        deadline.noticeWaits(urge, false);
        assertThat(deadline.fired().ladder())
                .singleElement()
                .satisfies(rung -> assertThat(rung.waiting()).isFalse());
    }

    @Test
    void a_supervision_that_opened_stays_when_the_rest_is_taken_back() {
        fire("2026-03-19T09:00");
        Deadline.Revoked revoked = deadline.done(at("2026-03-11T17:00"));
        assertThat(revoked.ladder()).extracting(FiredRung::step).containsExactly(TimerStep.URGE_HANDLERS);
        assertThat(revoked.marks()).containsExactly(DeadlineMark.RED);
    }

    @Test
    void moved_to_an_earlier_moment_that_is_over_it_keeps_its_marks() {
        fire("2026-03-11T18:00");
        Moments earlier = new Moments(at("2026-03-09T17:30"), at("2026-03-10T17:30"), List.of());
        assertThat(deadline.move(deadline.terms(), earlier, at("2026-03-11T18:00"))
                        .isEmpty())
                .isTrue();
        assertThat(deadline.state()).isEqualTo(DeadlineState.RED);
        assertThat(deadline.moments()).isEqualTo(earlier);
    }

    @ParameterizedTest(name = "{0} changed, ladder {1}, return window {2}: {3}")
    @CsvSource({
        "2026-03-03, true, , false",
        "2026-03-04, false, , true",
        "2026-03-11, false, , true",
        "2026-03-12, false, , false",
        // its last urge depends on the days after it
        "2026-03-12, true, , true",
        "2026-03-19, true, , true",
        "2026-03-20, true, , false",
        // and so does the window of a return that ends later
        "2026-03-25, true, 2026-03-25T17:30, true",
        "2026-03-26, true, 2026-03-25T17:30, false"
    })
    void it_is_touched_by_a_changed_day_from_its_start_to_its_last_moment(
            LocalDate changed, boolean ladder, String returnUntil, boolean touched) {
        Moments moments = ladder ? MOMENTS : MOMENTS.marksOnly();
        Deadline one = saved(moments, true, returnUntil == null ? null : at(returnUntil));
        assertThat(one.touches(new ChangedDays(List.of(new ChangedDays.Span(changed, changed)))))
                .isEqualTo(touched);
    }

    private List<Deadline.Due> fire(String when) {
        return deadline.fire(at(when), this::id);
    }

    private UUID id() {
        return new UUID(0, nextId++);
    }

    private static Deadline saved(Moments moments, boolean timed) {
        return saved(moments, timed, null);
    }

    private static Deadline saved(Moments moments, boolean timed, Instant returnUntil) {
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
                Deadline.Granted.NOTHING,
                returnUntil,
                null,
                at("2026-03-04T10:00"));
        return Deadline.restore(subject, terms, moments, Fired.NOTHING, DeadlineState.OPEN, timed, false, null, null);
    }
}
