package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Office;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.masterdata.units.model.Unit;

/** A dispatcher decides where a case goes that no rule could decide. */
@ApplicationScoped
public class DecideTriage {
    private final Cases cases;
    private final CaseSight sight;

    public DecideTriage(Cases cases, CaseSight sight) {
        this.cases = cases;
        this.sight = sight;
    }

    /** Gives the case to the unit; 409 if somebody decided before. */
    Uni<WorkOrder> decide(Mutiny.Session session, UUID caseId, TriageChoice choice, CommandContext context) {
        return sight.require(session, List.of(caseId))
                .chain(() -> cases.change(
                        session,
                        List.of(caseId),
                        set -> Uni.createFrom().item(() -> {
                            var waiting = set.get(caseId);
                            context.requireHand(waiting.silent(), Set.of(Roles.DISPATCHER));
                            check(set.office(), choice, waiting.facts().accused());
                            return waiting.decideTriage(choice, OrderInHand.act(context));
                        })));
    }

    /** 400 unless the units and the category exist, work, and are not accused. */
    public static void check(Office office, TriageChoice choice, List<String> accused) {
        var violations = new Violations();
        checkUnit(office, accused, "unit", choice.unit(), violations);
        for (String coUnit : choice.coUnits()) {
            checkUnit(office, accused, "coUnits", coUnit, violations);
            violations.unless(!coUnit.equals(choice.unit()), "coUnits", "violation.lead-is-co-unit");
        }
        violations.unless(
                choice.category() == null
                        || office.book().category(choice.category()).isPresent(),
                "category",
                "violation.unknown-category",
                choice.category());
        Problem.throwIfAny(violations);
    }

    private static void checkUnit(
            Office office, List<String> accused, String field, String unit, Violations violations) {
        if (office.book().unit(unit).filter(Unit::active).isEmpty()) {
            violations.add(field, "violation.unknown-unit", unit);
        } else if (office.isAccused(unit, accused)) {
            violations.add(field, "violation.unit-is-accused", unit);
        }
    }
}
