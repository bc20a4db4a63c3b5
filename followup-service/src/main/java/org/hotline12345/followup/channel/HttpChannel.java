package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.network.OutgoingPost;
import org.hotline12345.chassis.network.Resolver;

/** A gateway reached by HTTP: messages are posted as JSON, signed, with the id of the asking as {@code Idempotency-Key}. */
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
    private final OutgoingPost outgoing;

    public HttpChannel(ChannelConfig config, ObjectMapper json, Clock clock, Vertx vertx, Resolver resolver) {
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.outgoing = new OutgoingPost(
                vertx, resolver, config.allowedNetworks().orElse(List.of()), MAX_CONNECTIONS, config.timeout());
    }

    @Override
    public String transport() {
        return "HTTP";
    }

    /** Whether the address is one of a gateway and its name resolves to where this service may send. */
    @Override
    public boolean accepts(String url) {
        return outgoing.accepts(url);
    }

    @Override
    public Uni<Sent> send(Registration to, Message message) {
        String body = write(message);
        String secret = config.secrets().getOrDefault(to.code(), "");
        var headers = Map.of(
                "Idempotency-Key",
                message.requestId().toString(),
                Signature.HEADER,
                Signature.of(body, secret, clock.instant()));
        return outgoing.post(URI.create(to.url()), headers, body)
                .map(HttpChannel::sent)
                .onFailure(OutgoingPost.NotAllowed.class)
                .recoverWithItem(refused -> new Sent(Outcome.REFUSED, refused.getMessage()))
                .onFailure()
                .recoverWithItem(failure ->
                        new Sent(Outcome.TRY_AGAIN, failure.getClass().getSimpleName()));
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
}
