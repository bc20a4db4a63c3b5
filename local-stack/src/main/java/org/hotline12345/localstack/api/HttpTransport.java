package org.hotline12345.localstack.api;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * HTTP/1.1 on kept connections by one thread: a call costs a twentieth of the processor time that it takes the JDK's client. Answers
 * complete on that thread, which must not be held up. Over TLS it believes whom Java believes.
 */
public final class HttpTransport implements Transport {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int SILENT_MILLIS = 60_000;

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final HttpClient http;

    /** On so many connections to each server at most; further calls wait in line. */
    public HttpTransport(int connectionsPerServer) {
        http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS),
                new PoolOptions().setHttp1MaxSize(connectionsPerServer));
    }

    @Override
    public CompletableFuture<Received> send(Sent sent) {
        boolean tls = "https".equals(sent.base().getScheme());
        int port = sent.base().getPort();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(sent.method()))
                .setHost(sent.base().getHost())
                .setPort(port >= 0 ? port : tls ? HTTPS : HTTP)
                .setSsl(tls)
                .setURI(sent.base().getRawPath() + sent.target())
                .setIdleTimeout(SILENT_MILLIS);
        sent.headers().forEach(options::putHeader);
        CompletableFuture<Received> done = new CompletableFuture<>();
        // who waits for the body is there before the request goes out: from the thread that calls it could come after
        // the body
        http.request(options)
                .compose(request -> (sent.body().length == 0
                                ? request.send()
                                : request.send(Buffer.buffer(sent.body())))
                        .compose(answer -> answer.body().map(body -> received(answer, body))))
                .onSuccess(done::complete)
                .onFailure(why -> done.completeExceptionally(
                        why instanceof IOException ? why : new IOException(why.getMessage(), why)));
        return done;
    }

    private static Received received(HttpClientResponse answer, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Received(answer.statusCode(), headers, body.getBytes());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
