package org.hotline12345.chassis.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.hotline12345.chassis.page.PageRequest;

/** Writes the words of {@link ApiWords} into a description; what an annotation says stays. */
class ApiDescriptionWords {
    private static final String ROOT = "/api/v1";

    private final ApiWords words;

    ApiDescriptionWords(ApiWords words) {
        this.words = words;
    }

    void describe(OpenAPI api) {
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) ->
                                describe(method + path.replaceFirst("^" + ROOT, ""), operation)));
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        schemas.forEach(this::describe);
    }

    private void describe(String key, Operation operation) {
        words.parts(key).ifPresent(parts -> {
            operation.setSummary(parts.get(0));
            operation.setDescription(parts.get(parts.size() - 1));
        });
        List<Parameter> parameters = operation.getParameters();
        if (parameters != null) {
            parameters.forEach(parameter -> describe(key, parameter));
        }
    }

    private void describe(String key, Parameter parameter) {
        if (parameter.getDescription() == null) {
            words.line(key + "?" + parameter.getName(), "?" + parameter.getName())
                    .ifPresent(parameter::setDescription);
        }
        Schema schema = parameter.getSchema();
        if (schema != null && schema.getRef() == null && parameter.getName().equals("limit")) {
            schema.minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT))
                    .defaultValue(PageRequest.DEFAULT_LIMIT);
        }
    }

    private void describe(String name, Schema schema) {
        if (schema.getDescription() == null) {
            words.line(name).ifPresent(schema::setDescription);
        }
        if (schema.getEnumeration() != null) {
            words.list(
                            name,
                            schema.getEnumeration().stream()
                                    .map(Object::toString)
                                    .toList())
                    .ifPresent(list -> schema.setDescription(said(list)));
        }
        if (schema.getExamples() == null) {
            words.example(name).ifPresent(example -> schema.addExample(read(name, example)));
        }
        describeFields(name, schema);
    }

    private static Object read(String name, String example) {
        try {
            return new ObjectMapper().readValue(example, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example of " + name + " in api-words.properties is no JSON", e);
        }
    }

    private static String said(ApiWords.CodeList list) {
        return list.codes().stream()
                .map(code -> "`" + code.code() + "` " + code.zh() + " " + code.en())
                .collect(Collectors.joining("；", list.zh() + " " + list.en() + "（" + list.list() + "）：", ""));
    }

    private void describeFields(String name, Schema schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((field, said) -> {
                if (said.getDescription() == null) {
                    words.line(name + "." + field, "." + field).ifPresent(said::setDescription);
                }
                describeFields(name, said);
            });
        }
        if (schema.getItems() != null) {
            describeFields(name, schema.getItems());
        }
    }
}
