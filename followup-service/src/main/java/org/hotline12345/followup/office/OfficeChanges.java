package org.hotline12345.followup.office;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts the changes of what the office decides, by which all instances see that there was one; each counts in the transaction of its change. */
@ApplicationScoped
public class OfficeChanges {
    private final OfficeStateStore store;

    OfficeChanges(OfficeStateStore store) {
        this.store = store;
    }

    /** The calendar has this revision now; whoever says so holds the office alone. */
    public Uni<Void> calendar(Mutiny.Session session, long revision) {
        return store.calendar(session, revision);
    }

    /** A policy was written or put in force. */
    public Uni<Void> policies(Mutiny.Session session) {
        return store.policies(session).replaceWithVoid();
    }

    /** The callback plan gets its next version; answers its number. */
    public Uni<Integer> surveys(Mutiny.Session session) {
        return store.surveys(session);
    }

    /** Another message is put in force, or none of its kind; answers the number of the decision. */
    public Uni<Integer> messages(Mutiny.Session session) {
        return store.messages(session);
    }
}
