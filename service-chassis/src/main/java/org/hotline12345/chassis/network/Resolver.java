package org.hotline12345.chassis.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a name; blocks. */
@FunctionalInterface
public interface Resolver {
    /** All addresses of the name. */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
