package org.hotline12345.dispatch.webhook;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.dispatch.webhook.model.Webhook;

/** The webhooks in memory: where nobody wants to be told, a batch of events costs nothing. All instances follow within two seconds. */
@ApplicationScoped
class ActiveWebhooks {
    private final WebhookStore store;
    private volatile List<Webhook> all = List.of();

    ActiveWebhooks(WebhookStore store) {
        this.store = store;
    }

    List<Webhook> all() {
        return all;
    }

    void start(@Observes @Priority(12) StartupEvent event) {
        StartWork.finish("the webhooks", this::refresh);
    }

    @Scheduled(
            every = "2s",
            delayed = "2s",
            identity = "webhooks",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return StartWork.again("the webhooks", this::refresh);
    }

    Uni<Void> refresh() {
        return store.active().invoke(active -> all = active).replaceWithVoid();
    }
}
