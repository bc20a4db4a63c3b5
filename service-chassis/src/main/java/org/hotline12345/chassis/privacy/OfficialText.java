package org.hotline12345.chassis.privacy;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that an office writes: numbers of citizens are covered as it is read ({@link Masking#official}), so none of them gets
 * into a table, an event or another service; numbers that citizens are told to call stay.
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonDeserialize(using = OfficialText.Masked.class)
public @interface OfficialText {
    /** Reads a text as strictly as any other. */
    class Masked extends StdScalarDeserializer<String> {
        public Masked() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Masking.official(StringDeserializer.instance.deserialize(parser, context));
        }
    }
}
