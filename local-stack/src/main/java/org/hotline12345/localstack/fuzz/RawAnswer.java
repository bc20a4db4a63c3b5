package org.hotline12345.localstack.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came over the wire.
 *
 * @param status HTTP status; 0 when the connection was closed without an answer.
 * @param headers By lower-case name.
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body, long millis) {
    private static final int SHOWN = 600;

    /** Nothing came. */
    static RawAnswer none(long millis) {
        return new RawAnswer(0, Map.of(), new byte[0], millis);
    }

    /** The media type without its parameters. */
    String type() {
        return headers.getOrDefault("content-type", "").split(";")[0].strip().toLowerCase();
    }

    /** For people. */
    String shown() {
        String text = new String(body, StandardCharsets.UTF_8);
        return status + " " + type() + " " + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
    }
}
