package org.hotline12345.chassis.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    private static final URI HTTPS = URI.create("https://gateway.example.cn/messages");
    private static final URI HTTP = URI.create("http://gateway.example.cn/messages");
    private final Destinations publicOnly = new Destinations(List.of());
    private final Destinations withInner =
            new Destinations(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "2001:db8::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void inner_addresses_are_refused(String address) throws UnknownHostException {
        assertThat(publicOnly.permits(HTTPS, addresses(address))).isFalse();
        assertThat(publicOnly.permits(HTTPS, addresses("8.8.8.8", address)))
                .as("one of several")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "114.114.114.114", "240e:1::1", "2400:3200::1"})
    void public_addresses_are_reached_by_https_only(String address) throws UnknownHostException {
        assertThat(publicOnly.permits(HTTPS, addresses(address))).isTrue();
        assertThat(publicOnly.permits(HTTP, addresses(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "10.2.0.1, false",
        "127.0.0.1, false",
        "fd00:1::5, true",
        "fd00:2::5, false",
    })
    void an_inner_range_that_is_configured_is_reached_by_http_too(String address, boolean permitted)
            throws UnknownHostException {
        assertThat(withInner.permits(HTTP, addresses(address))).isEqualTo(permitted);
        assertThat(withInner.permits(HTTPS, addresses(address))).isEqualTo(permitted);
    }

    @Test
    void a_name_that_resolves_to_nothing_is_refused() {
        assertThat(publicOnly.permits(HTTPS, List.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.example.cn/messages, true",
        "https://gateway.example.cn:8443/m?x=1, true",
        "https://[2400:3200::1]/m, true",
        "' HTTPS://gateway.example.cn/m ', true",
        "https://gateway.example.cn:65535/m, true",
        "https://gateway.example.cn:65536/m, false",
        ", false",
        "http://10.1.2.3/m, true",
        "ftp://gateway.example.cn/, false",
        "file:///etc/passwd, false",
        "https://user:word@gateway.example.cn/, false",
        "https://gateway.example.cn/#part, false",
        "gateway.example.cn, false",
        "https:///m, false",
        "https://gateway.example.cn:0/, false",
        "'https://gateway example/', false",
    })
    void what_can_be_registered_is_a_web_address(String url, boolean readable) {
        assertThat(Destinations.readable(url) != null).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.cn", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/x"})
    void a_range_that_is_none_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        var addresses = new ArrayList<InetAddress>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }
}
