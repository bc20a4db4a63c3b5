package org.hotline12345.chassis.time;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Writes instants and offset times as ISO 8601 with the offset of Asia/Shanghai. */
public class ShanghaiTimeModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Registers the serializers. */
    public ShanghaiTimeModule() {
        super("shanghai-time");
        addSerializer(Instant.class, new InstantSerializer());
        addSerializer(OffsetDateTime.class, new OffsetSerializer());
    }

    private static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ShanghaiTime.of(instant));
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text(value));
        }
    }

    private static final class OffsetSerializer extends StdSerializer<OffsetDateTime> {
        private static final long serialVersionUID = 1L;

        OffsetSerializer() {
            super(OffsetDateTime.class);
        }

        @Override
        public void serialize(OffsetDateTime value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text(value.toInstant()));
        }
    }
}
