package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillionFillTest {
    @TempDir
    Path home;

    @Test
    void a_folder_without_a_file_has_nothing() {
        assertThat(MillionFill.done(home, 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000, 2000, true", "2000, 1000, 2000, false", "2000, 2000, 1000, true", "2000, 2000, 2001, false"
    })
    void the_folder_knows_how_many_are_in(int end, int in, int wanted, boolean enough) throws IOException {
        Files.writeString(
                home.resolve("million.json"),
                "{\"asOf\": \"2026-11-20T04:00:00Z\", \"done\": %d, \"ends\": [%d]}".formatted(in, end));

        assertThat(MillionFill.done(home, wanted)).isEqualTo(enough);
    }

    @ParameterizedTest
    @CsvSource({"1000000, 80, 3:29", "59, 1, 0:01", "0, 80, 0:00", "100, 0, 0:00"})
    void the_time_left_is_told_in_hours_and_minutes(int cases, double rate, String left) {
        assertThat(MillionFill.left(cases, rate)).isEqualTo(left);
    }
}
