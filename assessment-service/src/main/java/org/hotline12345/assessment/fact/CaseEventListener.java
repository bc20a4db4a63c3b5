package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.event.ReceivedEvent;

/** Takes note of events when they are first counted; not when facts are made anew from the journal. */
public interface CaseEventListener {
    /** Takes note of a batch, in the transaction that counts it. */
    Uni<Void> note(Mutiny.Session session, List<ReceivedEvent> events);
}
