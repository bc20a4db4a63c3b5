package org.hotline12345.chassis.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hotline12345.chassis.event.relay.OutboxRelay;
import org.hotline12345.chassis.event.relay.RelaySettings;

/** Ready while events leave the outbox in time. */
@Readiness
@ApplicationScoped
public class OutboxHealth implements HealthCheck {
    private final OutboxRelay relay;
    private final RelaySettings settings;

    public OutboxHealth(OutboxRelay relay, RelaySettings settings) {
        this.relay = relay;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var age = relay.oldestAge();
        var response = HealthCheckResponse.named("outbox").withData("oldestSeconds", age.toSeconds());
        relay.lastError().ifPresent(error -> response.withData("lastError", error));
        return response.status(age.compareTo(settings.maxAge()) <= 0).build();
    }
}
