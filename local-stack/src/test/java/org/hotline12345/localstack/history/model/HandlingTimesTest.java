package org.hotline12345.localstack.history.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlingTimesTest {
    /** The notice for the Dragon Boat Festival and the National Day of 2019 in parts. */
    private static final WorkCalendar CALENDAR = new WorkCalendar(
            Map.of(
                    LocalDate.of(2019, 6, 7), false,
                    LocalDate.of(2019, 9, 29), true,
                    LocalDate.of(2019, 10, 1), false,
                    LocalDate.of(2019, 10, 2), false,
                    LocalDate.of(2019, 10, 3), false,
                    LocalDate.of(2019, 10, 4), false,
                    LocalDate.of(2019, 10, 7), false,
                    LocalDate.of(2019, 10, 12), true),
            Set.of(2019));

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "2019-04-25T09:32:09, 2019-04-25T17:00:00, 0",
        "2019-04-25T23:59:59, 2019-04-26T00:00:00, 1",
        "2019-04-26T10:00:00, 2019-04-28T10:00:00, 0",
        "2019-04-26T10:00:00, 2019-04-29T10:00:00, 1",
        "2019-06-06T10:00:00, 2019-06-10T10:00:00, 1",
        "2019-09-28T10:00:00, 2019-09-29T10:00:00, 1",
        "2019-09-30T10:00:00, 2019-10-07T10:00:00, 0",
        "2019-09-30T10:00:00, 2019-10-12T10:00:00, 5",
        "2019-10-11T10:00:00, 2019-10-14T10:00:00, 2"
    })
    void counts_the_working_days_after_the_day_of_receipt_up_to_the_day_of_the_reply(
            LocalDateTime received, LocalDateTime replied, int days) {
        assertThat(CALENDAR.handlingDays(shanghai(received), shanghai(replied))).isEqualTo(days);
    }

    @Test
    void shares_and_percentiles_are_those_of_the_nearest_rank() {
        HandlingTimes times =
                HandlingTimes.of(IntStream.rangeClosed(1, 20).map(i -> 21 - i).toArray());
        assertThat(times.answered()).isEqualTo(20);
        assertThat(times.within())
                .containsEntry(1, new BigDecimal("5.00"))
                .containsEntry(3, new BigDecimal("15.00"))
                .containsEntry(15, new BigDecimal("75.00"))
                .containsEntry(30, new BigDecimal("100.00"));
        assertThat(times.median()).isEqualTo(10);
        assertThat(times.p75()).isEqualTo(15);
        assertThat(times.p90()).isEqualTo(18);
        assertThat(times.longest()).isEqualTo(20);
    }

    @Test
    void nothing_answered_has_no_share_and_no_median() {
        HandlingTimes times = HandlingTimes.of(new int[0]);
        assertThat(times.within().get(5)).isNull();
        assertThat(times.median()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"25783, 29186, 88.34", "24165, 29186, 82.80", "22345, 24932, 89.62", "1, 800, 0.13"})
    void shares_are_rounded_to_two_decimals_half_up(long part, long whole, BigDecimal percent) {
        assertThat(HandlingTimes.percent(part, whole)).isEqualTo(percent);
    }

    private static Instant shanghai(LocalDateTime local) {
        return local.atZone(WorkCalendar.ZONE).toInstant();
    }
}
