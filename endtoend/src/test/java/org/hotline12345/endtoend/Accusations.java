package org.hotline12345.endtoend;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.Respondent;

/** What the chassis keeps of whom cases accuse, by the rule of the events. */
final class Accusations {
    private final Map<UUID, Set<String>> units = new HashMap<>();
    private final Map<UUID, Integer> corrections = new HashMap<>();

    void hear(CaseEvent event) {
        var accused = units.computeIfAbsent(event.caseId(), id -> new TreeSet<>());
        if (event instanceof CaseRegistered e) {
            accuse(accused, e.respondent());
        } else if (event instanceof CaseCorrected e && e.corrects(CorrectedFact.RESPONDENT)) {
            corrections.put(e.caseId(), e.number());
            accused.clear();
            accuse(accused, e.respondent());
        } else if (event instanceof CaseDispatched e && e.knows(corrections.getOrDefault(e.caseId(), 0))) {
            accused.addAll(e.accused());
        }
    }

    private static void accuse(Set<String> accused, Respondent respondent) {
        if (respondent != null) {
            accused.add(respondent.unit());
        }
    }

    Set<String> of(UUID caseId) {
        return units.getOrDefault(caseId, Set.of());
    }
}
