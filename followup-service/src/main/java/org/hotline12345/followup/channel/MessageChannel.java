package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hotline12345.followup.channel.model.Medium;

/**
 * By what citizens are written to: the first message channel in use to which this service sends by itself; where there is none, the first
 * whose messages an operator collects as a file.
 */
@ApplicationScoped
public class MessageChannel {
    private final ChannelStore registered;
    private final Channels channels;

    MessageChannel(ChannelStore registered, Channels channels) {
        this.registered = registered;
        this.channels = channels;
    }

    /** The channel; empty: nothing is sent, and what waits goes on waiting. */
    public Uni<Optional<Registration>> now() {
        return registered
                .all()
                .map(all -> first(all, SendingChannel.class).or(() -> first(all, CollectedChannel.class)));
    }

    private Optional<Registration> first(List<Registration> all, Class<? extends CallbackChannel> kind) {
        return all.stream()
                .filter(one -> one.active()
                        && one.medium() == Medium.SMS
                        && channels.implementation(one.transport())
                                .filter(kind::isInstance)
                                .isPresent())
                .findFirst();
    }
}
