package org.hotline12345.dispatch.routing;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hotline12345.chassis.database.WorkerThreads;
import org.hotline12345.dispatch.routing.model.RouterModel;

/** The model in force, loaded from the database when it has changed: all instances follow within a second. */
@ApplicationScoped
public class ActiveModel {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private final RouterModelStore models;
    private final Vertx vertx;
    private final Clock clock;
    private volatile RouterModel held;
    private volatile Instant goodUntil = Instant.MIN;

    ActiveModel(RouterModelStore models, Vertx vertx, Clock clock) {
        this.models = models;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** The model in force is looked up anew the next time: this instance has changed it. */
    void lookAgain() {
        goodUntil = Instant.MIN;
    }

    /** The model; costs one small query a second while it does not change. */
    public Uni<Optional<RouterModel>> current() {
        Instant now = clock.instant();
        return now.isBefore(goodUntil)
                ? Uni.createFrom().item(Optional.ofNullable(held))
                : lookUp().invoke(() -> goodUntil = now.plus(LOOK_AGAIN));
    }

    private Uni<Optional<RouterModel>> lookUp() {
        return models.inForce().chain(version -> {
            if (version == null) {
                held = null;
                return Uni.createFrom().item(Optional.<RouterModel>empty());
            }
            RouterModel now = held;
            if (now != null && now.version().equals(version)) {
                return Uni.createFrom().item(Optional.of(now));
            }
            return models.bytes(version)
                    .chain(bytes -> WorkerThreads.run(vertx, bytes::model))
                    .invoke(model -> held = model)
                    .map(Optional::of);
        });
    }
}
