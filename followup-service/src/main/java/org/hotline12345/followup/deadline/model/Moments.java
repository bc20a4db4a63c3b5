package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * When the timer acts on a deadline.
 *
 * @param yellowAt Yellow mark. Null: none.
 * @param redAt Red mark. Null: none.
 * @param ladder Whom it is brought before after that, the earliest first.
 */
public record Moments(Instant yellowAt, Instant redAt, List<Rung> ladder) {
    /** Nothing is done. */
    public static final Moments NONE = new Moments(null, null, List.of());

    public Moments {
        ladder = ladder.stream().sorted(Rung.IN_ORDER).toList();
    }

    /** The same for a deadline that came under the timer only now: what lies before happens now, a past yellow not at all. */
    public Moments notBefore(Instant now) {
        boolean redIsPast = redAt != null && redAt.isBefore(now);
        return new Moments(
                redIsPast ? null : later(yellowAt, now),
                later(redAt, now),
                ladder.stream()
                        .map(rung -> new Rung(rung.step(), later(rung.at(), now)))
                        .toList());
    }

    /** The same without anybody being urged. */
    public Moments marksOnly() {
        return new Moments(yellowAt, redAt, List.of());
    }

    /** The same with those urged alone who owe it. */
    public Moments handlersOnly() {
        return new Moments(
                yellowAt,
                redAt,
                ladder.stream()
                        .filter(rung -> rung.step() == TimerStep.URGE_HANDLERS)
                        .toList());
    }

    /** When a step of the ladder is due; null for never. */
    public Instant at(TimerStep step) {
        return ladder.stream()
                .filter(rung -> rung.step() == step)
                .map(Rung::at)
                .findFirst()
                .orElse(null);
    }

    /** The last moment that the timer waits for; null for none. */
    Instant latest() {
        return Stream.concat(Stream.of(yellowAt, redAt), ladder.stream().map(Rung::at))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Instant later(Instant moment, Instant now) {
        return moment == null || moment.isAfter(now) ? moment : now;
    }
}
