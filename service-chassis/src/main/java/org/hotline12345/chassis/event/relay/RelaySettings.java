package org.hotline12345.chassis.event.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the relay from outbox to Kafka. */
@ConfigMapping(prefix = "hotline.relay")
public interface RelaySettings {
    /** Whether this instance sends. */
    @WithDefault("true")
    boolean enabled();

    /** About how many events are sent and acknowledged together. */
    @WithDefault("500")
    int batch();

    /** How often the outbox is looked at although no commit of this process woke the relay. */
    @WithDefault("200ms")
    Duration poll();

    /**
     * The least time from one round to the next while fewer events wait than one takes: events of commits close
     * together travel together. The relay also rests four times as long as the last round took, at most {@link #poll}.
     */
    @WithDefault("15ms")
    Duration pace();

    /** The age of the oldest row at which the service is no longer ready. */
    @WithDefault("30s")
    Duration maxAge();
}
