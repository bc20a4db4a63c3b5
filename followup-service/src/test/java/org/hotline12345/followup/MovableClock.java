package org.hotline12345.followup;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The clock of the service under test; tests set it. It takes the place of the chassis's clock. */
@Singleton
public class MovableClock extends Clock {
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(TestOffice.at("2026-03-04T10:00"));

    /** Sets the clock to a moment of Asia/Shanghai. */
    public static Instant set(String local) {
        Instant moment = TestOffice.at(local);
        NOW.set(moment);
        return moment;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return NOW.get();
    }
}
