package org.hotline12345.desk.proxy;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** Which instance of each service is called next; they are looked at every two seconds. */
@ApplicationScoped
public class ServiceInstances {
    private static final int LOOK_MILLIS = 2_000;

    private final Vertx vertx;
    private final Map<String, Instances> instances = new HashMap<>();

    ServiceInstances(Services services, Vertx vertx) {
        this.vertx = vertx;
        var http = vertx.createHttpClient();
        services.services()
                .forEach((name, bases) ->
                        instances.put(name, new Instances(vertx, http, bases, InetAddress::getAllByName)));
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(1, LOOK_MILLIS, ignored -> instances.values().forEach(Instances::look));
    }

    /** The base address to call. */
    public URI next(String service) {
        return of(service).next();
    }

    Instances of(String service) {
        return instances.get(service);
    }
}
