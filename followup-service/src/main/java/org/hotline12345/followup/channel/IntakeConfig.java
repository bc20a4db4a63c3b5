package org.hotline12345.followup.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where intake is, and how this service shows who it is: a token of role service. */
@ConfigMapping(prefix = "hotline.followup.intake")
public interface IntakeConfig {
    /** Address of intake, such as {@code http://intake-service:8080}. */
    Optional<String> url();

    /** A file that holds a token; read anew for each call. */
    Optional<Path> tokenFile();

    /** Token endpoint of the OpenID provider, for the client credentials below. */
    Optional<String> tokenUrl();

    /** Client of the services. */
    @WithDefault("hotline-services")
    String clientId();

    Optional<String> clientSecret();

    /** How long to wait for an answer. */
    @WithDefault("5s")
    Duration timeout();

    /** Whether contact data can be read. */
    default boolean complete() {
        return url().isPresent()
                && (tokenFile().isPresent()
                        || tokenUrl().isPresent() && clientSecret().isPresent());
    }
}
