package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import org.hotline12345.followup.channel.model.Destinations;
import org.hotline12345.followup.channel.model.Network;

/**
 * A gateway reached by HTTP: messages are posted as JSON, signed, with the id of the asking as {@code Idempotency-Key}. The name
 * is resolved for each message, every address it resolves to is checked, and the connection goes to the address checked.
 * Redirects are not followed.
 */
@ApplicationScoped
public class HttpChannel implements SendingChannel {
    private static final int MAX_CONNECTIONS = 8;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private final ChannelConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Resolver resolver;
    private final Destinations destinations;
    private final HttpClient http;

    public HttpChannel(ChannelConfig config, ObjectMapper json, Clock clock, Vertx vertx, Resolver resolver) {
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.resolver = resolver;
        this.destinations = new Destinations(config.allowedNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList());
        int millis = (int) config.timeout().toMillis();
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setConnectTimeout(millis)
                .setKeepAlive(false));
    }

    @Override
    public String transport() {
        return "HTTP";
    }

    /** Whether the address is one of a gateway and its name resolves to where this service may send. */
    @Override
    public boolean accepts(String url) {
        URI uri = Destinations.readable(url);
        try {
            return uri != null && destinations.permits(uri, List.of(resolver.resolve(host(uri))));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public Uni<Sent> send(Registration to, Message message) {
        URI uri = URI.create(to.url());
        return Uni.createFrom()
                .item(() -> address(uri))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(address -> address == null
                        ? Uni.createFrom().item(new Sent(Outcome.REFUSED, "the address is not one to send to"))
                        : post(to, uri, address, message))
                .onFailure()
                .recoverWithItem(failure ->
                        new Sent(Outcome.TRY_AGAIN, failure.getClass().getSimpleName()));
    }

    /** The address to connect to; null if one of those that the name resolves to is not allowed. */
    private InetAddress address(URI uri) {
        try {
            InetAddress[] addresses = resolver.resolve(host(uri));
            return destinations.permits(uri, List.of(addresses)) ? addresses[0] : null;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the name does not resolve", e);
        }
    }

    private Uni<Sent> post(Registration to, URI uri, InetAddress address, Message message) {
        String body = write(message);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
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
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("Idempotency-Key", message.requestId().toString())
                .putHeader(
                        Signature.HEADER,
                        Signature.of(body, config.secrets().getOrDefault(to.code(), ""), clock.instant()));
        return http.request(options)
                .chain(request -> request.send(body).map(response -> {
                    int status = response.statusCode();
                    // what the gateway writes beside its status is not needed: the stream ends here
                    response.exceptionHandler(ended -> {});
                    request.reset();
                    return sent(status);
                }))
                .ifNoItem()
                .after(config.timeout().plusSeconds(1))
                .fail();
    }

    private static Sent sent(int status) {
        String detail = "HTTP " + status;
        if (status >= OK && status < REDIRECTION || status == CONFLICT) {
            return new Sent(Outcome.ACCEPTED, detail);
        }
        boolean passes = status >= SERVER_ERROR || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
        return new Sent(passes ? Outcome.TRY_AGAIN : Outcome.REFUSED, detail);
    }

    private String write(Message message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a message as JSON", e);
        }
    }

    /** The host without the brackets of an IPv6 address. */
    private static String host(URI uri) {
        return uri.getHost().replaceAll("^\\[|\\]$", "");
    }
}
