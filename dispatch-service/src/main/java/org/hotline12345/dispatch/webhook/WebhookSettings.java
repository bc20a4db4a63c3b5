package org.hotline12345.dispatch.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotline12345.dispatch.webhook.model.Persistence;

/** Settings of the webhooks. */
@ConfigMapping(prefix = "hotline.dispatch.webhooks")
public interface WebhookSettings {
    /** How often it is looked for what is to be sent; "off": never. */
    @WithDefault("1s")
    String tick();

    /** Inner ranges to which may be sent, such as 10.1.0.0/16, by http too. None: public addresses only, by https. */
    Optional<List<String>> allowedNetworks();

    /** How many a unit may have; those that are disabled count. */
    @WithDefault("20")
    int mostOfUnit();

    /** How long to wait for an answer. */
    @WithDefault("5s")
    Duration timeout();

    /** After how long a delivery that failed is tried again. */
    @WithDefault("5s,30s,2m,10m,30m,1h,2h,4h")
    List<Duration> retryAfter();

    /** How old a delivery grows before it is given up. */
    @WithDefault("24h")
    Duration giveUpAfter();

    /** How long an address may fail before it is disabled. */
    @WithDefault("72h")
    Duration disableAfter();

    default Persistence persistence() {
        return new Persistence(retryAfter(), giveUpAfter(), disableAfter());
    }
}
