package org.hotline12345.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. */
public final class Ports {
    /** Outgoing connections are given ports from here on, on Linux; elsewhere later. */
    static final int FIRST_OUTGOING = 32_768;

    private static final int FIRST = 20_000;
    private static final int TRIES = 1_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that nobody listens on at this moment, that no outgoing connection takes before its server does, and another one each time. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING);
            if (!busy(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on 127.0.0.1");
    }

    /** Whether somebody listens on the port already. */
    public static boolean busy(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port), 1);
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
