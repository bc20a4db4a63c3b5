package org.hotline12345.chassis.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hotline12345.chassis.event.EventTopics;

/** Ready once the topics were seen to be there and right. */
@Readiness
@ApplicationScoped
public class KafkaHealth implements HealthCheck {
    private final EventTopics topics;

    public KafkaHealth(EventTopics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("topics");
        topics.problem().ifPresent(problem -> response.withData("problem", problem));
        return response.status(topics.ready()).build();
    }
}
