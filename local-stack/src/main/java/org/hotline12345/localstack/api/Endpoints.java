package org.hotline12345.localstack.api;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the four services answer.
 *
 * @param bases Base address of each service, without {@code /api/v1} and without a slash at the end.
 */
public record Endpoints(Map<ServiceName, URI> bases) {
    public Endpoints {
        bases = Map.copyOf(bases);
        for (ServiceName service : ServiceName.values()) {
            if (!bases.containsKey(service)) {
                throw new IllegalArgumentException("no address for " + service.artifact());
            }
        }
    }

    /** The addresses of a stack on this machine with its default ports. */
    public static Endpoints local() {
        Map<ServiceName, URI> bases = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            bases.put(service, URI.create("http://127.0.0.1:" + service.defaultPort()));
        }
        return new Endpoints(bases);
    }

    /** Addresses on this machine with ports of one's own. */
    public static Endpoints onPorts(Map<ServiceName, Integer> ports) {
        Map<ServiceName, URI> bases = new EnumMap<>(ServiceName.class);
        ports.forEach((service, port) -> bases.put(service, URI.create("http://127.0.0.1:" + port)));
        return new Endpoints(bases);
    }

    /** The base address of one service. */
    public URI base(ServiceName service) {
        return bases.get(service);
    }
}
