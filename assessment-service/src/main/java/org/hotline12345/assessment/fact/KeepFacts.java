package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.AwaitGrouping;
import org.hotline12345.assessment.journal.Journal;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;

/** Counts every case event: writes the batch to the journal and folds it into the facts. */
@ApplicationScoped
public class KeepFacts implements CaseEventHandler {
    private final Journal journal;
    private final FoldEvents fold;
    private final AwaitGrouping grouping;

    public KeepFacts(Journal journal, FoldEvents fold, AwaitGrouping grouping) {
        this.journal = journal;
        this.fold = fold;
        this.grouping = grouping;
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
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : journal.append(session, events)
                        .chain(() -> fold.apply(session, events))
                        .chain(() -> grouping.note(session, events));
    }
}
