package org.hotline12345.chassis.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses, such as {@code 10.1.0.0/16} or {@code fd00::/8}.
 *
 * @param bits How many leading bits all its addresses share.
 */
public record Network(InetAddress address, int bits) {
    /** Reads an address with the number of bits behind a slash; without it the address alone. */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", 2);
        if (!parts[0].matches("[0-9a-fA-F:.]+")) {
            throw new IllegalArgumentException("not a range of addresses: " + text);
        }
        try {
            InetAddress address = InetAddress.getByName(parts[0]);
            int width = address.getAddress().length * 8;
            int bits = parts.length == 1 ? width : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > width) {
                throw new IllegalArgumentException("not a range of addresses: " + text);
            }
            return new Network(address, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a range of addresses: " + text, e);
        }
    }

    /** Whether the address belongs to it. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
