package org.hotline12345.localstack.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * A request as it goes over the wire.
 *
 * @param number Its number, from which, the seed and the values seen by then it was made.
 * @param head The lines before the body, without the empty one.
 * @param described Whether the operation's description says what the answer looks like.
 * @param wellFormed Whether it is HTTP at all: to what is not, a server may also close the connection.
 */
record Request(int number, Operation operation, String head, byte[] body, boolean described, boolean wellFormed) {
    private static final int SHOWN = 1_500;

    boolean headOnly() {
        return head.startsWith("HEAD ");
    }

    byte[] bytes() {
        byte[] lines = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[lines.length + body.length];
        System.arraycopy(lines, 0, all, 0, lines.length);
        System.arraycopy(body, 0, all, lines.length, body.length);
        return all;
    }

    /** For people; without the token, which is of no use to them. */
    String shown() {
        String text = head.replaceAll("(?m)^Authorization: Bearer ey\\S+", "Authorization: Bearer …") + "\n\n"
                + new String(body, StandardCharsets.UTF_8);
        String visible = text.replace("\r", "").replaceAll("[\\x00-\\x09\\x0b-\\x1f]", "·");
        return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "… (" + visible.length() + ")";
    }
}
