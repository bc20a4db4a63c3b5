package org.hotline12345.localstack.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hotline12345.localstack.api.HotlineClient;

/** A request that is being made. */
final class Draft {
    /** Two strokes begin a host, and none follows (RFC 3986, 4.2): Quarkus refuses it before the suite sees it. */
    private static final String NO_HOST = "//";

    private static final Pattern UNESCAPED = Pattern.compile("%(?!\\p{XDigit}{2})");

    private final Operation operation;
    private final List<String> query = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final Map<String, String> gaps = new LinkedHashMap<>();
    private String method;
    private String path;
    private byte[] body = {};
    private boolean described = true;
    private boolean wellFormed = true;
    private boolean measured = true;

    Draft(Operation operation) {
        this.operation = operation;
        this.method = operation.method();
        this.path = operation.path();
    }

    Operation operation() {
        return operation;
    }

    /** With its gaps filled. */
    String path() {
        String filled = path;
        for (var gap : gaps.entrySet()) {
            filled = filled.replace("{" + gap.getKey() + "}", gap.getValue());
        }
        return filled;
    }

    byte[] body() {
        return body;
    }

    /** Another method: what is answered then, no description says. */
    void method(String other) {
        method = other;
        described = false;
    }

    /** Another path, as it stands on the wire. */
    void rawPath(String other) {
        path = other;
        described = false;
        wellFormed &= isEscaped(other) && !other.equals(NO_HOST);
    }

    void fill(String gap, String value) {
        gaps.put(gap, value.isEmpty() ? "%20" : HotlineClient.encode(value));
    }

    void query(String name, String value) {
        query.add(HotlineClient.encode(name) + "=" + HotlineClient.encode(value));
    }

    /** A part of the query as it stands on the wire. */
    void rawQuery(String part) {
        query.add(part);
        wellFormed &= isEscaped(part);
    }

    /** Without it, it is no address (RFC 3986, 2.1), and refused before the suite sees it. */
    private static boolean isEscaped(String text) {
        return !UNESCAPED.matcher(text).find();
    }

    void header(String name, String value) {
        headers.removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
        headers.add(name + ": " + value);
    }

    /** A header beside one of the same name. */
    void again(String name, String value) {
        headers.add(name + ": " + value);
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    void body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The length of the body is said by the request itself. */
    void notMeasured() {
        measured = false;
    }

    /** No longer HTTP. */
    void notWellFormed() {
        wellFormed = false;
    }

    Request finish(int number, String host) {
        var lines = new StringBuilder(method)
                .append(' ')
                .append(path())
                .append(query.isEmpty() ? "" : "?" + String.join("&", query))
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        headers.forEach(line -> lines.append("\r\n").append(line));
        if (measured && (body.length > 0 || !method.equals("GET"))) {
            lines.append("\r\nContent-Length: ").append(body.length);
        }
        return new Request(number, operation, lines.toString(), body, described, wellFormed);
    }
}
