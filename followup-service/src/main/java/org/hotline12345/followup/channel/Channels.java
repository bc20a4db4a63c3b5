package org.hotline12345.followup.channel;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The implementations of channels that are there, and the secrets they sign with. */
@ApplicationScoped
public class Channels {
    private static final int SHORTEST_SECRET = 16;

    private final List<CallbackChannel> implementations;
    private final ChannelConfig config;

    public Channels(@All List<CallbackChannel> implementations, ChannelConfig config) {
        this.implementations = implementations;
        this.config = config;
    }

    /** The implementation of a transport. */
    public Optional<CallbackChannel> implementation(String transport) {
        return implementations.stream()
                .filter(channel -> channel.transport().equals(transport))
                .findFirst();
    }

    /** The transports that can be registered. */
    public List<String> transports() {
        return implementations.stream().map(CallbackChannel::transport).sorted().toList();
    }

    /** The signing secret of a channel, if the configuration has one that is long enough. */
    public Optional<String> secret(String code) {
        return Optional.ofNullable(config.secrets().get(code)).filter(secret -> secret.length() >= SHORTEST_SECRET);
    }
}
