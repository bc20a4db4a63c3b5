package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RespondentExclusion;
import org.hotline12345.dispatch.routing.model.RoutingBook;

/** A dispatcher decides where a case goes that no rule could decide. */
@ApplicationScoped
public class DecideTriage {
    private final Cases cases;

    public DecideTriage(Cases cases) {
        this.cases = cases;
    }

    /** Gives the case to the unit; 409 if somebody decided before. */
    Uni<WorkOrder> decide(Mutiny.Session session, UUID caseId, TriageChoice choice, Act act) {
        return cases.change(
                session,
                List.of(caseId),
                set -> Uni.createFrom().item(() -> {
                    var waiting = set.get(caseId);
                    check(set.office().book(), choice, waiting.facts().respondentUnit());
                    return waiting.decideTriage(choice, act);
                }));
    }

    /** 400 unless the units and the category exist, work, and are not accused. */
    public static void check(RoutingBook book, TriageChoice choice, String respondentUnit) {
        var violations = new Violations();
        var exclusion = new RespondentExclusion(book, respondentUnit);
        checkUnit(book, exclusion, "unit", choice.unit(), violations);
        for (String coUnit : choice.coUnits()) {
            checkUnit(book, exclusion, "coUnits", coUnit, violations);
            violations.unless(!coUnit.equals(choice.unit()), "coUnits", "violation.lead-is-co-unit");
        }
        violations.unless(
                choice.category() == null || book.category(choice.category()).isPresent(),
                "category",
                "violation.unknown-category",
                choice.category());
        Problem.throwIfAny(violations);
    }

    private static void checkUnit(
            RoutingBook book, RespondentExclusion exclusion, String field, String unit, Violations violations) {
        if (book.unit(unit).filter(Unit::active).isEmpty()) {
            violations.add(field, "violation.unknown-unit", unit);
        } else if (exclusion.excludes(unit)) {
            violations.add(field, "violation.unit-is-accused", unit);
        }
    }
}
