package org.hotline12345.localstack.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.junit.jupiter.api.Test;

class KnownValuesTest {
    private static final Random RANDOM = new Random(1);

    private final KnownValues known = new KnownValues();

    @Test
    void an_id_is_known_for_the_paths_of_its_list_and_a_text_that_is_too_long_for_nothing()
            throws JsonProcessingException {
        known.see(
                new Operation(
                        ServiceName.DISPATCH,
                        "GET",
                        "/api/v1/replies",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        false,
                        new Schemas(null)),
                HotlineClient.json()
                        .readTree("{\"items\": [{\"id\": \"r1\", \"orderId\": \"o1\", \"text\": \"%s\"}]}"
                                .formatted("长".repeat(1_000))));

        assertThat(known.inPath("/api/v1/replies/{id}/review", "id", RANDOM)).isEqualTo("r1");
        assertThat(known.inPath("/api/v1/orders/{id}", "id", RANDOM)).isEqualTo("o1");
        assertThat(known.any("text", RANDOM)).isNull();
    }
}
