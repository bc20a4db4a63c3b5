package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hotline12345.events.DeadlineMark;

/**
 * What the timer did about a deadline.
 *
 * @param yellowAt Moment of the yellow mark. May be null.
 * @param redAt Moment of the red mark. May be null.
 * @param ladder Steps of the ladder, the earliest first.
 */
public record Fired(Instant yellowAt, Instant redAt, List<FiredRung> ladder) {
    public static final Fired NOTHING = new Fired(null, null, List.of());

    public Fired {
        ladder = List.copyOf(ladder);
    }

    /** Which of what was done is to be taken back. */
    record ToRevoke(Predicate<FiredRung> rungs, boolean red, boolean yellow) {
        /** A supervision that opened stays: a person closes it with a finding. */
        boolean isTold(FiredRung rung) {
            return rungs.test(rung) && rung.step() != TimerStep.RAISE;
        }
    }

    /**
     * What the timer does next; null for nothing.
     *
     * @param held whether an undecided request holds back all that follows the yellow mark
     */
    Rung next(Moments moments, boolean held) {
        if (moments.yellowAt() != null
                && yellowAt == null
                && redAt == null
                && (moments.redAt() == null || moments.yellowAt().isBefore(moments.redAt()))) {
            return new Rung(TimerStep.YELLOW, moments.yellowAt());
        }
        if (held) {
            return null;
        }
        Rung red = moments.redAt() == null || redAt != null ? null : new Rung(TimerStep.RED, moments.redAt());
        Rung rung = moments.ladder().stream()
                .filter(one -> !has(one.step()))
                .findFirst()
                .orElse(null);
        return rung == null || red != null && Rung.IN_ORDER.compare(red, rung) <= 0 ? red : rung;
    }

    /** The same and what is done now; the id is that of the urge or the supervision. */
    Fired and(Rung rung, UUID id) {
        return switch (rung.step()) {
            case YELLOW -> new Fired(rung.at(), redAt, ladder);
            case RED -> new Fired(yellowAt, rung.at(), ladder);
            default ->
                new Fired(
                        yellowAt,
                        redAt,
                        Stream.concat(ladder.stream(), Stream.of(new FiredRung(rung.step(), rung.at(), id, false)))
                                .toList());
        };
    }

    /** The same where the notice of an urge waits for the morning, or no longer does. */
    Fired noticeWaits(UUID urgeId, boolean waits) {
        return new Fired(
                yellowAt,
                redAt,
                ladder.stream()
                        .map(rung -> rung.id().equals(urgeId) ? rung.waiting(waits) : rung)
                        .toList());
    }

    boolean has(TimerStep step) {
        return ladder.stream().anyMatch(rung -> rung.step() == step);
    }

    boolean has(UUID urgeId) {
        return ladder.stream().anyMatch(rung -> rung.id().equals(urgeId));
    }

    /** Where an open deadline stands by its marks. */
    DeadlineState state() {
        if (redAt != null) {
            return DeadlineState.RED;
        }
        return yellowAt != null ? DeadlineState.YELLOW : DeadlineState.OPEN;
    }

    /** What is taken back. */
    Deadline.Revoked revoked(ToRevoke which) {
        var marks = new ArrayList<DeadlineMark>(2);
        if (which.red() && redAt != null) {
            marks.add(DeadlineMark.RED);
        }
        if (which.yellow() && yellowAt != null) {
            marks.add(DeadlineMark.YELLOW);
        }
        var steps = new ArrayList<>(ladder.stream().filter(which::isTold).toList());
        Collections.reverse(steps);
        return new Deadline.Revoked(marks, steps);
    }

    /** The same without what is taken back: it can happen again. */
    Fired without(ToRevoke which) {
        return new Fired(
                which.yellow() ? null : yellowAt,
                which.red() ? null : redAt,
                ladder.stream().filter(which.rungs().negate()).toList());
    }
}
