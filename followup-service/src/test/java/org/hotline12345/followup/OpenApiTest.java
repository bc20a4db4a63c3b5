package org.hotline12345.followup;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.hotline12345.testing.OpenApiContract;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class OpenApiTest {
    @Test
    void the_committed_description_is_the_one_served() {
        OpenApiContract.holds("followup", given().get("/q/openapi").asString());
    }
}
