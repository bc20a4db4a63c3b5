package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerAddressTest {
    @ParameterizedTest(name = "{0} says <{1}>: {2}")
    @CsvSource({
        "127.0.0.1, 203.0.113.8, 203.0.113.8",
        // what a proxy appends it has seen, what stands before may be invented
        "127.0.0.1, '8.8.8.8, 203.0.113.8', 203.0.113.8",
        "10.1.2.3, 2001:db8::7, 2001:db8::7",
        "127.0.0.1, '', 127.0.0.1",
        "127.0.0.1, ' ', 127.0.0.1",
        "127.0.0.1, ',', 127.0.0.1",
        "127.0.0.1, ':80', 127.0.0.1",
        "127.0.0.1, unknown, 127.0.0.1",
        "203.0.113.9, 8.8.8.8, 203.0.113.9",
        "2001:db8::9, 8.8.8.8, 2001:db8:0:0:0:0:0:9",
    })
    void only_who_is_trusted_is_believed(String peer, String said, String expected) {
        assertThat(address("localhost.invalid", "127.0.0.1", "10.0.0.0/8").of(from(peer, said)))
                .isEqualTo(expected);
    }

    @Test
    void the_last_of_several_headers_counts() {
        assertThat(address("127.0.0.1").of(from("127.0.0.1", "8.8.8.8", "203.0.113.8")))
                .isEqualTo("203.0.113.8");
    }

    @Test
    void nobody_is_believed_where_nobody_is_named() {
        assertThat(address().of(from("127.0.0.1", "8.8.8.8"))).isEqualTo("127.0.0.1");
    }

    private static CallerAddress address(String... trusted) {
        var address = new CallerAddress(List.of(trusted));
        address.resolve();
        return address;
    }

    private static HttpServerRequest from(String peer, String... said) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (String one : said) {
            headers.add("X-Forwarded-For", one);
        }
        return (HttpServerRequest) Proxy.newProxyInstance(
                CallerAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "headers" -> headers;
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(4711, peer);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
