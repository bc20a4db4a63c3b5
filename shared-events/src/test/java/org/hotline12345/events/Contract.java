package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** The contract's files as the tests read them: a schema and a sample per type. */
final class Contract {
    /** Writes times with the offset of Asia/Shanghai, as the services do. Reads without any leniency of its own. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addSerializer(Instant.class, new ShanghaiSerializer()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Contract() {}

    static Stream<Class<? extends HotlineEvent>> events() {
        return Stream.concat(EventCatalogue.caseEvents().stream(), EventCatalogue.officeEvents().stream());
    }

    static JsonNode schema(Class<? extends HotlineEvent> event) {
        return read("/schemas/" + EventCatalogue.typeOf(event) + ".json");
    }

    static JsonNode sample(Class<? extends HotlineEvent> event) {
        return read("/samples/" + EventCatalogue.typeOf(event) + ".json");
    }

    private static JsonNode read(String path) {
        try (var in = Contract.class.getResourceAsStream(path)) {
            assertThat(in).as("resource " + path).isNotNull();
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static final class ShanghaiSerializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        ShanghaiSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value.atOffset(ZoneOffset.ofHours(8))));
        }
    }
}
