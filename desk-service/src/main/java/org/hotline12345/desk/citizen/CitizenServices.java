package org.hotline12345.desk.citizen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.hotline12345.desk.citizen.SentForm.NewFile;
import org.hotline12345.desk.proxy.ServiceInstances;
import org.hotline12345.desk.proxy.Services;

/** What the pages for citizens ask the services, by the interfaces that are open to everybody. */
@ApplicationScoped
class CitizenServices {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    /** What a service answered; a service that is away answers 503. */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** Who asks: the address counts for the services' limits, the key makes a form that is sent twice one. */
    record Asker(String address, String language, String key) {}

    private final Services services;
    private final ServiceInstances instances;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    CitizenServices(Services services, ServiceInstances instances, ObjectMapper json) {
        this.services = services;
        this.instances = instances;
        this.json = json;
    }

    Uni<Answer> intake(String path, Map<String, ?> body, Asker asker) {
        return post("intake", path, body, asker);
    }

    Uni<Answer> followup(String path, Map<String, ?> body, Asker asker) {
        return post("followup", path, body, asker);
    }

    /** What intake tells everybody of itself; who fills in a form does not wait long for it. */
    Uni<Answer> told(String path) {
        return sent(HttpRequest.newBuilder(intakeFor(path))
                .timeout(CONNECT)
                .header("Accept", "application/json")
                .GET()
                .build());
    }

    /** Gives a file to intake, which keeps it until a form names it. */
    Uni<Answer> file(NewFile file, Asker asker) {
        String query = "?name=" + URLEncoder.encode(file.name(), StandardCharsets.UTF_8);
        return sent(asked(intakeFor("attachments" + query), asker)
                .header("Content-Type", "application/octet-stream")
                .POST(file.bytes())
                .build());
    }

    private URI intakeFor(String path) {
        return URI.create(base("intake") + "/api/v1/public/" + path);
    }

    private String base(String service) {
        return instances.next(service).toString().replaceFirst("/$", "");
    }

    private HttpRequest.Builder asked(URI address, Asker asker) {
        return HttpRequest.newBuilder(address)
                .timeout(services.patience())
                .header("Accept", "application/json")
                .header("Accept-Language", asker.language().equals("en") ? "en" : "zh-CN")
                .header("X-Forwarded-For", asker.address());
    }

    private Uni<Answer> post(String service, String path, Map<String, ?> body, Asker asker) {
        var request = asked(URI.create(base(service) + "/api/v1/public/" + path), asker)
                .header("Content-Type", "application/json");
        if (asker.key() != null) {
            request.header("Idempotency-Key", asker.key());
        }
        return sent(
                request.POST(HttpRequest.BodyPublishers.ofString(write(body))).build());
    }

    private Uni<Answer> sent(HttpRequest request) {
        return Uni.createFrom()
                .completionStage(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .map(response -> new Answer(response.statusCode(), read(response.body())))
                .onFailure()
                .recoverWithItem(() -> new Answer(UNAVAILABLE, MissingNode.getInstance()));
    }

    private JsonNode read(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : json.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private String write(Map<String, ?> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a form as JSON", e);
        }
    }
}
