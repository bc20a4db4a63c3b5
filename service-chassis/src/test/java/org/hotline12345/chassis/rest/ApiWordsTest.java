package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hotline12345.events.CaseType;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Everything in the four descriptions in docs/api says what it is, in Chinese and English. */
class ApiWordsTest {
    /** Codes of the chassis itself, which no event has. */
    private static final Set<String> OF_THE_CHASSIS =
            Set.of("SectionForm", "VersionState", "AttachmentState", "AttachmentOrigin");

    private static final Path ROOT = ProjectRoot.find();
    private static final List<String> SERVICES = List.of("intake", "dispatch", "followup", "assessment");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String COMMON = "service-chassis";

    private static ApiWords words(String... modules) throws IOException {
        var files = new ArrayList<java.net.URL>();
        for (String module : modules) {
            files.add(ROOT.resolve(module + "/src/main/resources/api-words.properties")
                    .toUri()
                    .toURL());
        }
        return ApiWords.of(files);
    }

    private static JsonNode api(String service) throws IOException {
        Object read = new Yaml().load(Files.readString(ROOT.resolve("docs/api/" + service + ".yaml")));
        return new ObjectMapper().valueToTree(read);
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode node) {
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) node::fields).spliterator(), false);
    }

    private record Said(String where, JsonNode what) {}

    private static Stream<Said> operations(JsonNode api) {
        return fields(api.path("paths"))
                .flatMap(path -> fields(path.getValue())
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method ->
                                new Said(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue())));
    }

    private static Stream<Said> properties(String where, JsonNode schema) {
        return Stream.concat(
                fields(schema.path("properties"))
                        .flatMap(field -> Stream.concat(
                                Stream.of(new Said(where + "." + field.getKey(), field.getValue())),
                                properties(where + "." + field.getKey(), field.getValue()))),
                schema.has("items") ? properties(where, schema.path("items")) : Stream.empty());
    }

    /** Operations, parameters, codes and fields. */
    private static Stream<Said> said(JsonNode api) {
        return Stream.of(
                        operations(api),
                        operations(api)
                                .flatMap(operation -> StreamSupport.stream(
                                                operation
                                                        .what()
                                                        .path("parameters")
                                                        .spliterator(),
                                                false)
                                        .map(parameter -> new Said(
                                                operation.where() + " ?"
                                                        + parameter.path("name").asText(),
                                                parameter))),
                        fields(api.at("/components/schemas"))
                                .filter(schema -> schema.getValue().has("enum"))
                                .map(schema -> new Said(schema.getKey(), schema.getValue())),
                        fields(api.at("/components/schemas"))
                                .flatMap(schema -> properties(schema.getKey(), schema.getValue())))
                .flatMap(stream -> stream);
    }

    private static boolean hasChinese(String text) {
        return text.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "dispatch", "followup", "assessment"})
    void every_operation_parameter_field_and_code_is_described_in_chinese_first(String service) throws IOException {
        JsonNode api = api(service);

        var silent = said(api)
                .filter(said -> !hasChinese(said.what().path("description").asText()))
                .map(Said::where)
                .toList();

        assertThat(silent)
                .as("not described: write it into api-words.properties of %s-service", service)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "dispatch", "followup", "assessment"})
    void every_answer_says_of_what_form_it_is(String service) throws IOException {
        var formless = new ArrayList<String>();
        operations(api(service))
                .forEach(operation -> fields(operation.what().path("responses"))
                        .filter(answer -> answer.getValue().has("content"))
                        .forEach(answer -> fields(answer.getValue().path("content"))
                                .filter(content -> !content.getValue().has("schema"))
                                .forEach(content -> formless.add(
                                        operation.where() + " " + answer.getKey() + " " + content.getKey()))));

        assertThat(formless)
                .as("without a schema: @APIResponseSchema at the method")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "dispatch", "followup", "assessment"})
    void every_body_has_an_example_of_the_fields_it_has_and_needs(String service) throws IOException {
        JsonNode api = api(service);
        var wrong = new ArrayList<String>();
        operations(api)
                .map(operation -> operation.what().at("/requestBody/content/application~1json/schema/$ref"))
                .filter(JsonNode::isTextual)
                .map(ref -> ref.asText().substring("#/components/schemas/".length()))
                .distinct()
                .forEach(name -> {
                    JsonNode schema = api.at("/components/schemas/" + name);
                    JsonNode example = schema.at("/examples/0");
                    if (!example.isObject()) {
                        wrong.add(name + " has none: " + name + "!={…} in api-words.properties");
                    }
                    example.fieldNames().forEachRemaining(field -> {
                        if (!schema.path("properties").has(field)) {
                            wrong.add(name + " has no " + field);
                        }
                    });
                    schema.path("required").forEach(field -> {
                        if (!example.has(field.asText())) {
                            wrong.add(name + " needs " + field);
                        }
                    });
                });

        assertThat(wrong).isEmpty();
    }

    @Test
    void no_word_is_left_of_what_is_not_there_any_more() throws IOException {
        var left = new TreeSet<String>();
        for (String service : SERVICES) {
            ApiWords own = words(service + "-service");
            Set<String> known = known(api(service));
            own.all().keySet().stream()
                    .filter(key ->
                            !key.contains("#") && own.all().keySet().stream().noneMatch(k -> k.startsWith(key + "#")))
                    .filter(key -> !known.contains(key))
                    .forEach(key -> left.add(service + " " + key));
        }

        assertThat(left).isEmpty();
    }

    /** The keys under which something of the interface may be described. */
    private static Set<String> known(JsonNode api) {
        var known = new LinkedHashSet<String>();
        operations(api).forEach(operation -> {
            String key = operation.where().replace(" ", "").replace("/api/v1", "");
            known.add(key);
            operation.what().path("parameters").forEach(parameter -> {
                known.add("?" + parameter.path("name").asText());
                known.add(key + "?" + parameter.path("name").asText());
            });
        });
        fields(api.at("/components/schemas")).forEach(schema -> {
            known.add(schema.getKey());
            known.add(schema.getKey() + "!");
            properties(schema.getKey(), schema.getValue()).forEach(field -> {
                String name = field.where().substring(field.where().lastIndexOf('.'));
                known.add(name);
                known.add(schema.getKey() + name);
            });
        });
        return known;
    }

    @Test
    void codes_of_events_are_called_as_the_events_call_them() throws Exception {
        var different = new ArrayList<String>();
        var ofEvents = words(COMMON).lists().stream()
                .filter(list -> !OF_THE_CHASSIS.contains(list.list()))
                .toList();
        for (ApiWords.CodeList list : ofEvents) {
            Class<?> type = Class.forName(CaseType.class.getPackageName() + "." + list.list());
            assertThat(list.codes().stream().map(ApiWords.Code::code))
                    .as(list.list())
                    .containsExactly(Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .toArray(String[]::new));
            for (ApiWords.Code code : list.codes()) {
                Object chinese = type.getMethod("chinese")
                        .invoke(type.getMethod("valueOf", String.class).invoke(null, code.code()));
                if (!code.zh().equals(chinese)) {
                    different.add(list.list() + " " + code.code() + " " + code.zh() + " " + chinese);
                }
            }
        }

        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "dispatch", "followup", "assessment"})
    void every_list_of_codes_has_a_name_and_words_in_both_languages(String service) throws IOException {
        List<ApiWords.CodeList> lists = words(COMMON, service + "-service").lists();

        assertThat(lists).isNotEmpty().allSatisfy(list -> {
            assertThat(hasChinese(list.zh())).as(list.list()).isTrue();
            assertThat(list.en()).isNotBlank();
            assertThat(list.codes()).allSatisfy(code -> {
                assertThat(hasChinese(code.zh()))
                        .as(list.list() + " " + code.code())
                        .isTrue();
                assertThat(code.en()).isNotBlank();
            });
        });
    }
}
