package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.Command;

/** Adds what a citizen wrote to a case: intake's own command, with the rights of the person who decides so, once for a reply. */
@ApplicationScoped
class AddSupplement {
    private static final ProblemType REFUSED = new ProblemType("supplement-refused", 409);
    private static final ProblemType UNAVAILABLE = new ProblemType("intake-unavailable", 503);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;

    private final IntakeCalls intake;
    private final IntakeConfig config;
    private final ObjectMapper json;
    private final Caller caller;
    private final Command command;

    AddSupplement(IntakeConfig config, ServiceToken token, ObjectMapper json, Caller caller, Command command) {
        this.intake = new IntakeCalls(config, token, json);
        this.config = config;
        this.json = json;
        this.caller = caller;
        this.command = command;
    }

    /** Adds the text of the reply to the case; a repetition adds nothing. {@code supplement-refused} (409) with intake's words. */
    Uni<Void> add(UUID caseId, UUID reply, String text) {
        if (config.url().isEmpty()) {
            return Uni.createFrom().failure(unavailable());
        }
        String person = caller.token();
        var headers = Map.of(
                "Idempotency-Key",
                "text-reply-" + reply,
                "Accept-Language",
                command.language().name().toLowerCase(Locale.ROOT));
        return Uni.createFrom()
                .item(() -> intake.postAs(
                        person, "/api/v1/cases/" + caseId + "/supplements", Map.of("text", "短信回复：" + text), headers))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure(ContactUnavailable.class)
                .transform(failure -> unavailable())
                .invoke(this::requireDone)
                .replaceWithVoid();
    }

    private void requireDone(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == OK) {
            return;
        }
        throw switch (status) {
            case FORBIDDEN -> Problem.forbidden();
            case NOT_FOUND -> Problem.invalid("caseId", "violation.channel.noCase");
            default -> status >= SERVER_ERROR ? unavailable() : Problem.of(REFUSED, said(response.body()));
        };
    }

    private String said(String problem) {
        try {
            JsonNode read = json.readTree(problem);
            return read.path("detail").asText(read.path("title").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static Problem unavailable() {
        return Problem.of(UNAVAILABLE).header("Retry-After", "60");
    }
}
