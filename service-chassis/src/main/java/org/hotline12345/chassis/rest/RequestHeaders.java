package org.hotline12345.chassis.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which headers an operation reads through {@link Command}; {@link ApiDescription} writes them into the description of the
 * interface.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequestHeaders {
    Name[] value();

    /** The headers, in the order of the description. */
    enum Name {
        /** The language of the answer. */
        LANGUAGE("Accept-Language"),
        /** The key by which a command may be repeated. */
        KEY("Idempotency-Key"),
        /** The version a command is meant for. */
        IF_MATCH("If-Match");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        /** As it stands in a request. */
        public String text() {
            return text;
        }
    }
}
