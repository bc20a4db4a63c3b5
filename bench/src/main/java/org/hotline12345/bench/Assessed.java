package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;

/** The figures of the present, as the assessment service counts them. */
final class Assessed {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final HotlineClient.As evaluator;

    Assessed(HotlineClient client) {
        this.evaluator = client.as(Identity.of("bench-evaluator", "evaluator"));
    }

    /** Figures of a period from years ago to next year. */
    JsonNode now() {
        LocalDate today = LocalDate.now(SHANGHAI);
        String period = today.minusYears(3) + ".." + today.plusYears(1);
        return evaluator
                .get(ServiceName.ASSESSMENT, HotlineClient.query("/indicators", "period", period, "by", "none"))
                .join()
                .json()
                .path("total");
    }

    /** Callbacks counted as answered. */
    long answered() {
        return now().path("answered").asLong();
    }
}
