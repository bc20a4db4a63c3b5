package org.hotline12345.embedded;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback address. */
public final class Ports {
    /** Outgoing connections are given ports from here on, on Linux; elsewhere later. */
    static final int FIRST_OUTGOING = 32_768;

    private static final int FIRST = 20_000;
    private static final int TRIES = 1_000;

    /** Servers speak TCP: a UDP socket of the same number tells other processes that the port is given, as long as this one lives. */
    private static final Queue<DatagramSocket> GIVEN = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** A port that nobody listens on at this moment, and that neither an outgoing connection nor another caller is given before its server starts. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST_OUTGOING);
            if (!busy(port) && take(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on 127.0.0.1");
    }

    private static boolean take(int port) {
        try {
            return GIVEN.add(new DatagramSocket(new InetSocketAddress("127.0.0.1", port)));
        } catch (IOException given) {
            return false;
        }
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
