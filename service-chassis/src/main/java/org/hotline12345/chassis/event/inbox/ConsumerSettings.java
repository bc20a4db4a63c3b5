package org.hotline12345.chassis.event.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the consumption of events. */
@ConfigMapping(prefix = "hotline.consumer")
public interface ConsumerSettings {
    /** Whether events are consumed. */
    @WithDefault("true")
    boolean enabled();

    /** So many events parked in a minute are a bug: consumption stops. */
    @WithDefault("20")
    int maxParkedPerMinute();

    /** For how long errors of infrastructure may last before the service is no longer ready. */
    @WithDefault("10s")
    Duration maxRetrying();

    /**
     * How many transactions a large batch is applied in at once, each with the events of its own partitions. More than one only
     * where what is written for a case touches no row of another case.
     */
    @WithDefault("1")
    int lanes();

    /** Starts even if events would be read again whose ids the inbox has forgotten. */
    @WithDefault("false")
    boolean allowOldOffsets();
}
