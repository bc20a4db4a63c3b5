package org.hotline12345.intake.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void everything_wrong_is_told_at_once() {
        var checks = new Checks()
                .text("title", " ", 200)
                .optionalText("address", "长".repeat(501), Checks.LINE)
                .range("lat", 91.0, -90, 90)
                .range("lon", Double.NaN, -180, 180)
                .optionalCode("externalId", "a\nb")
                .that(false, "phone", "violation.intake.phone");

        assertThat(checks.violations())
                .extracting(Violation::field)
                .containsExactly("title", "address", "lat", "lon", "externalId", "phone");
        assertThatThrownBy(checks::enforce).isInstanceOf(Problem.class);
    }

    @Test
    void what_is_right_passes() {
        var checks = new Checks()
                .text("title", "𠮷".repeat(200), 200)
                .text("text", "一行\r\n\t二行 😀 '; drop table; --<script>", 10_000)
                .optionalText("address", null, 1)
                .optionalCode("code", null)
                .optionalCode("code", "A-1")
                .range("lat", null, -90, 90)
                .range("lat", -90.0, -90, 90)
                .range("lat", 90.0, -90, 90)
                .required("type", new Object());

        assertThat(checks.violations()).isEmpty();
        checks.enforce();
    }

    @Test
    void control_characters_and_half_characters_are_refused() {
        for (String bad :
                new String[] {"a\u0000b", "\u0007", "\u007f", "\u0085", "\ud83d", "\ude00", "\ud83dx", "x\ude00"}) {
            assertThat(new Checks().optionalText("text", bad, 100).violations())
                    .as("%s", bad.codePoints().boxed().toList())
                    .hasSize(1);
        }
        assertThat(new Checks().text("t", "", 10).violations()).hasSize(1);
        assertThat(new Checks().text("t", null, 10).violations()).hasSize(1);
        assertThat(new Checks().optionalCode("c", " ").violations()).hasSize(1);
        assertThat(new Checks().optionalCode("c", "x\r").violations()).hasSize(1);
    }

    @Test
    void a_day_is_within_its_bounds() {
        assertThat(Moments.from("from", "2026-11-24")).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(Moments.to("to", "2026-11-24")).isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
        assertThat(Moments.to("to", "2026-11-24T08:00:00+08:00")).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(Moments.from("from", "2026-11-24T08:00:00 08:00")).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
        assertThat(Moments.from("from", null)).isNull();
        assertThat(Moments.to("to", " ")).isNull();
        for (String bad : new String[] {"yesterday", "2026-13-01", "2026-11-24T08:00:00", "2026-11-2x"}) {
            assertThatThrownBy(() -> Moments.from("from", bad)).isInstanceOf(Problem.class);
        }
    }
}
