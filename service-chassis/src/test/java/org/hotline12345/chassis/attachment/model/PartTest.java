package org.hotline12345.chassis.attachment.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/100, 1",
        "bytes=10-19, bytes 10-19/100, 10",
        "bytes=90-, bytes 90-99/100, 10",
        "bytes=90-500, bytes 90-99/100, 10",
        "bytes=-30, bytes 70-99/100, 30",
        "bytes=-500, bytes 0-99/100, 100"
    })
    void one_range_of_bytes_is_a_part(String range, String said, long length) {
        Part part = Part.of(range, 100);

        assertThat(part.said()).isEqualTo(said);
        assertThat(part.length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=-0",
                "bytes=100-",
                "bytes=9-3",
                "bytes=0-1,5-6",
                "lines=1-2",
                "bytes=9999999999999999-"
            })
    void anything_else_is_the_whole_file(String range) {
        assertThat(Part.of(range, 100)).isNull();
    }
}
