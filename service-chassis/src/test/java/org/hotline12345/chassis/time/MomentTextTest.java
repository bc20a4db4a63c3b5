package org.hotline12345.chassis.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTextTest {
    private static final ObjectMapper USUAL =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final ObjectMapper OURS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new MomentText.Reader()))
            .build();

    @Test
    void moments_are_what_the_formatter_reads() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var moment = Instant.ofEpochSecond(
                    random.nextInt() * 4L, random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
            var offset = ZoneOffset.ofTotalSeconds((random.nextInt(73) - 36) * 1_800);
            String text = OffsetDateTime.ofInstant(moment, offset).toString();
            assertThat(MomentText.parse(text)).as(text).isEqualTo(moment);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59Z",
                "2024-02-29T23:59:59.1Z",
                "2024-02-29T23:59:59.Z",
                "2024-02-29T23:59:59.123456789+08:00",
                "2024-02-29T23:59:59-17:59",
                "2024-02-29T23:59:59+18:00",
                "2024-02-29T23:59Z",
                "2024-02-29T23:59:59+08:00:30",
                "+12024-02-29T23:59:59Z"
            })
    void every_form_is_read(String text) {
        Instant moment = OffsetDateTime.parse(text).toInstant();
        assertThat(MomentText.parse(text)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-29T10:00:00Z",
                "2023-02-28T24:00:00Z",
                "2023-02-28T10:60:00Z",
                "2023-02-28T10:00:60Z",
                "2023-13-01T10:00:00Z",
                "2023-02-28T10:00:00",
                "2023-02-28T10:00:00.1234567890Z",
                "2023-02-28T10:00:00+19:00",
                "2023-02-28 10:00:00Z",
                "2023-02-28T1o:00:00Z",
                "2023-02-28T10:00:00ZZ",
                "nonsense that is long enough"
            })
    void what_the_formatter_refuses_is_refused(String text) {
        assertThatThrownBy(() -> OffsetDateTime.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> MomentText.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2024-02-29T23:59:59.5+08:00\"",
                "\"2024-02-29T23:59:59Z\"",
                "\"2024-02-29T23:59:59+0000\"",
                "1700000000",
                "1700000000.25",
                "\"1700000000\"",
                "\"\"",
                "null"
            })
    void json_gives_the_same_moments(String json) throws JsonProcessingException {
        assertThat(OURS.readValue(json, Instant.class)).isEqualTo(USUAL.readValue(json, Instant.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2023-02-29T10:00:00Z\"", "\"soon\"", "{}", "true"})
    void json_refuses_the_same(String json) {
        assertThatThrownBy(() -> USUAL.readValue(json, Instant.class)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> OURS.readValue(json, Instant.class)).isInstanceOf(JsonProcessingException.class);
    }
}
