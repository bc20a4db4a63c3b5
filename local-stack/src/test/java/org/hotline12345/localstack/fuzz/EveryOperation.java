package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;

/** Calls every operation of the four services that their descriptions name, in somebody's name, about some cases. */
public final class EveryOperation {
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 4;

    private final Stack stack;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final List<Operation> operations = Descriptions.read(ProjectFolder.find());
    private final Semaphore atOnce = new Semaphore(16);

    /**
     * What was answered.
     *
     * @param operation the method, the service and the path as described
     * @param named whether the path named one of the ids
     */
    public record Answered(String operation, String target, boolean command, boolean named, int status, String body) {}

    /** Calls the services of this stack. */
    public EveryOperation(Stack stack) {
        this.stack = stack;
    }

    /** How many there are. */
    public int count() {
        return operations.size();
    }

    /**
     * Calls them.
     *
     * @param caseIds what is put where an operation names a case
     * @param ids what is put where it names something else by its id
     * @param unit what is put where it names a unit
     * @param commands whether commands are given too; those that name nothing are left out
     */
    public List<Answered> call(
            Identity who, Collection<String> caseIds, Collection<String> ids, String unit, boolean commands) {
        String token = stack.tokens().token(who);
        var answers = new ArrayList<CompletableFuture<Answered>>();
        for (Operation operation : operations) {
            boolean named = namesSomething(operation);
            if (isCommand(operation) && !(commands && named)) {
                continue;
            }
            for (String id : !named ? List.of("") : namesCase(operation) ? caseIds : ids) {
                answers.add(call(operation, token, id, unit, named));
            }
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static boolean isCommand(Operation operation) {
        return !operation.method().equals("GET");
    }

    private static boolean namesCase(Operation operation) {
        return operation.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("caseId"));
    }

    private static boolean namesSomething(Operation operation) {
        return operation.parameters().stream()
                .anyMatch(parameter -> parameter.in().equals("path") && isId(parameter.name())
                        || parameter.in().equals("query") && parameter.name().equals("caseId"));
    }

    private static boolean isId(String name) {
        return name.equals("id") || name.endsWith("Id");
    }

    private CompletableFuture<Answered> call(Operation operation, String token, String id, String unit, boolean named) {
        var path = new StringBuilder();
        Matcher names = IN_BRACES.matcher(operation.path());
        while (names.find()) {
            String name = names.group(1);
            names.appendReplacement(
                    path,
                    Matcher.quoteReplacement(HotlineClient.encode(
                            name.equals("unit") ? unit : isId(name) ? id : name.equals("code") ? "received" : "x")));
        }
        names.appendTail(path);
        var query = new ArrayList<Object>();
        for (Operation.Parameter parameter : operation.parameters()) {
            String value = parameter.in().equals("query") ? value(parameter, id, unit) : null;
            if (value != null) {
                query.add(parameter.name());
                query.add(value);
            }
        }
        String target = HotlineClient.query(path.toString(), query.toArray());
        var request = HttpRequest.newBuilder(
                        URI.create(stack.url(Part.valueOf(operation.service().name())) + target))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "*/*");
        if (isCommand(operation)) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        request.method(
                operation.method(),
                isCommand(operation) && !operation.method().equals("DELETE")
                        ? HttpRequest.BodyPublishers.ofString(body(operation, id))
                        : HttpRequest.BodyPublishers.noBody());
        atOnce.acquireUninterruptibly();
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((answer, failure) -> atOnce.release())
                .thenApply(answer -> new Answered(
                        operation.title(), target, isCommand(operation), named, answer.statusCode(), answer.body()));
    }

    private static String value(Operation.Parameter parameter, String id, String unit) {
        return switch (parameter.name()) {
            case "unit" -> unit;
            case "caseId", "workOrderId" -> id.isEmpty() ? null : id;
            case "limit" -> "200";
            // what may be left out narrows a list
            case "from" -> parameter.required() ? YearMonth.now().atDay(1).toString() : null;
            case "to" -> parameter.required() ? YearMonth.now().atEndOfMonth().toString() : null;
            case "period" -> YearMonth.now().toString();
            default -> parameter.required() ? "x" : null;
        };
    }

    private static String body(Operation operation, String id) {
        JsonNode schema = operation.bodies().get("application/json");
        return schema == null
                ? "{}"
                : example(schema, operation.schemas(), "", id, 0).toString();
    }

    /** A value that a schema may take: of an enum the first, of an object every field but those of history. */
    private static JsonNode example(JsonNode given, Schemas schemas, String name, String id, int depth) {
        JsonNode schema = schemas.resolve(given);
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.path("format").asText().equals("uuid")) {
            return JSON.getNodeFactory()
                    .textNode(id.isEmpty() ? UUID.randomUUID().toString() : id);
        }
        if (schema.path("format").asText().startsWith("date")) {
            return JSON.getNodeFactory()
                    .textNode(schema.path("format").asText().equals("date") ? "2030-01-01" : "2030-01-01T00:00:00Z");
        }
        return switch (schema.path("type").asText("object")) {
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "string" ->
                JSON.getNodeFactory().textNode(name.toLowerCase(Locale.ROOT).contains("unit") ? "CCSWJT" : "请说明办理情况");
            case "array" -> {
                var array = JSON.createArrayNode();
                if (depth < DEEPEST) {
                    array.add(example(schema.path("items"), schemas, name, id, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                if (depth < DEEPEST) {
                    for (var field : schema.path("properties").properties()) {
                        if (!Set.of("occurredAt", "actor").contains(field.getKey())) {
                            object.set(
                                    field.getKey(), example(field.getValue(), schemas, field.getKey(), id, depth + 1));
                        }
                    }
                }
                yield object;
            }
        };
    }
}
