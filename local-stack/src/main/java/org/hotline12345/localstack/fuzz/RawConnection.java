package org.hotline12345.localstack.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to a server over which bytes go as they are; no HTTP client would send them. */
final class RawConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    /** To what is no HTTP a server may wait for more for ever, and nobody asks why. */
    private static final int NO_HTTP_MILLIS = 2_000;

    private final URI server;
    private final int silentMillis;
    private Socket socket;
    private InputStream in;

    /** A connection, opened when first needed; without a byte for so long there is no answer. */
    RawConnection(URI server, int silentMillis) {
        this.server = server;
        this.silentMillis = silentMillis;
    }

    /** Sends a request and reads what comes. */
    RawAnswer exchange(Request request) throws IOException {
        boolean kept = socket != null;
        long begun = System.nanoTime();
        RawAnswer answer = once(request, begun);
        if (answer.status() == 0 && kept && answer.millis() < silentMillis && request.wellFormed()) {
            // it may have been closed while nothing was asked
            close();
            begun = System.nanoTime();
            answer = once(request, begun);
        }
        boolean ends = "close".equalsIgnoreCase(answer.headers().get("connection"));
        if (answer.status() == 0 || answer.status() == 101 || ends || !request.wellFormed()) {
            close();
        }
        return answer;
    }

    private RawAnswer once(Request request, long begun) throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.setSoTimeout(request.wellFormed() ? silentMillis : NO_HTTP_MILLIS);
        try {
            socket.getOutputStream().write(request.bytes());
            socket.getOutputStream().flush();
        } catch (IOException refusedEarly) {
            // an answer may have come before the end of what was sent
        }
        try {
            return read(request, begun);
        } catch (IOException | NumberFormatException noAnswer) {
            return RawAnswer.none(millis(begun));
        }
    }

    private RawAnswer read(Request request, long begun) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            String[] words = line().split(" ", 3);
            status = words.length > 1 ? Integer.parseInt(words[1]) : 0;
            headers = headers();
        } while (status >= 100 && status < 200 && status != 101);
        boolean bodiless = request.headOnly() || status == 204 || status == 304 || status == 101;
        byte[] body = bodiless ? new byte[0] : body(headers);
        return new RawAnswer(status, headers, body, millis(begun));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            var whole = new ByteArrayOutputStream();
            for (int size = size(); size > 0; size = size()) {
                whole.write(in.readNBytes(size));
                line();
            }
            headers();
            return whole.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static long millis(long begun) {
        return (System.nanoTime() - begun) / 1_000_000;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
