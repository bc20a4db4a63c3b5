package org.hotline12345.intake.contact;

import jakarta.enterprise.context.Dependent;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A telephone number, however it is written, where there is one. */
@Constraint(validatedBy = Telephone.Rule.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Telephone {
    String message() default "{violation.intake.phone}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Reads it as a number of this city. */
    @Dependent
    class Rule implements ConstraintValidator<Telephone, String> {
        private final Contacts contacts;

        public Rule(Contacts contacts) {
            this.contacts = contacts;
        }

        @Override
        public boolean isValid(String typed, ConstraintValidatorContext context) {
            return typed == null || typed.isBlank() || contacts.phone(typed).isPresent();
        }
    }
}
