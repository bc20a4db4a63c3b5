package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDescriptionTest {
    @ParameterizedTest
    @CsvSource({
        "true, summary tags parameters requestBody responses",
        "false, parameters requestBody responses summary tags"
    })
    void parameters_stand_where_they_would_stand_had_they_been_there_at_once(boolean summarised, String order) {
        Operation operation = OASFactory.createOperation();
        if (summarised) {
            operation.summary("s").tags(List.of("t"));
        }
        operation
                .requestBody(OASFactory.createRequestBody().description("b"))
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse("200", OASFactory.createAPIResponse().description("r")));
        if (!summarised) {
            operation.summary("s").tags(List.of("t"));
        }
        operation.addParameter(OASFactory.createParameter().name("k"));

        ApiDescription.putBehindParameters(operation, summarised);

        String written = SmallRyeOpenAPI.builder()
                .withInitialModel(OASFactory.createOpenAPI()
                        .paths(OASFactory.createPaths()
                                .addPathItem("/x", OASFactory.createPathItem().POST(operation))))
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .build()
                .toYAML();
        assertThat(Pattern.compile("(?m)^      (\\w+):")
                        .matcher(written)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(order.split(" "));
    }
}
