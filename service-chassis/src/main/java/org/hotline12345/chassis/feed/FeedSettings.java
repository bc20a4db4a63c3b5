package org.hotline12345.chassis.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the change feeds. */
@ConfigMapping(prefix = "hotline.feed")
public interface FeedSettings {
    /** How often the sequencer looks although no commit of this process woke it. */
    @WithDefault("200ms")
    Duration poll();

    /** The least time from one run of the sequencer to the next. */
    @WithDefault("10ms")
    Duration pace();

    /** The most requests that may wait at once; more are refused with 503. */
    @WithDefault("10000")
    int maxWaiters();

    /**
     * How long a change stays readable after a newer one of the same subject took its place in the same feed. A reader that
     * comes later is told the newer one only.
     */
    @WithDefault("30d")
    Duration keepSuperseded();

    /** How often superseded changes are dropped. */
    @WithDefault("10m")
    Duration compactEvery();
}
