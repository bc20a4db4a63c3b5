package org.hotline12345.localstack.api;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Carries one HTTP exchange. */
public interface Transport extends AutoCloseable {
    /** Starts the exchange; fails with an {@link java.io.IOException} when the connection breaks. */
    CompletableFuture<Received> send(Sent sent);

    @Override
    void close();

    /**
     * What goes out.
     *
     * @param method HTTP method.
     * @param base Address of the server, with the path under which it stands there, if any.
     * @param target Path and query, already encoded.
     * @param headers Headers apart from Host and Content-Length.
     * @param body Body; empty when there is none.
     */
    record Sent(String method, URI base, String target, Map<String, String> headers, byte[] body) {}

    /**
     * What came back.
     *
     * @param status HTTP status.
     * @param headers Headers by lower-case name.
     */
    record Received(int status, Map<String, String> headers, byte[] body) {}
}
