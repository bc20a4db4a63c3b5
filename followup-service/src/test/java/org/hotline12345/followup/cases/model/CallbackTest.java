package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Disposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackTest {
    private static final Instant OPENED = at("2026-03-04T09:00");
    private static final Instant NOW = at("2026-03-04T12:36");
    private static final Instant NEXT = at("2026-03-04T14:36");

    @Test
    void a_turn_in_which_a_channel_could_not_send_does_not_count() {
        Callback callback = asked(CallbackOrigin.REPLY, 1);
        callback.notSentByChannel(NEXT, NOW);
        assertThat(callback.state()).isEqualTo(CallbackState.OPEN);
        assertThat(callback.asking().automaticAttempts()).isZero();
        assertThat(callback.asking().automaticAt()).isEqualTo(NEXT);
        assertThat(callback.asking().nextAttemptAt()).as("agents may ask").isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "ON_THE_SPOT, true, NO_ANSWER",
        // nobody asked: nobody failed to answer
        "ON_THE_SPOT, false, CANCELLED",
        "REPLY, true, OPEN",
        "REPLY, false, OPEN",
    })
    void who_was_never_asked_has_not_failed_to_answer(CallbackOrigin origin, boolean asked, CallbackState after) {
        Callback callback = asked(origin, 2);
        assertThat(callback.notReachedByChannel(2, NEXT, NOW, asked, NOW)).isTrue();
        assertThat(callback.state()).isEqualTo(after);
        assertThat(callback.asking().automaticAt()).isNull();
    }

    @Test
    void an_agent_of_a_unit_sees_what_is_about_the_unit_and_not_confidential() {
        CallbackSight unit = CallbackSight.ofUnits(List.of("U1", "U11"), List.of("U1", "U0"));
        List<String> nobody = List.of();
        assertThat(unit.covers(subject(CallbackOrigin.REPLY, "U11", false), nobody))
                .isTrue();
        assertThat(unit.covers(subject(CallbackOrigin.REPLY, "U11", true), nobody))
                .isFalse();
        assertThat(unit.covers(subject(CallbackOrigin.REPLY, "U2", false), nobody))
                .isFalse();
        assertThat(unit.covers(subject(CallbackOrigin.ON_THE_SPOT, null, false), nobody))
                .isFalse();
        assertThat(CallbackSight.OF_CENTRE.covers(subject(CallbackOrigin.REPLY, "U2", true), List.of("U1")))
                .isTrue();
        assertThat(CallbackSight.ofUnits(nobody, nobody).covers(subject(CallbackOrigin.REPLY, "U2", false), nobody))
                .isFalse();
    }

    @Test
    void nor_what_accuses_the_unit_or_one_above_it() {
        CallbackSight unit = CallbackSight.ofUnits(List.of("U1", "U11"), List.of("U1", "U0"));
        for (String accused : List.of("U1", "U0")) {
            assertThat(unit.covers(subject(CallbackOrigin.REPLY, "U11", false), List.of(accused)))
                    .isFalse();
        }
        assertThat(unit.covers(subject(CallbackOrigin.REPLY, "U11", false), List.of("U11")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ANSWER, OPEN, 1, 2026-03-04T14:36",
        "CALL_AGAIN, OPEN, 0, 2026-03-06T19:00",
        "SOMEBODY_ELSE, OPEN, 1, 2026-03-04T14:36",
        "CUT_OFF, OPEN, 0, NOW",
        "WRONG_NUMBER, NO_ANSWER, 1, 2026-03-04T14:36",
        "REFUSED, NO_ANSWER, 1, 2026-03-04T14:36",
    })
    void what_came_of_a_call_decides_whether_and_when_the_next_one_is_made(
            AttemptOutcome outcome, CallbackState after, int attempts, String next) {
        Callback callback = asked(CallbackOrigin.REPLY, 0);
        Instant callAgainAt = outcome == AttemptOutcome.CALL_AGAIN ? at("2026-03-06T19:00") : null;

        boolean last = callback.notReached(new Attempt(NOW, "anna", outcome, callAgainAt, null), 3, NEXT);

        assertThat(callback.state()).isEqualTo(after);
        assertThat(last).isEqualTo(after == CallbackState.NO_ANSWER);
        assertThat(callback.asking().attempts()).isEqualTo(attempts);
        assertThat(callback.asking().nextAttemptAt()).isEqualTo(next.equals("NOW") ? NOW : at(next));
        assertThat(callback.attempts()).extracting(Attempt::outcome).containsExactly(outcome);
    }

    @Test
    void a_time_that_somebody_else_named_is_an_appointment_until_the_next_call() {
        Callback callback = asked(CallbackOrigin.REPLY, 0);
        Instant evening = at("2026-03-06T19:00");

        callback.notReached(new Attempt(NOW, "anna", AttemptOutcome.SOMEBODY_ELSE, evening, null), 3, NEXT);
        assertThat(callback.asking().appointmentAt()).isEqualTo(evening);
        callback.notReached(new Attempt(evening, "anna", AttemptOutcome.NO_ANSWER, null, null), 3, NEXT);

        assertThat(callback.asking().appointmentAt()).isNull();
    }

    private static Callback asked(CallbackOrigin origin, int automaticAttempts) {
        return Callback.restore(
                subject(origin, "U1", false),
                List.of(),
                List.of(),
                1,
                new Callback.Asking(0, NEXT, null, automaticAttempts, null, null, null, null),
                CallbackState.OPEN,
                Callback.Outcome.NOTHING);
    }

    private static Callback.Subject subject(CallbackOrigin origin, String unit, boolean confidential) {
        return new Callback.Subject(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                unit,
                UUID.randomUUID(),
                origin,
                confidential,
                Disposition.RESOLVED,
                "已修复",
                OPENED);
    }
}
