package org.hotline12345.followup.calendar.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.testing.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All days of 2007 to 2026, one by one, against the notices. */
class EveryDayTest {
    private static final int FIRST = 2007;
    private static final int LAST = 2026;

    private final WorkingCalendar calendar = TestOffice.calendar();

    private interface Source {
        JsonNode year(int year) throws IOException;
    }

    @Test
    void every_day_is_as_the_shipped_notices_say() throws IOException {
        var json = new ObjectMapper();
        compare(year -> {
            try (InputStream file = EveryDayTest.class.getResourceAsStream("/cn-holidays/" + year + ".json")) {
                return json.readTree(file);
            }
        });
    }

    @Test
    void every_day_is_as_the_published_collection_says() throws IOException {
        Path folder = RealData.file("cn-holidays");
        var json = new ObjectMapper();
        compare(year -> json.readTree(Files.readString(folder.resolve(year + ".json"))));
    }

    private void compare(Source source) throws IOException {
        Map<LocalDate, Boolean> off = new HashMap<>();
        for (int year = FIRST; year <= LAST; year++) {
            for (JsonNode day : source.year(year).get("days")) {
                off.put(
                        LocalDate.parse(day.get("date").asText()),
                        day.get("isOffDay").asBoolean());
            }
        }
        int days = 0;
        for (LocalDate day = LocalDate.of(FIRST, 1, 1); day.getYear() <= LAST; day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            assertThat(calendar.isWorkingDay(day)).as("%s", day).isEqualTo(!off.getOrDefault(day, weekend));
            days++;
        }
        assertThat(days).isEqualTo(7305);
    }

    @ParameterizedTest(name = "{0}: {1} working days")
    @CsvSource({
        "2007, 249", "2008, 251", "2009, 250", "2010, 250", "2011, 250", "2012, 249", "2013, 250", "2014, 250",
        "2015, 249", "2016, 250", "2017, 249", "2018, 250", "2019, 250", "2020, 249", "2021, 250", "2022, 249",
        "2023, 249", "2024, 251", "2025, 248", "2026, 248"
    })
    void a_year_has_so_many_working_days(int year, int expected) {
        assertThat(calendar.countWorkingDays(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(expected);
    }
}
