package org.hotline12345.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.demo.model.Script.Opinion;

/** A citizen who got the link and answers on the survey page, by its form, as a browser does. */
final class Survey {
    private static final int TRIES = 60;

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Opens the page, fills the form in and sends it. */
    void answer(String url, boolean informed, Opinion opinion) {
        String page = send(HttpRequest.newBuilder(URI.create(url)).GET(), 200).body();
        if (!page.contains("<form") || !page.contains("name=\"satisfaction\"")) {
            throw new IllegalStateException("the survey page holds no form to answer");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("informed", Boolean.toString(informed));
        fields.put("resolved", Boolean.toString(opinion.satisfied()));
        fields.put("satisfaction", opinion.name());
        if (!opinion.satisfied()) {
            fields.put("reason", "只处理了一半，过两天又和原来一样");
            fields.put("objective", "false");
        }
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)),
                303);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected) {
        request.header("Accept", "text/html").header("Accept-Language", "zh-CN").timeout(Duration.ofSeconds(30));
        try {
            for (int i = 0; i < TRIES; i++) {
                HttpResponse<String> response =
                        browser.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (response.statusCode() == expected) {
                    return response;
                }
                if (response.statusCode() != 429 && response.statusCode() != 503) {
                    throw new IllegalStateException("the survey page answered " + response.statusCode());
                }
                Pause.millis(1000);
            }
            throw new IllegalStateException("the survey page was busy for " + TRIES + " s");
        } catch (IOException e) {
            throw new IllegalStateException("the survey page cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
