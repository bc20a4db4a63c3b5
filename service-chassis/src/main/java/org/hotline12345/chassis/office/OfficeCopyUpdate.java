package org.hotline12345.chassis.office;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.event.OfficeEventHandler;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.OfficeEvent;

/** Keeps the copy of office data up to date. */
@ApplicationScoped
public class OfficeCopyUpdate implements OfficeEventHandler {
    private final OfficeCopy copy;

    public OfficeCopyUpdate(OfficeCopy copy) {
        this.copy = copy;
    }

    @Override
    public Set<Class<? extends OfficeEvent>> handles() {
        return OfficeCopy.kept();
    }

    @Override
    public Uni<Void> apply(Mutiny.Session session, List<ReceivedEvent> events) {
        return copy.put(
                session,
                events.stream().map(event -> event.as(OfficeEvent.class)).toList());
    }
}
