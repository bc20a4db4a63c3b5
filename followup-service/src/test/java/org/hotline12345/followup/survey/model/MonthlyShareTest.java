package org.hotline12345.followup.survey.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthlyShareTest {
    @ParameterizedTest(name = "{1} of {0} surveyed, at least {2} %: {3} %, {4} missing")
    @CsvSource({
        // Qinglong: every month at least 10 %
        "1000, 100, 10, 10.00, 0",
        "1000, 99, 10, 9.90, 1",
        // a part of a round counts as one
        "1001, 100, 10, 9.99, 1",
        "9, 0, 10, 0.00, 1",
        "7, 7, 100, 100.00, 0",
        "7, 6, 100, 85.71, 1",
        "1000, 300, 10, 30.00, 0",
        // without an aim nothing is missing, without rounds there is no share
        "1000, 3, , 0.30, 0",
        "0, 0, 10, , 0"
    })
    void of_a_months_rounds_enough_are_surveyed_or_some_are_missing(
            int finished, int surveyed, Integer aim, BigDecimal percent, int missing) {
        var share = new MonthlyShare(finished, surveyed, aim);
        assertThat(share.percent()).isEqualTo(percent);
        assertThat(share.missing()).isEqualTo(missing);
    }
}
