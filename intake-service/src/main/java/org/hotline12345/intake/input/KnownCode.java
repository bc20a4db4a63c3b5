package org.hotline12345.intake.input;

import jakarta.enterprise.context.Dependent;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.intake.channel.Channels;

/**
 * A code that can be used; but for the channel it may be absent. On a new installation intake may not have been told all codes yet:
 * then a request with an unknown one is asked to come again (503), one without is taken.
 */
@Constraint(validatedBy = KnownCode.Rule.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface KnownCode {
    /** What has codes. */
    enum List {
        CHANNEL,
        CATEGORY,
        AREA,
        UNIT
    }

    /** The list in which it stands. */
    List of();

    String message() default "{violation.intake.unknown-code}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks it up in what dispatch told. */
    @Dependent
    class Rule implements ConstraintValidator<KnownCode, String> {
        private final OfficeCopy office;
        private final Channels channels;
        private List list;

        public Rule(OfficeCopy office, Channels channels) {
            this.office = office;
            this.channels = channels;
        }

        @Override
        public void initialize(KnownCode constraint) {
            list = constraint.of();
        }

        @Override
        public boolean isValid(String code, ConstraintValidatorContext context) {
            if (list == List.CHANNEL) {
                return channels.knows(code);
            }
            if (code == null) {
                return true;
            }
            Optional<Boolean> active = switch (list) {
                case CATEGORY -> office.category(code).map(CategoryInfo::active);
                case AREA -> office.area(code).map(AreaInfo::active);
                default -> office.unit(code).map(UnitInfo::active);
            };
            if (active.isEmpty() && !office.settled()) {
                throw Problem.of(ProblemType.UNAVAILABLE).header("Retry-After", "1");
            }
            return active.orElse(false);
        }
    }
}
