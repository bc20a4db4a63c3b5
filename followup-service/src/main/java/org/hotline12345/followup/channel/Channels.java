package org.hotline12345.followup.channel;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hotline12345.chassis.database.Sql;

/** The channels that are registered, and the implementations that are there. */
@ApplicationScoped
public class Channels {
    private static final int SHORTEST_SECRET = 16;

    private final List<CallbackChannel> implementations;
    private final ChannelConfig config;

    public Channels(@All List<CallbackChannel> implementations, ChannelConfig config) {
        this.implementations = implementations;
        this.config = config;
    }

    /** All registrations. */
    public Uni<List<Registration>> all(Sql sql) {
        return sql.select("select %s from survey_channel order by position, code".formatted(Registration.COLUMNS))
                .map(rows -> rows.stream().map(Registration::of).toList());
    }

    /** A registration; null if there is none. */
    public Uni<Registration> find(Sql sql, String code) {
        return sql.first("select %s from survey_channel where code = $1".formatted(Registration.COLUMNS), code)
                .map(row -> row == null ? null : Registration.of(row));
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
