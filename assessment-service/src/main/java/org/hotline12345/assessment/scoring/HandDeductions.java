package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import org.hotline12345.assessment.scoring.ChangeScores.Change;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;

/** Points taken off by hand. */
@ApplicationScoped
class HandDeductions {
    private final ChangeScores change;
    private final OfficeCopy office;

    HandDeductions(ChangeScores change, OfficeCopy office) {
        this.change = change;
        this.office = office;
    }

    /** Takes points off a unit. */
    Uni<UnitSheet.Deducted> deduct(
            OfScores scores, String unit, BigDecimal points, String reason, CommandContext command) {
        if (office.unit(unit).isEmpty()) {
            throw Problem.invalid("unit", "violation.unit");
        }
        var deducted = new UnitSheet.Deducted(
                UuidV7.next(), UnitSheet.Deducted.Kind.BY_HAND, points, reason, command.actor(), command.at());
        return change.make(Kept.DEDUCTIONS, scores, command, (session, rules) -> {
            if (rules.deductions() == null) {
                throw Problem.invalid("ruleSet", "violation.rule-set.no-deductions");
            }
            return Uni.createFrom().item(new Change<>(deducted.id(), unit, reason, List.of(unit, points), deducted));
        });
    }
}
