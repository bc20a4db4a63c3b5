package org.hotline12345.followup.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;

/**
 * Reads a citizen's contact data from intake, and whose a telephone is; intake writes every look to its access log. Nothing of it is
 * kept here.
 */
@ApplicationScoped
public class Contacts {
    /**
     * Whose a telephone is.
     *
     * @param ref The citizen as this service knows citizens; null for a telephone of nobody.
     * @param cases What it may be about, the latest first.
     */
    public record Citizen(UUID ref, List<UUID> cases) {
        public Citizen {
            cases = List.copyOf(cases);
        }
    }

    private final IntakeConfig config;
    private final ObjectMapper json;
    private final IntakeCalls intake;

    public Contacts(IntakeConfig config, ServiceToken token, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.intake = new IntakeCalls(config, token, json);
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

    /**
     * Whose telephone it is.
     *
     * @param ended cases that ended more than so many days ago are left out
     * @param purpose why, for intake's access log
     */
    public Uni<Citizen> citizenOf(String phone, int ended, String purpose) {
        var body = Map.<String, Object>of("phone", phone, "purpose", purpose, "endedWithinDays", ended);
        return Uni.createFrom().item(() -> citizen(body)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
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
        HttpResponse<String> response = intake.post("/api/v1/cases/" + caseId + "/contact", body);
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

    private Citizen citizen(Map<String, Object> body) {
        HttpResponse<String> response = intake.post("/api/v1/citizens/search", body);
        if (response.statusCode() == 400) {
            // what a gateway calls a telephone is none to intake
            return new Citizen(null, List.of());
        }
        try {
            JsonNode found = json.readTree(required(response).body());
            String ref = found.path("citizenRef").asText(null);
            var cases = new ArrayList<UUID>();
            found.path("cases")
                    .forEach(one -> cases.add(UUID.fromString(one.path("caseId").asText())));
            return new Citizen(ref == null ? null : UUID.fromString(ref), cases);
        } catch (IOException | IllegalArgumentException e) {
            throw new ContactUnavailable("intake answered no citizen");
        }
    }

    private Optional<UUID> open(String caseNumber, String code) {
        HttpResponse<String> response =
                intake.post("/api/v1/query-codes/verification", Map.of("caseNumber", caseNumber, "code", code));
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
}
