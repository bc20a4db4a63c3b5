package org.hotline12345.localstack.api;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Calls the instances of each server in turn, as a load balancer does: those that say that they are ready, unless none does. They are
 * asked twice a second.
 */
public final class TurnTransport implements Transport {
    private static final int LOOK_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 2_000;

    private final Transport transport;
    private final Map<URI, List<URI>> instances;
    private final Map<URI, List<URI>> ready;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Starts to ask the instances.
     *
     * @param transport Carries each call; closed with this one.
     * @param instances The addresses of all instances by the one that is called, which may be among them.
     */
    public TurnTransport(Transport transport, Map<URI, List<URI>> instances) {
        this.transport = transport;
        this.instances = new HashMap<>(instances);
        this.ready = new ConcurrentHashMap<>(instances);
        look();
    }

    @Override
    public CompletableFuture<Received> send(Sent sent) {
        List<URI> now = ready.get(sent.base());
        if (now == null) {
            return transport.send(sent);
        }
        URI next = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        return transport.send(new Sent(sent.method(), next, sent.target(), sent.headers(), sent.body()));
    }

    private void look() {
        CompletableFuture.allOf(instances.keySet().stream().map(this::look).toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(() -> {
                            if (!closed) {
                                look();
                            }
                        }));
    }

    private CompletableFuture<Void> look(URI server) {
        List<URI> all = instances.get(server);
        List<CompletableFuture<Boolean>> asked = all.stream().map(this::isReady).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenRun(() -> {
            List<URI> good = IntStream.range(0, all.size())
                    .filter(i -> asked.get(i).join())
                    .mapToObj(all::get)
                    .toList();
            ready.put(server, good.isEmpty() ? all : good);
        });
    }

    private CompletableFuture<Boolean> isReady(URI instance) {
        return transport
                .send(new Sent("GET", instance, "/q/health/ready", Map.of(), new byte[0]))
                .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> failure == null && answer.status() == 200);
    }

    @Override
    public void close() {
        closed = true;
        transport.close();
    }
}
