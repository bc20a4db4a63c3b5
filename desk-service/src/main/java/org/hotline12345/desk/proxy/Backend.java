package org.hotline12345.desk.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** One service behind the front door. Bodies stream both ways, so a long poll and a large file need no memory. */
final class Backend {
    private static final Logger LOG = Logger.getLogger(Backend.class);
    private static final int CONNECTIONS = 512;
    private static final int CONNECT_MILLIS = 2_000;

    /** What only the door says to a service: who asks for whom. */
    private static final List<String> OF_THE_DOOR = List.of(
            "Authorization",
            "Cookie",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto");

    private final HttpProxy proxy;

    /**
     * A service.
     *
     * @param prefix What stands before the service's own path in the address of a page.
     * @param base Its address, or the first of several.
     */
    Backend(Vertx vertx, String prefix, URI base, Instances instances, Duration patience) {
        boolean tls = "https".equals(base.getScheme());
        var client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(tls)
                .setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS)
                // out of the pool before it is closed for silence: a request that took it in that moment was lost
                .setKeepAliveTimeout((int) Math.max(1, patience.toSeconds() / 2))
                .setIdleTimeout((int) patience.toSeconds()));
        String below = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/$", "");
        proxy = HttpProxy.reverseProxy(client)
                .originSelector(request -> Future.succeededFuture(instances.nextAddress()))
                .addInterceptor(new Calls(prefix, base, below, instances));
    }

    /** Sends a request on, for a person by their token, or for nobody. */
    void forward(HttpServerRequest request, String token) {
        String address = request.remoteAddress().hostAddress();
        OF_THE_DOOR.forEach(request.headers()::remove);
        if (token != null) {
            request.headers().set("Authorization", "Bearer " + token);
        }
        request.headers().set("X-Forwarded-For", address);
        proxy.handle(request);
    }

    /** What is different between a call of a page and that of the service, whose paths all begin with {@code below}. */
    private record Calls(String prefix, URI base, String below, Instances instances) implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            request.setURI(below + request.getURI().substring(prefix.length()));
            return context.sendRequest().recover(failure -> {
                LOG.warnf("%s does not answer: %s", base, failure.getMessage());
                instances.look();
                Refusal refusal = Refusal.UNAVAILABLE;
                MultiMap headers = request.headers();
                // what was read to its end has nothing to be released
                ProxyRequest read = request.proxiedRequest().isEnded() ? request : request.release();
                return Future.succeededFuture(read.response()
                        .setStatusCode(refusal.status())
                        .putHeader("Content-Type", refusal.type(headers))
                        .putHeader("Retry-After", "5")
                        .setBody(Body.body(refusal.body(headers))));
            });
        }

        /** A service names its own address; a browser that was sent there would leave the front door. */
        private String here(URI there) {
            String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
            return prefix + there.getRawPath().substring(below.length()) + query;
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            context.response().headers().remove("Set-Cookie");
            String location = context.response().headers().get("Location");
            if (location != null) {
                context.response().putHeader("Location", here(URI.create(location)));
            }
            // what a person may see must not stay in a browser that others use
            context.response().putHeader("Cache-Control", "no-store");
            return context.sendResponse();
        }
    }
}
