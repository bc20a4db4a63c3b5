package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code asyncapi.yaml} lists exactly what the catalogue holds. */
class AsyncApiTest {
    private static final JsonNode API = read();

    @Test
    void it_is_an_asyncapi_3_document() {
        assertThat(API.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(names(API)).contains("info", "channels", "operations", "components");
    }

    @Test
    void both_topics_stand_in_it_with_their_messages() {
        assertThat(names(API.path("channels"))).containsExactly("caseEvents", "officeEvents");
        assertChannel("caseEvents", Topics.CASE_EVENTS, EventCatalogue.caseEvents());
        assertChannel("officeEvents", Topics.OFFICE_EVENTS, EventCatalogue.officeEvents());
    }

    @Test
    void every_message_names_its_type_and_its_schema() {
        var messages = API.path("components").path("messages");

        assertThat(names(messages))
                .containsExactlyElementsOf(
                        Contract.events().map(Class::getSimpleName).toList());
        Contract.events().forEach(event -> {
            var message = messages.path(event.getSimpleName());
            var type = EventCatalogue.typeOf(event);
            assertThat(message.path("name").asText()).isEqualTo(type);
            assertThat(message.path("summary").asText())
                    .isEqualTo(Contract.schema(event).path("description").asText());
            assertThat(message.path("payload").path("schema").path("$ref").asText())
                    .isEqualTo("schemas/" + type + ".json");
            assertThat(AsyncApiTest.class.getResource("/schemas/" + type + ".json"))
                    .isNotNull();
        });
    }

    @Test
    void every_message_is_sent_by_exactly_one_service() {
        var sent = new ArrayList<String>();
        API.path("operations").properties().forEach(operation -> {
            if (operation.getValue().path("action").asText().equals("send")) {
                operation.getValue().path("messages").forEach(message -> {
                    assertResolves(message.path("$ref").asText());
                    var ref = message.path("$ref").asText();
                    sent.add(ref.substring(ref.lastIndexOf('/') + 1));
                });
            }
        });

        assertThat(sent)
                .containsExactlyInAnyOrderElementsOf(
                        Contract.events().map(Class::getSimpleName).toList());
    }

    @Test
    void every_reference_inside_the_document_leads_somewhere() {
        var references = API.findValuesAsText("$ref").stream()
                .filter(ref -> ref.startsWith("#"))
                .toList();

        assertThat(references).isNotEmpty();
        references.forEach(AsyncApiTest::assertResolves);
    }

    private static void assertChannel(
            String name, String address, Set<? extends Class<? extends HotlineEvent>> events) {
        var channel = API.path("channels").path(name);
        assertThat(channel.path("address").asText()).isEqualTo(address);
        assertThat(names(channel.path("messages")))
                .containsExactlyElementsOf(
                        events.stream().map(Class::getSimpleName).toList());
    }

    private static void assertResolves(String reference) {
        assertThat(API.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode read() {
        try (var in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
