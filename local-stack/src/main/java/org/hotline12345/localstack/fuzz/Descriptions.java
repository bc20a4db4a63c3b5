package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The operations of all services, read from {@code docs/api}. */
final class Descriptions {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private Descriptions() {}

    /** All operations, in the order of the files. */
    static List<Operation> read(Path project) {
        // Jackson's own reader of YAML stumbles over an example such as 13:45:30
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<Operation> operations = new ArrayList<>();
        for (ServiceName service : ServiceName.values()) {
            Path file = project.resolve("docs/api/" + service.name().toLowerCase(Locale.ROOT) + ".yaml");
            try (var in = Files.newBufferedReader(file)) {
                operations.addAll(operations(service, HotlineClient.json().valueToTree(yaml.load(in))));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return operations;
    }

    private static List<Operation> operations(ServiceName service, JsonNode description) {
        var schemas = new Schemas(description);
        List<Operation> operations = new ArrayList<>();
        for (var path : description.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    List<Operation.Parameter> parameters = new ArrayList<>();
                    parameters(path.getValue(), schemas, parameters);
                    parameters(operation.getValue(), schemas, parameters);
                    JsonNode security = operation.getValue().path("security");
                    operations.add(new Operation(
                            service,
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            parameters,
                            contents(operation.getValue().path("requestBody")),
                            answers(operation.getValue().path("responses"), schemas),
                            roles(security),
                            security.isEmpty(),
                            schemas));
                }
            }
        }
        return operations;
    }

    private static void parameters(JsonNode of, Schemas schemas, List<Operation.Parameter> into) {
        for (JsonNode given : of.path("parameters")) {
            JsonNode parameter = schemas.resolve(given);
            into.add(new Operation.Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema")));
        }
    }

    private static Map<String, JsonNode> contents(JsonNode of) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        of.path("content")
                .properties()
                .forEach(content ->
                        contents.put(content.getKey(), content.getValue().path("schema")));
        return contents;
    }

    private static Map<String, Map<String, JsonNode>> answers(JsonNode responses, Schemas schemas) {
        Map<String, Map<String, JsonNode>> answers = new LinkedHashMap<>();
        responses
                .properties()
                .forEach(answer -> answers.put(answer.getKey(), contents(schemas.resolve(answer.getValue()))));
        return answers;
    }

    private static Set<String> roles(JsonNode security) {
        Set<String> roles = new TreeSet<>();
        security.forEach(way -> way.forEach(list -> list.forEach(role -> roles.add(role.asText()))));
        return roles;
    }
}
