package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of types is complete, unique and never loses one. */
class EventCatalogueTest {
    @Test
    void types_that_were_ever_published_stay_with_their_records() throws IOException {
        List<String> published;
        try (var in = getClass().getResourceAsStream("/published-types.txt")) {
            published = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }

        assertThat(Contract.events()
                        .map(event -> EventCatalogue.typeOf(event) + " " + event.getSimpleName())
                        .toList())
                .as("a new type is added to published-types.txt, an old one is never removed or renamed")
                .containsExactlyElementsOf(published);
    }

    @Test
    void every_type_is_unique_and_leads_back_to_its_record() {
        var types = Contract.events().map(EventCatalogue::typeOf).toList();

        assertThat(types).doesNotHaveDuplicates();
        Contract.events()
                .forEach(event -> assertThat(EventCatalogue.classOf(EventCatalogue.typeOf(event)))
                        .hasValue(event));
    }

    @Test
    void an_unknown_type_has_no_record() {
        assertThat(EventCatalogue.classOf("org.hotline12345.case.registered.v2"))
                .isEmpty();
    }

    @Test
    void a_type_says_whether_it_is_about_a_case_or_the_office() {
        EventCatalogue.caseEvents()
                .forEach(event -> assertThat(EventCatalogue.typeOf(event))
                        .matches("org\\.hotline12345\\.case\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*"));
        EventCatalogue.officeEvents()
                .forEach(event -> assertThat(EventCatalogue.typeOf(event))
                        .matches("org\\.hotline12345\\.office\\.[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas", "samples"})
    void there_is_one_file_per_type_and_no_other(String folder) throws Exception {
        var path = Path.of(getClass().getResource("/" + folder).toURI());

        try (var files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Contract.events()
                            .map(event -> EventCatalogue.typeOf(event) + ".json")
                            .toList());
        }
    }

    @Test
    void an_office_event_is_keyed_by_what_it_is_about_and_the_key_is_not_in_the_payload() throws Exception {
        for (var event : EventCatalogue.officeEvents()) {
            var sample = Contract.JSON.treeToValue(Contract.sample(event), event);

            assertThat(sample.key()).isNotBlank();
            assertThat(Contract.sample(event).properties())
                    .as("the key is one of the payload's values")
                    .anyMatch(field -> field.getValue().asText().equals(sample.key()));
            assertThat(Contract.JSON.valueToTree(sample).has("key")).isFalse();
        }
    }

    @Test
    void every_enum_value_has_a_chinese_word() {
        Contract.events()
                .flatMap(event -> Arrays.stream(event.getRecordComponents()))
                .map(component -> component.getType())
                .filter(Class::isEnum)
                .distinct()
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .forEach(value -> assertThat(chinese(value))
                        .as(value.getClass().getSimpleName() + "." + value)
                        .matches("[\\p{IsHan}、,0-9]+"));
    }

    private static String chinese(Object value) {
        try {
            return (String) value.getClass().getMethod("chinese").invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no Chinese word for " + value, e);
        }
    }
}
