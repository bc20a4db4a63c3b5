package org.hotline12345.followup.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;

/**
 * Reads a citizen's contact data from intake, which writes every look to its access log: the one call from service to service.
 * Nothing of it is kept here.
 */
@ApplicationScoped
public class Contacts {
    private final IntakeConfig config;
    private final ServiceToken token;
    private final ObjectMapper json;
    private final HttpClient http;

    public Contacts(IntakeConfig config, ServiceToken token, ObjectMapper json) {
        this.config = config;
        this.token = token;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** Whether contact data can be read here. */
    public boolean available() {
        return config.complete();
    }

    /**
     * How to reach the citizen of a case; without a telephone number where intake has none.
     *
     * @param purpose why, for intake's access log
     */
    public Uni<Contact> of(UUID caseId, String purpose) {
        return Uni.createFrom()
                .item(() -> read(caseId, Map.of("purpose", purpose)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** The same with the query code that the citizen is sent now; one that was asked for again is made anew by this. */
    public Uni<Contact> withCode(UUID caseId, String purpose) {
        return Uni.createFrom()
                .item(() -> read(caseId, Map.of("purpose", purpose, "withCode", true)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** The case that number and query code open; empty if they open none. */
    public Uni<Optional<UUID>> opened(String caseNumber, String code) {
        return Uni.createFrom()
                .item(() -> open(caseNumber, code))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Intake knows of a wish or an end of the case that has not come here yet: this citizen is not asked. */
    private boolean isWithheld(String problem) throws IOException {
        String type = json.readTree(problem).path("type").asText("");
        return type.endsWith("/contact-protected") || type.endsWith("/contact-over");
    }

    private Contact read(UUID caseId, Map<String, Object> body) {
        HttpResponse<String> response = post("/api/v1/cases/" + caseId + "/contact", body);
        try {
            if (response.statusCode() == 403 && isWithheld(response.body())) {
                return new Contact(null, null, null);
            }
            JsonNode contact = json.readTree(required(response).body());
            return new Contact(
                    contact.path("name").asText(null),
                    contact.path("phone").asText(null),
                    contact.path("queryCode").asText(null));
        } catch (IOException e) {
            throw new ContactUnavailable("intake answered no contact");
        }
    }

    private Optional<UUID> open(String caseNumber, String code) {
        HttpResponse<String> response =
                post("/api/v1/query-codes/verification", Map.of("caseNumber", caseNumber, "code", code));
        if (response.statusCode() == 404 || response.statusCode() == 400) {
            return Optional.empty();
        }
        if (response.statusCode() == 429) {
            throw Problem.tooManyRequests(
                    response.headers().firstValueAsLong("Retry-After").orElse(60));
        }
        try {
            return Optional.of(UUID.fromString(
                    json.readTree(required(response).body()).path("caseId").asText()));
        } catch (IOException e) {
            throw new ContactUnavailable("intake answered no case");
        }
    }

    private static HttpResponse<String> required(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new ContactUnavailable("intake answered " + response.statusCode());
        }
        return response;
    }

    private HttpResponse<String> post(String path, Map<String, Object> body) {
        try {
            String base = config.url().orElseThrow().replaceFirst("/+$", "");
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(config.timeout())
                    .header("Authorization", "Bearer " + token.get())
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 401) {
                token.forget();
            }
            return response;
        } catch (IOException e) {
            throw new ContactUnavailable(
                    "intake cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContactUnavailable("interrupted");
        }
    }
}
