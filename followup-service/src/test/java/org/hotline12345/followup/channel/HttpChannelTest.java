package org.hotline12345.followup.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.hotline12345.followup.channel.model.Medium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the HTTP channel connects to, against a server of this machine. */
class HttpChannelTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.closeAndAwait();
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_under_the_name() {
        SendingChannel.Sent sent = send(channel(List.of("127.0.0.1/32")));
        assertThat(sent.outcome()).as(sent.detail()).isEqualTo(SendingChannel.Outcome.ACCEPTED);
        assertThat(hosts)
                .containsExactly("gateway.example.cn:" + server.getAddress().getPort());
    }

    @Test
    void a_name_moved_inside_after_its_registration_is_refused() {
        HttpChannel channel = channel(List.of());
        address.set("8.8.8.8");
        assertThat(channel.accepts("https://gateway.example.cn/messages")).isTrue();
        for (String inner : List.of("127.0.0.1", "10.0.0.5", "169.254.169.254", "::1")) {
            address.set(inner);
            assertThat(channel.accepts("https://gateway.example.cn/messages")).isFalse();
            assertThat(send(channel).outcome()).as(inner).isEqualTo(SendingChannel.Outcome.REFUSED);
        }
        assertThat(hosts).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed() {
        status = 302;
        SendingChannel.Sent sent = send(channel(List.of("127.0.0.1/32")));
        assertThat(sent.outcome()).isEqualTo(SendingChannel.Outcome.REFUSED);
        assertThat(sent.detail()).isEqualTo("HTTP 302");
        assertThat(hosts).hasSize(1);
    }

    @Test
    void nobody_there_is_tried_again() {
        server.stop(0);
        assertThat(send(channel(List.of("127.0.0.1/32"))).outcome()).isEqualTo(SendingChannel.Outcome.TRY_AGAIN);
        address.set(null);
        assertThat(send(channel(List.of("127.0.0.1/32"))).outcome()).isEqualTo(SendingChannel.Outcome.TRY_AGAIN);
    }

    private SendingChannel.Sent send(HttpChannel channel) {
        String url = "http://gateway.example.cn:" + server.getAddress().getPort() + "/messages?x=1";
        var registration = new Registration("sms", 0, "短信", "HTTP", Medium.SMS, url, 0, true);
        var message = new Message(
                UUID.randomUUID(), Medium.SMS, "18643210987", "220000-1", "text", "https://x", List.of(), List.of());
        assertThat(message.toString()).doesNotContain("18643210987");
        return channel.send(registration, message).await().atMost(Duration.ofSeconds(10));
    }

    private HttpChannel channel(List<String> allowed) {
        var config = new ChannelConfig() {
            @Override
            public String tick() {
                return "off";
            }

            @Override
            public Map<String, String> secrets() {
                return Map.of("sms", "0123456789abcdef");
            }

            @Override
            public Optional<List<String>> allowedNetworks() {
                return Optional.of(allowed);
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(2);
            }

            @Override
            public List<Duration> retryAfter() {
                return List.of();
            }
        };
        return new HttpChannel(config, new ObjectMapper(), Clock.systemUTC(), vertx, host -> {
            if (address.get() == null) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName(address.get())};
        });
    }
}
