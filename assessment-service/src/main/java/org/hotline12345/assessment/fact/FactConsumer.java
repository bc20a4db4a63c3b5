package org.hotline12345.assessment.fact;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.JournalStore;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;

/** Counts every case event: writes the batch to the journal and folds it into the facts. */
@ApplicationScoped
public class FactConsumer implements CaseEventHandler {
    private final JournalStore journal;
    private final FoldEvents fold;
    private final List<CaseEventListener> others;

    public FactConsumer(JournalStore journal, FoldEvents fold, @All List<CaseEventListener> others) {
        this.journal = journal;
        this.fold = fold;
        this.others = others;
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
        return journal.append(session, events, writes -> others.forEach(other -> other.note(writes, events)))
                .chain(() -> fold.apply(session, events));
    }
}
