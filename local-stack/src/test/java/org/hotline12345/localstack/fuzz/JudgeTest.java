package org.hotline12345.localstack.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.localstack.api.ServiceName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final String DESCRIPTION = """
            components:
              schemas:
                Order:
                  type: object
                  required: [state]
                  properties:
                    state: {type: string, enum: [SIGNED]}
                    dueAt: {type: string, format: date-time}
                    rounds: {type: array, items: {type: integer}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "200 | application/json         | {'state': 'SIGNED', 'dueAt': null, 'rounds': [1]}     | 10   | -",
                "200 | application/json         | {'state': 'SIGNED', 'dueAt': 'soon'}                  | 10   | UNDESCRIBED",
                "200 | application/json         | {'state': 'LOST'}                                     | 10   | UNDESCRIBED",
                "200 | application/json         | {'dueAt': '2026-11-30T00:00:00+08:00'}                | 10   | UNDESCRIBED",
                "200 | application/json         | {'state': 'SIGNED', 'rounds': ['a']}                  | 10   | UNDESCRIBED",
                "200 | application/json         | {'state': 'SIGNED', 'more': 1}                        | 10   | UNDESCRIBED",
                "200 | text/csv                 | a                                                     | 10   | UNDESCRIBED",
                "204 | -                        | -                                                     | 10   | UNDESCRIBED",
                "200 | application/json         | {'state': 'SIGNED'}                                   | 5001 | SLOW",
                "400 | application/problem+json | {'type': 'urn:x', 'title': 'No', 'status': 400}       | 10   | -",
                "400 | application/problem+json | {'type': 'urn:x', 'title': 'No', 'status': 404}       | 10   | UNEXPLAINED",
                "414 | -                        | -                                                     | 10   | UNEXPLAINED",
                "404 | text/html                | not here                                              | 10   | UNEXPLAINED",
                "503 | application/problem+json | {'type': 'urn:x', 'title': 'No', 'status': 503}       | 10   | FAILURE",
                "0   | -                        | -                                                     | 10   | SILENT"
            })
    void an_answer_is_right_or_says_what_is_wrong_with_it(
            int status, String type, String body, long millis, Finding.Kind expected) throws IOException {
        var answer = new RawAnswer(
                status,
                type == null ? Map.of() : Map.of("content-type", type + ";charset=UTF-8"),
                body == null ? new byte[0] : body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                millis);

        var finding =
                new Judge().judge(new Request(1, operation(), "GET /x HTTP/1.1", new byte[0], true, true), answer);

        assertThat(finding.map(Finding::kind).orElse(null)).isEqualTo(expected);
    }

    private static Operation operation() throws IOException {
        JsonNode description = new YAMLMapper().readTree(DESCRIPTION);
        JsonNode order = new YAMLMapper().readTree("$ref: '#/components/schemas/Order'");
        return new Operation(
                ServiceName.DISPATCH,
                "GET",
                "/api/v1/work-orders/{id}",
                List.of(),
                Map.of(),
                Map.of("200", Map.of("application/json", order)),
                Set.of(),
                false,
                new Schemas(description));
    }
}
