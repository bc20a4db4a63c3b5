package org.hotline12345.intake.input;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.problem.TextBound;

/**
 * A text that was told: no longer than so many characters (code points), without control characters but line ends and tabs. All that
 * is wrong with it is said at once.
 */
@Constraint(validatedBy = Told.Rule.class)
@TextBound("value")
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Told {
    /** Most characters of a title. */
    int TITLE = 200;
    /** Most characters of a text. */
    int TEXT = 10_000;
    /** Most characters of an address, a reason or a purpose. */
    int LINE = 500;
    /** Most characters of a name, a code or a number of another system. */
    int CODE = 100;

    /** Most characters. */
    int value();

    /** It must say something. */
    boolean required() default false;

    /** Where it is there, it is one line that says something. */
    boolean oneLine() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks at the text. */
    class Rule implements ConstraintValidator<Told, String> {
        private Told told;

        @Override
        public void initialize(Told constraint) {
            told = constraint;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            List<String> wrong = wrong(text);
            context.disableDefaultConstraintViolation();
            wrong.forEach(key -> context.buildConstraintViolationWithTemplate("{violation.intake." + key + "}")
                    .addConstraintViolation());
            return wrong.isEmpty();
        }

        private List<String> wrong(String text) {
            var wrong = new ArrayList<String>(2);
            if (told.required() && (text == null || text.isBlank())) {
                wrong.add("required");
            }
            if (text == null) {
                return wrong;
            }
            if (told.oneLine() && (text.isBlank() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
                wrong.add("not-a-code");
            }
            if (text.length() > told.value() && text.codePointCount(0, text.length()) > told.value()) {
                wrong.add("too-long");
            }
            if (!text.codePoints().allMatch(Rule::isStorable)) {
                wrong.add("control-character");
            }
            return wrong;
        }

        /** Half a character is a code point of its own. */
        private static boolean isStorable(int point) {
            return Character.getType(point) != Character.SURROGATE
                    && (!Character.isISOControl(point) || point == '\n' || point == '\r' || point == '\t');
        }
    }
}
