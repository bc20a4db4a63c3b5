package org.hotline12345.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a service counts of its events: how many records it was delivered, and of how many it had to read the content. */
final class ServiceCounters {
    private static final Pattern EVENTS =
            Pattern.compile("^hotline_events_total\\{[^}]*outcome=\"(\\w+)\"[^}]*} ([0-9.eE+]+)$", Pattern.MULTILINE);

    /** What a service knows by a record's head not to be for it. */
    private static final String NOT_READ = "ignored";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private ServiceCounters() {}

    /** Of the service at this address, by name; empty where it does not answer. */
    static Map<String, Double> of(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
                    .header("Accept", "text/plain")
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? read(answer.body()) : Map.of();
        } catch (IOException notThere) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static Map<String, Double> read(String metrics) {
        Map<String, Double> counters = new TreeMap<>();
        EVENTS.matcher(metrics).results().forEach(line -> {
            double number = Double.parseDouble(line.group(2));
            counters.merge("events.delivered", number, Double::sum);
            if (!line.group(1).equals(NOT_READ)) {
                counters.merge("events.parsed", number, Double::sum);
            }
        });
        return counters;
    }
}
