package org.hotline12345.assessment.fact;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;

/** Counts every case event: has the batch noted, first of all in the journal, and folds it into the facts. */
@ApplicationScoped
public class FactConsumer implements CaseEventHandler {
    private final FactStore facts;
    private final FoldEvents fold;
    private final List<CaseEventListener> listeners;
    private final OfficeCopy office;

    public FactConsumer(FactStore facts, FoldEvents fold, @All List<CaseEventListener> listeners, OfficeCopy office) {
        this.facts = facts;
        this.fold = fold;
        this.listeners = listeners;
        this.office = office;
    }

    @Override
    public Set<Class<? extends CaseEvent>> handles() {
        return EventCatalogue.caseEvents();
    }

    @Override
    public Set<Class<? extends CaseEvent>> ignores() {
        return Set.of();
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return facts.note(session, writes -> listeners.forEach(listener -> listener.note(writes, events)))
                .chain(() -> fold.apply(session, events))
                .chain(() -> HiddenCases.follow(
                        session,
                        events.stream().map(event -> event.as(CaseEvent.class)).toList(),
                        office));
    }
}
