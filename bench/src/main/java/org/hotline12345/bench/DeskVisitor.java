package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Somebody signed in over the front door as a browser does it, with the cookies of the session; then calls as the scripts of the pages
 * make them. By the JDK's client, which keeps cookies.
 */
final class DeskVisitor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String door;

    private DeskVisitor(String door) {
        this.door = door;
    }

    /** Signs somebody in at a desk, by the provider's page. */
    static DeskVisitor signIn(Stack stack, String desk, String subject) {
        var visitor = new DeskVisitor(stack.url(Part.DESK));
        URI people = visitor.open(visitor.door + "/" + desk).uri();
        HttpResponse<String> page = visitor.open(people + "&subject=" + HotlineClient.encode(subject));
        if (page.statusCode() != 200 || !page.uri().toString().startsWith(visitor.door + "/" + desk)) {
            throw new IllegalStateException(subject + " was not signed in: " + page.statusCode() + " at " + page.uri());
        }
        return visitor;
    }

    private HttpResponse<String> open(String address) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    CompletableFuture<JsonNode> get(String service, String path) {
        return send(call(service, path).GET());
    }

    /** A list up to so many items, page by page as the pages read it. */
    CompletableFuture<Integer> upTo(int most, String service, String path) {
        return page(most, 0, service, path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE, "");
    }

    private CompletableFuture<Integer> page(int most, int before, String service, String path, String after) {
        return get(service, path + after).thenCompose(page -> {
            int items = before + page.path("items").size();
            return page.hasNonNull("next") && items < most
                    ? page(
                            most,
                            items,
                            service,
                            path,
                            "&after=" + HotlineClient.encode(page.path("next").asText()))
                    : CompletableFuture.completedFuture(items);
        });
    }

    CompletableFuture<JsonNode> post(String service, String path, Object body) {
        try {
            return send(call(service, path)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofByteArray(HotlineClient.json().writeValueAsBytes(body))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The front door takes changes from its own pages only. */
    private HttpRequest.Builder call(String service, String path) {
        return HttpRequest.newBuilder(URI.create(door + "/" + service + "/api/v1/" + path))
                .header("Hotline-Desk", "1")
                .header("X-Requested-With", "JavaScript")
                .header("Accept", "application/json")
                .header("Accept-Language", "zh")
                .timeout(PATIENCE);
    }

    private CompletableFuture<JsonNode> send(HttpRequest.Builder call) {
        HttpRequest request = call.build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> {
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " to " + request.method() + " " + request.uri());
            }
            return read(answer.body());
        });
    }

    private static JsonNode read(byte[] body) {
        try {
            return HotlineClient.json().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of what a screen asks for at the same time. */
    static CompletableFuture<Void> together(List<CompletableFuture<?>> calls) {
        return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
    }
}
