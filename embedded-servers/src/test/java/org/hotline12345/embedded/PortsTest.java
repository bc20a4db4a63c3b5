package org.hotline12345.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void freePortsAreFreeAndDifferentAndNoneOfOutgoingConnections() {
        var ports = IntStream.range(0, 200).mapToObj(i -> Ports.free()).collect(Collectors.toSet());

        assertEquals(200, ports.size());
        assertTrue(ports.stream().noneMatch(port -> port >= Ports.FIRST_OUTGOING), ports::toString);
        assertTrue(ports.stream().noneMatch(Ports::busy), ports::toString);
    }

    @Test
    void aPortThatIsListenedOnIsBusy() throws Exception {
        try (var server = new ServerSocket(Ports.free(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertTrue(Ports.busy(server.getLocalPort()));
        }
    }
}
