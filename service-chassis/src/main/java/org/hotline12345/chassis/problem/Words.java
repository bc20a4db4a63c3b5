package org.hotline12345.chassis.problem;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that must be there, say something and be no longer than {@code max}: one violation, whichever it is. */
@Constraint(validatedBy = Words.Validator.class)
@TextBound("max")
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Words {
    int min() default 1;

    int max();

    String message() default "{violation.Size}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts as {@code Size} does. */
    class Validator implements ConstraintValidator<Words, String> {
        private Words words;

        @Override
        public void initialize(Words constraint) {
            words = constraint;
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text != null && !text.isBlank() && text.length() >= words.min() && text.length() <= words.max();
        }
    }
}
