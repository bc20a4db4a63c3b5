package org.hotline12345.localstack.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's client, HTTP/1.1 with kept connections. */
public final class JdkTransport implements Transport {
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work, "hotline-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();

    @Override
    public CompletableFuture<Received> send(Sent sent) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sent.base() + sent.target()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        sent.method(),
                        sent.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(sent.body()));
        sent.headers().forEach(request::setHeader);
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> {
                    Map<String, String> headers = new HashMap<>();
                    response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
                    return new Received(response.statusCode(), headers, response.body());
                });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
