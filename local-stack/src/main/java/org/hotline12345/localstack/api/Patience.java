package org.hotline12345.localstack.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a client goes on asking before it gives up. A service asks for patience by 503 or 429 with Retry-After, and by
 * {@code not-known-yet} (404, 409) where the news of another service is still on its way.
 *
 * @param atMost How long after the first try the last one may start.
 */
public record Patience(Duration atMost) {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 2_000;

    /** So many minutes, for everything on one machine that has much else to do. */
    public static Patience minutes(int minutes) {
        return new Patience(Duration.ofMinutes(minutes));
    }

    /** No second try. */
    public static Patience none() {
        return new Patience(Duration.ZERO);
    }

    /** What came of a try that did not succeed. */
    public enum Outcome {
        /** The service is busy or starting (503, 429). */
        BUSY,
        /** The news has not arrived (404 or 409 not-known-yet). */
        NOT_KNOWN_YET,
        /** No connection, or it broke, and repeating the call does no harm. */
        UNREACHABLE,
        /** Anything else: asking again would not help. */
        FINAL
    }

    /**
     * When to try again.
     *
     * @param outcome What came of the last try.
     * @param tries How many there were.
     * @param elapsed Time since the first try began.
     * @param retryAfterSeconds What the service asked for. May be null.
     * @return The pause before the next try; empty when there shall be none.
     */
    public Optional<Duration> pause(Outcome outcome, int tries, Duration elapsed, Integer retryAfterSeconds) {
        if (outcome == Outcome.FINAL) {
            return Optional.empty();
        }
        long growing = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries - 1, 7));
        long asked = retryAfterSeconds == null ? LONGEST_MILLIS : retryAfterSeconds * 1_000L;
        // News between services takes milliseconds: a whole second as asked for would only be the upper bound.
        long millis = outcome == Outcome.BUSY && retryAfterSeconds != null ? asked : Math.min(growing, asked);
        Duration pause = Duration.ofMillis(Math.max(FIRST_MILLIS, millis));
        return elapsed.plus(pause).compareTo(atMost) > 0 ? Optional.empty() : Optional.of(pause);
    }
}
