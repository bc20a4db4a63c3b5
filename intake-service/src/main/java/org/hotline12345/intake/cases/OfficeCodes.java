package org.hotline12345.intake.cases;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hotline12345.chassis.office.AreaInfo;
import org.hotline12345.chassis.office.CategoryInfo;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.intake.cases.model.Checks;

/**
 * Checks codes that callers send against what dispatch told. On a new installation intake may not have been told all
 * yet: then a request with an unknown code is asked to come again (503), one without is taken.
 */
@ApplicationScoped
public class OfficeCodes {
    private final OfficeCopy office;

    public OfficeCodes(OfficeCopy office) {
        this.office = office;
    }

    /** A category that can be used; an absent one is not looked at. */
    public void category(Checks checks, String field, String code) {
        check(checks, field, code, office.category(code).map(CategoryInfo::active));
    }

    /** An area that can be used; an absent one is not looked at. */
    public void area(Checks checks, String field, String code) {
        check(checks, field, code, office.area(code).map(AreaInfo::active));
    }

    /** A unit that can be used; an absent one is not looked at. */
    public void unit(Checks checks, String field, String code) {
        check(checks, field, code, office.unit(code).map(UnitInfo::active));
    }

    private void check(Checks checks, String field, String code, Optional<Boolean> active) {
        if (code == null) {
            return;
        }
        if (active.isEmpty() && !office.settled()) {
            throw Problem.of(ProblemType.UNAVAILABLE).header("Retry-After", "1");
        }
        checks.that(active.orElse(false), field, "violation.intake.unknown-code");
    }
}
