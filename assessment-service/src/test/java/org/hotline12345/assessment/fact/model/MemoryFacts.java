package org.hotline12345.assessment.fact.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hotline12345.events.CaseEvent;

/** The tables of facts in memory: what is kept of a life is what the tables keep, and no more. */
final class MemoryFacts {
    private final Map<UUID, CaseFact> cases = new TreeMap<>();
    private final Map<UUID, Map<UUID, RoundFact>> rounds = new TreeMap<>();
    private final Map<UUID, SurveyFact> surveys = new TreeMap<>();
    private final Map<UUID, CoHandlingFact> coHandling = new TreeMap<>();
    private final Map<UUID, AppealFact> appeals = new TreeMap<>();

    /** An event at its place in the topic. */
    record Placed(int partition, long offset, UUID id, CaseEvent event) {}

    /** Folds a batch in, as the consumer does. */
    void apply(List<Placed> batch) {
        var lives = new LinkedHashMap<UUID, CaseLife>();
        for (Placed placed : batch) {
            lives.computeIfAbsent(placed.event().caseId(), this::load)
                    .apply(placed.offset(), placed.id(), false, placed.event());
        }
        lives.values().forEach(this::save);
    }

    CaseLife load(UUID id) {
        CaseFact known = cases.get(id);
        if (known == null) {
            return new CaseLife(id);
        }
        var loaded = new ArrayList<RoundFact>();
        rounds.getOrDefault(id, Map.of()).values().forEach(round -> loaded.add(round.copy()));
        return new CaseLife(known.copy(), loaded);
    }

    private void save(CaseLife life) {
        UUID id = life.fact().caseId();
        if (life.caseChanged()) {
            cases.put(id, life.fact().copy());
        }
        life.changedRounds()
                .forEach(round ->
                        rounds.computeIfAbsent(id, c -> new TreeMap<>()).put(round.workOrderId(), round.copy()));
        life.laterWords()
                .forEach(word -> surveys.replaceAll((event, earlier) ->
                        word.supersedes(earlier) ? earlier.supersededBy(word.instrument()) : earlier));
        life.newSurveys().forEach(survey -> surveys.putIfAbsent(survey.eventId(), survey));
        life.changedCoHandling().forEach(this::merge);
        life.newAppeals().forEach(appeal -> appeals.putIfAbsent(appeal.appealId(), appeal));
    }

    private void merge(CoHandlingFact change) {
        var kept = coHandling.computeIfAbsent(change.coHandlingId, id -> new CoHandlingFact(id, change.caseId));
        kept.workOrderId = change.workOrderId == null ? kept.workOrderId : change.workOrderId;
        kept.unit = change.unit == null ? kept.unit : change.unit;
        kept.leadUnit = change.leadUnit == null ? kept.leadUnit : change.leadUnit;
        kept.channel = change.channel == null ? kept.channel : change.channel;
        kept.type = change.type == null ? kept.type : change.type;
        kept.category = change.category == null ? kept.category : change.category;
        kept.area = change.area == null ? kept.area : change.area;
        kept.askedAt = change.askedAt == null ? kept.askedAt : change.askedAt;
        kept.dueAt = change.dueAt == null ? kept.dueAt : change.dueAt;
        kept.answeredAt = change.answeredAt == null ? kept.answeredAt : change.answeredAt;
        kept.endedAt = change.endedAt == null ? kept.endedAt : change.endedAt;
    }
}
