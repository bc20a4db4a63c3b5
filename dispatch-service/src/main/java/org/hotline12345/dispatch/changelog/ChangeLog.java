package org.hotline12345.dispatch.changelog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps who changed what, in the transaction of the change. */
@ApplicationScoped
public class ChangeLog {
    private final ChangeLogStore store;

    ChangeLog(ChangeLogStore store) {
        this.store = store;
    }

    /** Those that say that something is another now. */
    public Uni<Void> add(Mutiny.Session session, List<LoggedChange> made) {
        return store.add(
                session, made.stream().filter(each -> !each.changes().isEmpty()).toList());
    }
}
