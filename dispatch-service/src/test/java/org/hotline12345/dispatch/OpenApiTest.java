package org.hotline12345.dispatch;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.hotline12345.testing.OpenApiContract;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends DispatchTest {
    @Test
    void the_committed_description_is_the_one_served() {
        OpenApiContract.holds("dispatch", given().get("/q/openapi").asString());
    }
}
