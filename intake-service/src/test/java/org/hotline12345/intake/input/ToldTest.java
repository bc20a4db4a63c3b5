package org.hotline12345.intake.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.intake.registration.Registration;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private record Input(
            @Told(value = Told.TITLE, required = true) String title,
            @Told(Told.TEXT) String text,
            @Told(Told.LINE) String address,
            @Told(value = Told.CODE, oneLine = true) String externalId,
            @Needed Object type,
            @Valid Registration.Point location) {}

    private static Input text(String text) {
        return new Input("标题", text, null, null, "HELP", null);
    }

    private static Input code(String code) {
        return new Input("标题", null, null, code, "HELP", null);
    }

    private static List<String> wrong(Input input) {
        return VALIDATOR.validate(input).stream()
                .map(ConstraintViolation::getPropertyPath)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    @Test
    void everything_wrong_is_told_at_once() {
        var input = new Input(" ", null, "长".repeat(501), "a\nb", null, new Registration.Point(91.0, Double.NaN));
        // both degrees are said by their record
        assertThat(wrong(input)).containsExactly("address", "externalId", "location", "location", "title", "type");
    }

    @Test
    void what_is_right_passes() {
        assertThat(wrong(new Input(
                        "𠮷".repeat(200),
                        "一行\r\n\t二行 😀 '; drop table; --<script>",
                        null,
                        "A-1",
                        new Object(),
                        new Registration.Point(-90.0, 180.0))))
                .isEmpty();
        assertThat(wrong(text(null))).isEmpty();
        assertThat(wrong(code(null))).isEmpty();
    }

    @Test
    void control_characters_and_half_characters_are_refused() {
        for (String bad :
                new String[] {"a\u0000b", "\u0007", "\u007f", "\u0085", "\ud83d", "\ude00", "\ud83dx", "x\ude00"}) {
            assertThat(wrong(text(bad)))
                    .as("%s", bad.codePoints().boxed().toList())
                    .hasSize(1);
        }
        assertThat(wrong(new Input("", null, null, null, "", null))).containsExactly("title");
        assertThat(wrong(new Input(null, null, null, null, "", null))).containsExactly("title");
        assertThat(wrong(code(" "))).hasSize(1);
        assertThat(wrong(code("x\r"))).hasSize(1);
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
