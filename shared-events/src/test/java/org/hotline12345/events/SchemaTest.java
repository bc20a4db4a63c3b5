package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schema, sample and record of every type say the same. */
class SchemaTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    static Stream<Class<? extends HotlineEvent>> events() {
        return Contract.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_schema_is_itself_valid_and_named_after_its_type(Class<? extends HotlineEvent> event) {
        var schema = Contract.schema(event);
        var meta = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertThat(meta.validate(schema)).isEmpty();
        assertThat(schema.path("$schema").asText()).isEqualTo(SchemaId.V202012);
        assertThat(schema.path("$id").asText())
                .isEqualTo("https://hotline12345.org/schemas/" + EventCatalogue.typeOf(event) + ".json");
        assertThat(schema.path("title").asText()).isEqualTo(event.getSimpleName());
        assertThat(schema.path("description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_schema_describes_exactly_the_components_of_the_record(Class<? extends HotlineEvent> event)
            throws Exception {
        var sample = Contract.JSON.treeToValue(Contract.sample(event), event);

        assertSameShape(Contract.schema(event), Contract.schema(event), sample);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_sample_satisfies_the_schema_and_shows_every_field(Class<? extends HotlineEvent> event) {
        var sample = Contract.sample(event);

        assertThat(validator(event).validate(sample)).isEmpty();
        assertThat(names(sample)).isEqualTo(names(Contract.schema(event).get("properties")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_sample_reads_into_the_record_and_writes_back_the_same(Class<? extends HotlineEvent> event)
            throws Exception {
        var sample = Contract.sample(event);

        var read = Contract.JSON.treeToValue(sample, event);

        assertThat(Contract.JSON.readTree(Contract.JSON.writeValueAsString(read)))
                .isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("events")
    void optional_fields_may_be_absent_and_are_then_not_written(Class<? extends HotlineEvent> event) throws Exception {
        var required = required(Contract.schema(event));
        var smallest = ((ObjectNode) Contract.sample(event)).retain(required);

        assertThat(validator(event).validate(smallest)).isEmpty();
        var written =
                Contract.JSON.readTree(Contract.JSON.writeValueAsString(Contract.JSON.treeToValue(smallest, event)));

        written.properties()
                .forEach(field ->
                        assertThat(field.getValue().isNull()).as(field.getKey()).isFalse());
        assertThat(validator(event).validate(written)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_missing_required_field_breaks_the_schema(Class<? extends HotlineEvent> event) {
        for (var field : required(Contract.schema(event))) {
            var broken = ((ObjectNode) Contract.sample(event)).without(List.of(field));

            assertThat(validator(event).validate(broken)).as("without " + field).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void fields_of_a_later_version_are_ignored(Class<? extends HotlineEvent> event) throws Exception {
        var sample = Contract.sample(event);
        var later = (ObjectNode) sample.deepCopy();
        addUnknownFields(later);

        assertThat(validator(event).validate(later)).isEmpty();
        assertThat(Contract.JSON.treeToValue(later, event)).isEqualTo(Contract.JSON.treeToValue(sample, event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_unknown_enum_value_is_refused_so_that_the_event_parks(Class<? extends HotlineEvent> event) {
        for (var component : event.getRecordComponents()) {
            if (component.getType().isEnum()) {
                var odd = (ObjectNode) Contract.sample(event);
                odd.put(component.getName(), "NOBODY_KNOWS");

                assertThat(validator(event).validate(odd)).isNotEmpty();
                assertThatThrownBy(() -> Contract.JSON.treeToValue(odd, event)).hasMessageContaining("NOBODY_KNOWS");
            }
        }
        assertThat(event.isRecord()).isTrue();
    }

    private static JsonSchema validator(Class<? extends HotlineEvent> event) {
        return SCHEMAS.getSchema(Contract.schema(event), STRICT_FORMATS);
    }

    private static void assertSameShape(JsonNode root, JsonNode schema, Object value) throws Exception {
        var type = value.getClass();
        var components = type.getRecordComponents();
        assertThat(names(schema.get("properties")))
                .as("fields of " + type.getSimpleName())
                .containsExactlyElementsOf(
                        Arrays.stream(components).map(RecordComponent::getName).toList());
        assertThat(required(schema))
                .as("required fields of " + type.getSimpleName())
                .isEqualTo(requiredByConstructor(value));
        assertThat(schema.path("additionalProperties").asBoolean(false))
                .as("a reader must accept fields of a later version")
                .isTrue();
        for (var component : components) {
            assertSameType(
                    root,
                    schema.get("properties").get(component.getName()),
                    component.getGenericType(),
                    component.getAccessor().invoke(value),
                    type.getSimpleName() + "." + component.getName());
        }
    }

    private static void assertSameType(JsonNode root, JsonNode schema, Type type, Object value, String where)
            throws Exception {
        if (type instanceof ParameterizedType list) {
            assertThat(list.getRawType()).as(where).isEqualTo(List.class);
            assertThat(schema.path("type").asText()).as(where).isEqualTo("array");
            assertThat((List<?>) value).as("the sample fills " + where).isNotEmpty();
            assertSameType(
                    root,
                    schema.get("items"),
                    list.getActualTypeArguments()[0],
                    ((List<?>) value).get(0),
                    where + "[]");
            return;
        }
        var raw = (Class<?>) type;
        if (raw.isRecord()) {
            assertThat(schema.path("$ref").asText()).as(where).isEqualTo("#/$defs/" + raw.getSimpleName());
            assertSameShape(root, root.path("$defs").path(raw.getSimpleName()), value);
            return;
        }
        assertThat(schema.path("type").asText() + " " + schema.path("format").asText())
                .as(where)
                .isEqualTo(jsonType(raw));
        if (raw.isEnum()) {
            assertThat(texts(schema.get("enum")))
                    .as(where)
                    .containsExactlyElementsOf(Arrays.stream(raw.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
    }

    private static String jsonType(Class<?> type) {
        if (type == UUID.class) {
            return "string uuid";
        }
        if (type == Instant.class) {
            return "string date-time";
        }
        if (type == LocalDate.class) {
            return "string date";
        }
        if (type == String.class || type.isEnum()) {
            return "string ";
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return "integer ";
        }
        if (type == double.class || type == Double.class) {
            return "number ";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean ";
        }
        throw new AssertionError("no JSON type agreed for " + type);
    }

    /** Primitives, and what the canonical constructor refuses to take as null. */
    private static Set<String> requiredByConstructor(Object record) throws Exception {
        var components = record.getClass().getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = new ArrayList<Object>();
        for (var component : components) {
            values.add(component.getAccessor().invoke(record));
        }
        Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
        var required = new TreeSet<String>();
        for (int i = 0; i < components.length; i++) {
            if (types[i].isPrimitive() || refusesNull(constructor, values, i)) {
                required.add(components[i].getName());
            }
        }
        return required;
    }

    private static boolean refusesNull(Constructor<?> constructor, List<Object> values, int index) throws Exception {
        var arguments = values.toArray();
        arguments[index] = null;
        try {
            constructor.newInstance(arguments);
            return false;
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(NullPointerException.class);
            return true;
        }
    }

    private static void addUnknownFields(ObjectNode node) {
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                addUnknownFields(inner);
            }
            field.getValue().elements().forEachRemaining(element -> {
                if (element instanceof ObjectNode inner) {
                    addUnknownFields(inner);
                }
            });
        });
        node.put("addedInALaterVersion", "新增字段");
    }

    private static Set<String> required(JsonNode schema) {
        return new TreeSet<>(texts(schema.path("required")));
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
