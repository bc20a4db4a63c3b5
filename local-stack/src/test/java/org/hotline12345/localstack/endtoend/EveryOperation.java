package org.hotline12345.localstack.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.token.Identity;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Calls every operation of the four services that their descriptions name, in somebody's name, about some cases. */
final class EveryOperation {
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> COMMANDS = Set.of("post", "put", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 4;

    private final Stack stack;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final List<Operation> operations = new ArrayList<>();
    private final Semaphore atOnce = new Semaphore(16);

    /**
     * What was answered.
     *
     * @param operation the service, the method and the path as described
     * @param named whether the path named one of the ids
     */
    record Answered(String operation, String target, boolean command, boolean named, int status, String body) {}

    private record Operation(ServiceName service, String method, String path, JsonNode description, JsonNode document) {
        boolean command() {
            return COMMANDS.contains(method);
        }

        @Override
        public String toString() {
            return service.artifact() + " " + method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    EveryOperation(Stack stack) {
        this.stack = stack;
        for (ServiceName service : ServiceName.values()) {
            read(service);
        }
    }

    private void read(ServiceName service) {
        Path file = ProjectFolder.find()
                .resolve("docs/api")
                .resolve(service.artifact().replace("-service", "") + ".yaml");
        try (var text = Files.newBufferedReader(file)) {
            JsonNode document =
                    JSON.valueToTree((Object) new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(operation -> {
                        if (operation.getKey().equals("get") || COMMANDS.contains(operation.getKey())) {
                            operations.add(new Operation(
                                    service, operation.getKey(), path.getKey(), operation.getValue(), document));
                        }
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int count() {
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
    List<Answered> call(
            Identity who, Collection<String> caseIds, Collection<String> ids, String unit, boolean commands) {
        String token = stack.tokens().token(who);
        var answers = new ArrayList<CompletableFuture<Answered>>();
        for (Operation operation : operations) {
            if (operation.command() && !commands) {
                continue;
            }
            boolean named = namesSomething(operation);
            if (operation.command() && !named) {
                continue;
            }
            for (String id : !named ? List.of("") : namesCase(operation) ? caseIds : ids) {
                answers.add(call(operation, token, id, unit, named));
            }
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static boolean namesCase(Operation operation) {
        return operation
                .description()
                .path("parameters")
                .findValuesAsText("name")
                .contains("caseId");
    }

    private static boolean namesSomething(Operation operation) {
        return parameters(operation, "path").stream().anyMatch(EveryOperation::isId)
                || parameters(operation, "query").stream()
                        .anyMatch(each -> each.path("name").asText().equals("caseId"));
    }

    private static boolean isId(JsonNode parameter) {
        String name = parameter.path("name").asText();
        return name.equals("id") || name.endsWith("Id");
    }

    private static List<JsonNode> parameters(Operation operation, String in) {
        var found = new ArrayList<JsonNode>();
        operation.description().path("parameters").forEach(each -> {
            if (each.path("in").asText().equals(in)) {
                found.add(each);
            }
        });
        return found;
    }

    private CompletableFuture<Answered> call(Operation operation, String token, String id, String unit, boolean named) {
        var path = new StringBuilder();
        Matcher names = IN_BRACES.matcher(operation.path());
        while (names.find()) {
            String name = names.group(1);
            names.appendReplacement(
                    path,
                    Matcher.quoteReplacement(HotlineClient.encode(
                            name.equals("unit")
                                    ? unit
                                    : name.equals("id") || name.endsWith("Id")
                                            ? id
                                            : name.equals("code") ? "received" : "x")));
        }
        names.appendTail(path);
        var query = new ArrayList<Object>();
        for (JsonNode parameter : parameters(operation, "query")) {
            String value = value(parameter, id, unit);
            if (value != null) {
                query.add(parameter.path("name").asText());
                query.add(value);
            }
        }
        String target = HotlineClient.query(path.toString(), query.toArray());
        var request = HttpRequest.newBuilder(
                        URI.create(stack.url(Part.valueOf(operation.service().name())) + target))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "*/*");
        if (operation.command()) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        request.method(
                operation.method().toUpperCase(Locale.ROOT),
                operation.command() && !operation.method().equals("delete")
                        ? HttpRequest.BodyPublishers.ofString(body(operation, id))
                        : HttpRequest.BodyPublishers.noBody());
        atOnce.acquireUninterruptibly();
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((answer, failure) -> atOnce.release())
                .thenApply(answer -> new Answered(
                        operation.toString(), target, operation.command(), named, answer.statusCode(), answer.body()));
    }

    private static String value(JsonNode parameter, String id, String unit) {
        return switch (parameter.path("name").asText()) {
            case "unit" -> unit;
            case "caseId", "workOrderId" -> id.isEmpty() ? null : id;
            case "limit" -> "200";
            case "from" -> "2020-01-01";
            case "to" -> "2020-01-31";
            case "period" -> YearMonth.now().toString();
            default -> parameter.path("required").asBoolean() ? "x" : null;
        };
    }

    private static String body(Operation operation, String id) {
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode()
                ? "{}"
                : example(schema, operation.document(), "", id, 0).toString();
    }

    /** A value that a schema may take: of an enum the first, of an object every field but those of history. */
    private static JsonNode example(JsonNode given, JsonNode document, String name, String id, int depth) {
        JsonNode schema = given;
        if (schema.has("$ref")) {
            schema = document.at(schema.path("$ref").asText().substring(1));
        }
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
                    array.add(example(schema.path("items"), document, name, id, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                if (depth < DEEPEST) {
                    for (var field : schema.path("properties").properties()) {
                        if (!Set.of("occurredAt", "actor").contains(field.getKey())) {
                            object.set(
                                    field.getKey(), example(field.getValue(), document, field.getKey(), id, depth + 1));
                        }
                    }
                }
                yield object;
            }
        };
    }
}
