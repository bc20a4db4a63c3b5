package org.hotline12345.chassis.event;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.events.OfficeEvent;

/** What a service does with office events; any number of application-scoped beans. Types no bean handles are ignored. */
public interface OfficeEventHandler {
    /** The types that are applied. */
    Set<Class<? extends OfficeEvent>> handles();

    /** Applies new events of the handled types, in order per key, inside one transaction of the whole batch. */
    Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events);
}
