package org.hotline12345.chassis.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hotline12345.chassis.event.inbox.ConsumerChannels;
import org.hotline12345.chassis.event.inbox.ConsumerSettings;
import org.hotline12345.chassis.event.inbox.ConsumerState;

/** Ready while events are consumed, by clients that have joined their group and read; or are not meant to be. */
@Readiness
@ApplicationScoped
public class ConsumerHealth implements HealthCheck {
    private final ConsumerState state;
    private final ConsumerChannels channels;
    private final ConsumerSettings settings;

    public ConsumerHealth(ConsumerState state, ConsumerChannels channels, ConsumerSettings settings) {
        this.state = state;
        this.channels = channels;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("event consumer");
        if (!settings.enabled()) {
            return response.withData("enabled", false).up().build();
        }
        state.stopped().ifPresent(reason -> response.withData("stopped", reason));
        var retrying = state.retryingTooLong();
        retrying.forEach(response::withData);
        var dead = channels.dead();
        dead.forEach(response::withData);
        return response.status(state.running() && retrying.isEmpty() && dead.isEmpty())
                .build();
    }
}
