package org.hotline12345.chassis.time;

import jakarta.inject.Singleton;
import jakarta.validation.ClockProvider;
import java.time.Clock;

/** What {@code @PastOrPresent} and its like take for now. */
@Singleton
public class ValidationClock implements ClockProvider {
    private final Clock clock;

    public ValidationClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Clock getClock() {
        return clock;
    }
}
