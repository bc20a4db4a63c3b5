package org.hotline12345.dispatch.cases;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.dispatch.cases.model.MergePlan;
import org.hotline12345.dispatch.cases.model.Refusal;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;

/** Refusals of cases as the interface tells them. */
public final class CaseProblems {
    /** A case goes back to a unit that returned it only by a ruling that says so. */
    public static final ProblemType RETURNED_BEFORE = new ProblemType("unit-returned-before", 409);

    private static final ProblemType INSTRUCTION_AWAITED = new ProblemType("instruction-awaited", 409);

    private CaseProblems() {}

    /** Roles by the word of the command. On history, the only work of theirs, importers give all that people give. */
    private static Map<String, Set<String>> givenBy(Collection<WorkOrderCommand> commands) {
        var givenBy = new LinkedHashMap<String, Set<String>>();
        for (WorkOrderCommand command : commands) {
            var roles = new HashSet<>(CommandRoles.of(command));
            if (!roles.isEmpty()) {
                roles.add(Roles.IMPORTER);
            }
            givenBy.put(command.word(), roles);
        }
        return givenBy;
    }

    /** The problem of a refusal. */
    public static Problem of(Refusal refusal) {
        var reason = refusal.reason();
        if (reason instanceof Refusal.WrongState wrong) {
            var problem = Problem.wrongState(wrong.state(), givenBy(wrong.allowed()));
            return wrong.caseId() == null ? problem : problem.with("caseId", wrong.caseId());
        }
        if (reason instanceof Refusal.BeforeLastEvent before) {
            return Problem.invalid(
                    "occurredAt", "violation.before-last-event", before.last().toString());
        }
        if (reason instanceof Refusal.UnitIsAccused accused) {
            return Problem.validation(Collections.nCopies(
                    accused.cases(), Violation.of(accused.field(), "violation.unit-is-accused", accused.unit())));
        }
        if (reason instanceof Refusal.ReturnedBefore returned) {
            return Problem.of(RETURNED_BEFORE, returned.unit());
        }
        if (reason instanceof Refusal.NotMergeable not) {
            return Problem.validation(
                    not.objections().stream().map(CaseProblems::violation).toList());
        }
        if (reason instanceof Refusal.NotKnownYet unknown) {
            return Command.missing(unknown.caseId());
        }
        return reason instanceof Refusal.InstructionAwaited ? Problem.of(INSTRUCTION_AWAITED) : Problem.notFound();
    }

    private static Violation violation(MergePlan.Objection objection) {
        return switch (objection.reason()) {
            case LEAD_IS_MEMBER -> Violation.of("caseIds", "violation.lead-is-member");
            case ALREADY_MERGED -> Violation.of("caseIds", "violation.already-merged", objection.caseId());
            case ALREADY_TOGETHER -> Violation.of("caseIds", "violation.already-together");
        };
    }
}
