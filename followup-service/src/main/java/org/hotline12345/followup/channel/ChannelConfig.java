package org.hotline12345.followup.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of the channels. */
@ConfigMapping(prefix = "hotline.followup.channels")
public interface ChannelConfig {
    /** How often channels are looked after; "off" in tests. */
    String tick();

    /** Signing secrets by code of the channel, at least 16 characters. */
    Map<String, String> secrets();

    /** Inner ranges to which channels may send, such as 10.1.0.0/16. None: public addresses only. */
    Optional<List<String>> allowedNetworks();

    /** How long to wait for a channel's answer. */
    @WithDefault("10s")
    Duration timeout();

    /** After how long a message that failed is sent again; after the last one it has failed. */
    @WithDefault("1m,5m,30m,2h")
    List<Duration> retryAfter();
}
