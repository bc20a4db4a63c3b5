package org.hotline12345.intake;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.hotline12345.testing.OpenApiContract;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends IntakeTest {
    @Test
    void the_committed_description_is_the_one_served() {
        OpenApiContract.holds("intake", given().get("/q/openapi").asString());
    }
}
