package org.hotline12345.dispatch.webhook.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long an address is tried: after each pause in turn, then at the last one's distance, until a delivery is a day old; and an address
 * that nothing has reached for days is disabled, so that it costs nobody anything until somebody looks.
 *
 * @param pauses After the first failure, the second, …
 * @param giveUpAfter How old a delivery grows.
 * @param disableAfter How long an address may fail.
 */
public record Persistence(List<Duration> pauses, Duration giveUpAfter, Duration disableAfter) {
    private static final int GONE = 410;

    public Persistence {
        pauses = List.copyOf(pauses);
    }

    /** When it is tried again; empty: it is given up. */
    public Optional<Instant> next(int attempts, Instant createdAt, Instant now) {
        Instant next = now.plus(pauses.get(Math.min(attempts, pauses.size()) - 1));
        return next.isAfter(createdAt.plus(giveUpAfter)) ? Optional.empty() : Optional.of(next);
    }

    /** Whether the address is disabled after this failure; 410 says that it is gone for good. */
    public boolean disables(Instant failingSince, Integer status, Instant now) {
        return status != null && status == GONE
                || failingSince != null && !failingSince.plus(disableAfter).isAfter(now);
    }
}
