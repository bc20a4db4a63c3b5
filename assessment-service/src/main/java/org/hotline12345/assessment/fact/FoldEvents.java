package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.model.CaseLife;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;

/**
 * Folds a batch of case events into the facts: loads the facts of their cases, applies the events in order, writes back what
 * changed. A handful of statements a batch, however many events.
 */
@ApplicationScoped
public class FoldEvents {
    /** The tables of facts: what can be rebuilt from the journal. */
    public static final List<String> TABLES =
            List.of("case_fact", "round_fact", "survey_fact", "co_handling_fact", "appeal_fact");

    private final FactStore facts;

    public FoldEvents(FactStore facts) {
        this.facts = facts;
    }

    /** Applies the events in the transaction of the session. */
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        var cases = new LinkedHashSet<UUID>();
        events.forEach(event -> cases.add(event.as(CaseEvent.class).caseId()));
        return facts.load(session, cases)
                .map(known -> fold(known, events))
                .chain(lives -> facts.save(session, lives.values()));
    }

    private static Map<UUID, CaseLife> fold(Map<UUID, CaseLife> known, List<ReceivedEvent> events) {
        var lives = new LinkedHashMap<>(known);
        for (ReceivedEvent received : events) {
            var event = received.as(CaseEvent.class);
            lives.computeIfAbsent(event.caseId(), CaseLife::new)
                    .apply(received.offset(), received.id(), received.imported(), event);
        }
        return lives;
    }
}
