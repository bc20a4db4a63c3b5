package org.hotline12345.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.ValidationException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReckonedTimesTest {
    record Span(LocalDate day, OffsetDateTime moment) {}

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    ReckonedTimesTest() {
        new RestJson().customize(json);
    }

    @ParameterizedTest
    @CsvSource({
        "day, +999999999-12-31, type.date",
        "day, -0001-01-01, type.date",
        "moment, +294277-01-09T04:00:54Z, type.time",
        "moment, -4714-01-01T00:00:00Z, type.time"
    })
    void a_time_far_outside_is_refused_by_its_field(String field, String value, String type) {
        Problem problem = Problems.of(
                catchThrowable(() -> json.readValue("{\"%s\":\"%s\"}".formatted(field, value), Span.class)));
        assertThat(problem.type().status()).isEqualTo(400);
        assertThat(problem.violations())
                .extracting(violation -> violation.field() + " " + violation.message() + " " + violation.args())
                .containsExactly(field + " violation.wrongType [" + type + "]");
    }

    @Test
    void the_last_year_that_is_written_with_four_digits_is_read() throws Exception {
        assertThat(json.readValue("{\"day\":\"9999-12-31\",\"moment\":\"9999-12-31T23:59:59+08:00\"}", Span.class))
                .isEqualTo(new Span(LocalDate.of(9999, 12, 31), OffsetDateTime.parse("9999-12-31T23:59:59+08:00")));
    }

    /** As Bean Validation wraps what a rule of several fields meets. */
    @Test
    void a_time_that_a_rule_cannot_reckon_with_is_no_failure_of_the_service() {
        var failure = new ValidationException(catchThrowable(() -> LocalDate.MAX.plusDays(1)));
        assertThat(Problems.of(failure).type().status()).isEqualTo(400);
    }
}
