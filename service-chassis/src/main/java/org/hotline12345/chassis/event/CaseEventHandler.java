package org.hotline12345.chassis.event;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.events.CaseEvent;

/**
 * What a service does with case events. One application-scoped bean per service. Together {@link #handles()} and
 * {@link #ignores()} name every type of the catalogue; an event of any other type is parked.
 */
public interface CaseEventHandler {
    /** The types that are applied. */
    Set<Class<? extends CaseEvent>> handles();

    /** The types this service has no use for. */
    Set<Class<? extends CaseEvent>> ignores();

    /**
     * Applies new events of the handled types, in the order of their cases, inside one transaction of the whole batch: load
     * what is needed in one query, write with one statement per table. Errors are not swallowed: those of infrastructure
     * are retried, an event that fails by itself is parked with the later ones of its case.
     */
    Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events);

    /**
     * What can be done before the transaction, so that it stays short: long computations, away from the event loop. Answers
     * what applies the events with the results. Some of the events may turn out to be known and are not applied then; a
     * batch that is tried again is prepared again; replayed events are applied without.
     */
    default Uni<Application> prepare(List<ReceivedEvent> events) {
        return Uni.createFrom().item(this::apply);
    }

    /** Applies events in a transaction, see {@link CaseEventHandler#apply}. */
    @FunctionalInterface
    interface Application {
        Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events);
    }
}
