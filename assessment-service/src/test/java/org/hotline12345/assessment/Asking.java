package org.hotline12345.assessment;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.hotline12345.testing.TestTokens;

/** Requests of somebody to the service. */
public final class Asking {
    /** Rules and tables are sent as the text that they are. */
    static final RestAssuredConfig TEXTS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset(StandardCharsets.UTF_8)
                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                    .encodeContentTypeAs("text/csv", ContentType.TEXT));

    private Asking() {}

    /** Somebody with one role, named after it. */
    public static RequestSpecification as(String role) {
        return as(role, role + "-1");
    }

    public static RequestSpecification as(String role, String subject) {
        return bearer(TestTokens.role(role).subject(subject).build(), TEXTS);
    }

    static RequestSpecification bearer(String token, RestAssuredConfig config) {
        return RestAssured.given().config(config).header("Authorization", "Bearer " + token);
    }
}
