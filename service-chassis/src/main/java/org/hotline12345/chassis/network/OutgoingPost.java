package org.hotline12345.chassis.network;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Posts JSON to an address that somebody else has named. The name is resolved for each post, every address it resolves to is checked,
 * and the connection goes to the address checked. Redirects are not followed, and what is answered beside the status is not read.
 */
public final class OutgoingPost {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final Resolver resolver;
    private final Destinations destinations;
    private final Duration timeout;
    private final HttpClient http;

    public OutgoingPost(Vertx vertx, Resolver resolver, List<String> allowed, int connections, Duration timeout) {
        this.vertx = vertx;
        this.resolver = resolver;
        this.destinations =
                new Destinations(allowed.stream().map(Network::parse).toList());
        this.timeout = timeout;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(connections)
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAlive(false));
    }

    /** The address is not one to send to. */
    public static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAllowed() {
            super("the address is not one to send to", null, false, false);
        }
    }

    /** Whether the address can be read and its name resolves to where this service may send; blocks. */
    public boolean accepts(String url) {
        URI uri = Destinations.readable(url);
        try {
            return uri != null && destinations.permits(uri, List.of(resolver.resolve(host(uri))));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The same beside the event loop; what follows is still part of the request that asks. */
    public Uni<Boolean> isAccepted(String url) {
        return vertx.executeBlocking(() -> accepts(url), false);
    }

    /** Posts; answers the status, fails with {@link NotAllowed} where nothing may be sent, else with why nothing was answered. */
    public Uni<Integer> post(URI uri, Map<String, String> headers, String body) {
        return Uni.createFrom()
                .item(() -> address(uri))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(address -> send(uri, address, headers, body));
    }

    private InetAddress address(URI uri) {
        try {
            InetAddress[] addresses = resolver.resolve(host(uri));
            if (!destinations.permits(uri, List.of(addresses))) {
                throw new NotAllowed();
            }
            return addresses[0];
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the name does not resolve", e);
        }
    }

    private Uni<Integer> send(URI uri, InetAddress address, Map<String, String> headers, String body) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() < 0 ? tls ? HTTPS : HTTP : uri.getPort();
        String path = (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(host(uri))
                .setPort(port)
                .setSsl(tls)
                .setURI(path)
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis())
                .putHeader("Content-Type", "application/json");
        headers.forEach(options::putHeader);
        return http.request(options)
                .chain(request -> request.send(body).map(response -> {
                    int status = response.statusCode();
                    // what stands beside the status is not needed: the stream ends here
                    response.exceptionHandler(ended -> {});
                    request.reset();
                    return status;
                }))
                .ifNoItem()
                .after(timeout.plusSeconds(1))
                .fail();
    }

    /** The host without the brackets of an IPv6 address. */
    private static String host(URI uri) {
        return uri.getHost().replaceAll("^\\[|\\]$", "");
    }
}
