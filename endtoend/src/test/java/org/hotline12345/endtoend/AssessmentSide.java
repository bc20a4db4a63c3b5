package org.hotline12345.endtoend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.fact.model.CaseFact;
import org.hotline12345.assessment.fact.model.CaseLife;
import org.hotline12345.assessment.fact.model.RoundFact;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.course.CaseCourse;

/** Assessment: it only listens. */
final class AssessmentSide implements Side {
    private final Map<UUID, CaseLife> cases = new HashMap<>();
    private final Accusations accusations = new Accusations();

    @Override
    public String name() {
        return "assessment";
    }

    @Override
    public List<String> commands() {
        return List.of();
    }

    @Override
    public List<CaseEvent> command(String command, UUID caseId, Instant now) {
        throw new IllegalArgumentException(command);
    }

    @Override
    public List<CaseEvent> hear(CaseEvent event, long position, Instant now) {
        accusations.hear(event);
        cases.computeIfAbsent(event.caseId(), CaseLife::new).apply(position, new UUID(5, position), false, event);
        return List.of();
    }

    @Override
    public Said says(UUID id) {
        CaseLife life = cases.get(id);
        CaseFact fact = life.fact();
        if (fact.withdrawnAt() != null) {
            return new Said(Said.Standing.WITHDRAWN, -1, Said.UNSAID);
        }
        if (fact.outcome() != IntakeOutcome.TO_DISPATCH) {
            return new Said(Said.Standing.valueOf(fact.outcome().name()), -1, Said.UNSAID);
        }
        var open = life.rounds().stream().filter(RoundFact::open).toList();
        if (!open.isEmpty()) {
            return new Said(
                    Said.Standing.WITH_UNIT, open.get(0).round(), open.get(0).unit());
        }
        if (fact.closedAt() != null) {
            return new Said(Said.Standing.CLOSED, -1, Said.UNSAID);
        }
        var last = life.rounds().stream().max(Comparator.comparing(RoundFact::dispatchedAt));
        if (fact.mergedInto() != null
                && last.filter(round -> round.finishedAt() != null).isEmpty()) {
            return new Said(Said.Standing.MERGED, -1, Said.UNSAID);
        }
        return last.filter(round -> round.finishedAt() != null && !round.reworkOrdered())
                        .isPresent()
                ? new Said(Said.Standing.REPLIED, last.get().round(), last.get().unit())
                : new Said(Said.Standing.WAITS, -1, Said.UNSAID);
    }

    @Override
    public Facts facts(UUID id) {
        CaseFact fact = cases.get(id).fact();
        return new Facts(fact.category(), fact.area(), accusations.of(id));
    }

    @Override
    public List<String> objections(UUID id, CaseCourse course) {
        var wrong = new ArrayList<String>();
        var open = cases.get(id).rounds().stream()
                .filter(RoundFact::open)
                .map(RoundFact::workOrderId)
                .toList();
        List<UUID> expected = course.openOrder() == null ? List.of() : List.of(course.openOrder());
        if (!open.equals(expected)) {
            wrong.add("counts the rounds of " + open + " as open, not of " + expected);
        }
        return wrong;
    }
}
