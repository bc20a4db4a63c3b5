package org.hotline12345.chassis.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvSource({
        // without a number of bits the address alone
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2, false",
        "' 10.1.2.3/32 ', 10.1.2.3, true",
        "10.1.2.3/31, 10.1.2.2, true",
        "10.1.2.3/31, 10.1.2.4, false",
        "10.1.2.3/31, 10.1.2.1, false",
        // the end of a range inside a byte
        "172.16.0.0/12, 172.16.0.0, true",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "172.16.0.0/12, 172.15.255.255, false",
        "172.16.0.0/12, 173.16.0.0, false",
        "128.0.0.0/1, 255.0.0.1, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "0.0.0.0/0, 8.8.8.8, true",
        // an address of the other kind never
        "0.0.0.0/0, ::1, false",
        "::/0, 8.8.8.8, false",
        "fd00:1::/32, fd00:1:ffff::1, true",
        "fd00:1::/32, fd00:2::1, false"
    })
    void a_range_holds_the_addresses_that_share_its_leading_bits(String range, String address, boolean contains)
            throws UnknownHostException {
        assertThat(Network.parse(range).contains(InetAddress.getByName(address)))
                .isEqualTo(contains);
    }
}
