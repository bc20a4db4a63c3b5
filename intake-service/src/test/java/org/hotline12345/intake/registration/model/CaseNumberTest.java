package org.hotline12345.intake.registration.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CaseNumberTest {
    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-11-24T15:59:59Z");

    @Test
    void it_holds_area_day_in_shanghai_and_running_number() {
        assertThat(CaseNumber.of("220102", BEFORE_MIDNIGHT, 123)).isEqualTo("220102-20261124-0000123");
        assertThat(CaseNumber.of("CCXQ", BEFORE_MIDNIGHT.plusSeconds(1), 1234567))
                .isEqualTo("CCXQ-20261125-1234567");
    }

    @Test
    void a_long_running_number_is_written_in_full() {
        assertThat(CaseNumber.of("220102", BEFORE_MIDNIGHT, 12_345_678)).isEqualTo("220102-20261124-12345678");
    }
}
