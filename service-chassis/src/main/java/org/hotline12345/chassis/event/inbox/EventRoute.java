package org.hotline12345.chassis.event.inbox;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.event.CaseEventHandler;
import org.hotline12345.chassis.event.OfficeEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.Topics;

/** Where the events of one topic go in this service. */
interface EventRoute {
    String topic();

    boolean handles(Class<? extends HotlineEvent> type);

    boolean ignores(Class<? extends HotlineEvent> type);

    Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events);

    /** What comes before the transaction; answers what to apply in it. */
    default Uni<CaseEventHandler.Application> prepare(List<ReceivedEvent> events) {
        return Uni.createFrom().item(this::apply);
    }

    /** Case events go to the service's one handler, which must say of every known type what it does with it. */
    static EventRoute ofCases(List<CaseEventHandler> handlers) {
        if (handlers.size() > 1) {
            throw new IllegalStateException("A service has one CaseEventHandler; found "
                    + handlers.stream()
                            .map(h -> h.getClass().getName())
                            .sorted()
                            .toList());
        }
        if (handlers.isEmpty()) {
            return new Cases(null, Set.of(), EventCatalogue.caseEvents());
        }
        CaseEventHandler handler = handlers.get(0);
        var missing = new LinkedHashSet<Class<? extends CaseEvent>>(EventCatalogue.caseEvents());
        missing.removeAll(handler.handles());
        missing.removeAll(handler.ignores());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The CaseEventHandler neither handles nor ignores "
                    + missing.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
        }
        var both = new LinkedHashSet<Class<? extends CaseEvent>>(handler.handles());
        both.retainAll(handler.ignores());
        if (!both.isEmpty()) {
            throw new IllegalStateException("The CaseEventHandler handles and ignores "
                    + both.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")));
        }
        return new Cases(handler, Set.copyOf(handler.handles()), Set.copyOf(handler.ignores()));
    }

    /** Office events go to every handler that wants them. */
    static EventRoute ofOffice(List<OfficeEventHandler> handlers) {
        return new Office(List.copyOf(handlers));
    }

    record Cases(
            CaseEventHandler handler, Set<Class<? extends CaseEvent>> handled, Set<Class<? extends CaseEvent>> ignored)
            implements EventRoute {
        @Override
        public String topic() {
            return Topics.CASE_EVENTS;
        }

        @Override
        public boolean handles(Class<? extends HotlineEvent> type) {
            return handled.contains(type);
        }

        @Override
        public boolean ignores(Class<? extends HotlineEvent> type) {
            return ignored.contains(type);
        }

        @Override
        public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
            return handler.apply(session, events);
        }

        @Override
        public Uni<CaseEventHandler.Application> prepare(List<ReceivedEvent> events) {
            return handler.prepare(events);
        }
    }

    record Office(List<OfficeEventHandler> handlers) implements EventRoute {
        @Override
        public String topic() {
            return Topics.OFFICE_EVENTS;
        }

        @Override
        public boolean handles(Class<? extends HotlineEvent> type) {
            return handlers.stream().anyMatch(handler -> handler.handles().contains(type));
        }

        @Override
        public boolean ignores(Class<? extends HotlineEvent> type) {
            return OfficeEvent.class.isAssignableFrom(type) && !handles(type);
        }

        @Override
        public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
            Uni<Void> done = Uni.createFrom().voidItem();
            for (OfficeEventHandler handler : handlers) {
                List<ReceivedEvent> wanted = events.stream()
                        .filter(e -> handler.handles().contains(e.event().getClass()))
                        .toList();
                if (!wanted.isEmpty()) {
                    done = done.chain(() -> handler.apply(session, wanted));
                }
            }
            return done;
        }
    }
}
