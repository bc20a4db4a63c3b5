package org.hotline12345.chassis.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;

/**
 * Commands that come together in one request. Each is what it would be alone: the same path, body and key, the same rules, the same
 * answer, and one that fails fails alone. They are carried out side by side, so what builds upon another belongs into a later request.
 * One that needs a transaction of its own is asked to come alone (503): a request has one session.
 */
@ApplicationScoped
public class Batches {
    /** The most commands in one request. */
    public static final int LARGEST = 100;

    private static final String ROOT = "/api/v1";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Map<String, BatchedCommand<?>> commands = new HashMap<>();
    private final ObjectMapper json;
    private final Validator validator;
    private final Caller caller;
    private final Command request;

    Batches(
            @Any Instance<BatchedCommand.Source> sources,
            ObjectMapper json,
            Validator validator,
            Caller caller,
            Command request) {
        sources.forEach(source -> source.batched().forEach(command -> commands.put(command.path(), command)));
        this.json = json;
        this.validator = validator;
        this.caller = caller;
        this.request = request;
    }

    /** Commands to be carried out. */
    public record Batch(
            @NotNull @Size(min = 1, max = LARGEST) List<@NotNull BatchItem> items) {}

    /**
     * One of them.
     *
     * @param key Its Idempotency-Key.
     * @param path Where it is sent when it comes alone, below {@code /api/v1}.
     * @param body Its body; empty where the command needs none.
     */
    public record BatchItem(
            String key,
            String path,
            @Schema(implementation = Object.class) ObjectNode body) {}

    /** What became of each, in the order in which they were sent. */
    public record BatchAnswer(List<BatchItemAnswer> items) {}

    /**
     * What became of one.
     *
     * @param status Its status, as if it had come alone.
     * @param replayed Whether it had been carried out before.
     * @param body Its answer, or the problem.
     */
    public record BatchItemAnswer(
            int status,
            boolean replayed,

            @Schema(implementation = Object.class) @JsonRawValue
            String body) {}

    /** Carries them out and answers each. */
    public Uni<BatchAnswer> run(Batch batch) {
        Language language = request.language();
        return Uni.join()
                .all(batch.items().stream()
                        .map(item -> Uni.createFrom()
                                .deferred(() -> run(item))
                                .map(this::answer)
                                .onFailure()
                                .recoverWithItem(failure -> refusal(failure, language)))
                        .toList())
                .andFailFast()
                .map(BatchAnswer::new);
    }

    private Uni<Response> run(BatchItem item) {
        var violations = new Violations();
        violations.unless(item.path() != null, "path", "violation.required");
        violations.unless(item.body() != null, "body", "violation.required");
        Problem.throwIfAny(violations);
        Matcher id = ID.matcher(item.path());
        UUID of = id.find() ? UUID.fromString(id.group()) : null;
        BatchedCommand<?> command = commands.get(id.replaceFirst("{id}"));
        if (command == null) {
            throw Problem.notFound();
        }
        if (item.key() == null || item.key().isBlank()) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REQUIRED);
        }
        var key = new CommandKey("POST " + ROOT + item.path(), item.key(), true);
        return run(command, of, item.body(), key);
    }

    private <B> Uni<Response> run(BatchedCommand<B> command, UUID id, ObjectNode sent, CommandKey key) {
        try {
            B body = json.treeToValue(sent, command.body());
            var violations = validator.validate(body);
            if (!violations.isEmpty()) {
                throw new ConstraintViolationException(violations);
            }
            return command.work().run(id, body, key);
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private BatchItemAnswer answer(Response response) {
        try {
            Object entity = response.getEntity();
            return new BatchItemAnswer(
                    response.getStatus(),
                    response.getHeaderString(Idempotency.REPLAYED) != null,
                    entity == null || entity instanceof String ? (String) entity : json.writeValueAsString(entity));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the answer as JSON", e);
        }
    }

    private BatchItemAnswer refusal(Throwable failure, Language language) {
        Problem problem = Problems.of(failure).toldTo(caller::has);
        return new BatchItemAnswer(problem.type().status(), false, ProblemDocument.of(problem, language));
    }
}
