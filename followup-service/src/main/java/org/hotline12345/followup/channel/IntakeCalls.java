package org.hotline12345.followup.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Requests to intake; they block. {@link ContactUnavailable} where it gives no answer. */
final class IntakeCalls {
    private static final int UNAUTHORIZED = 401;

    private final IntakeConfig config;
    private final ServiceToken token;
    private final ObjectMapper json;
    private final HttpClient http;

    IntakeCalls(IntakeConfig config, ServiceToken token, ObjectMapper json) {
        this.config = config;
        this.token = token;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** As this service. */
    HttpResponse<String> post(String path, Map<String, Object> body) {
        try {
            HttpResponse<String> response = post(path, body, token.get(), Map.of());
            if (response.statusCode() == UNAUTHORIZED) {
                token.forget();
            }
            return response;
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** As the person whose token it is. */
    HttpResponse<String> postAs(String person, String path, Map<String, Object> body, Map<String, String> headers) {
        try {
            return post(path, body, person, headers);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private HttpResponse<String> post(String path, Map<String, Object> body, String bearer, Map<String, String> headers)
            throws IOException, InterruptedException {
        String base = config.url().orElseThrow().replaceFirst("/+$", "");
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(config.timeout())
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ContactUnavailable unreachable(IOException e) {
        return new ContactUnavailable(
                "intake cannot be reached: " + e.getClass().getSimpleName());
    }

    private static ContactUnavailable interrupted() {
        Thread.currentThread().interrupt();
        return new ContactUnavailable("interrupted");
    }
}
