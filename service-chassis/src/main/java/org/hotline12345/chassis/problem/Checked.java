package org.hotline12345.chassis.problem;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/**
 * An input with rules that span its fields. They are looked at with the constraints of the fields, wherever the input is
 * {@code @Valid}; a violation names its field from here.
 */
@Checked.Rules
public interface Checked {
    /** Says what is wrong. Fields may be null here although a constraint wants them. */
    void check(Violations violations);

    /** The constraint that asks {@link #check}. */
    @Constraint(validatedBy = Validator.class)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Rules {
        String message() default "{violation.invalid}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Hands each violation on as it is. */
    class Validator implements ConstraintValidator<Rules, Checked> {
        @Override
        public boolean isValid(Checked input, ConstraintValidatorContext context) {
            var violations = new Violations();
            input.check(violations);
            context.disableDefaultConstraintViolation();
            List<Violation> found = violations.list();
            for (int i = 0; i < found.size(); i++) {
                // the text is a number, which tells them apart and keeps their order: what was sent must not be read as
                // a template
                context.unwrap(HibernateConstraintValidatorContext.class)
                        .withDynamicPayload(found.get(i))
                        .buildConstraintViolationWithTemplate("%04d".formatted(i))
                        .addConstraintViolation();
            }
            return found.isEmpty();
        }
    }
}
