package org.hotline12345.followup.cases;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.cases.model.Cause;

/**
 * What was open before an upgrade and had no deadline or stood on no list gets both when the service starts: the migration wrote down
 * which cases, here they are worked off, batch by batch; several instances share them.
 */
@ApplicationScoped
public class TakeUpDuties {
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final Cases files;
    private final OfficeQueries book;
    private final Clock clock;

    public TakeUpDuties(Transactions transactions, Cases files, OfficeQueries book, Clock clock) {
        this.transactions = transactions;
        this.files = files;
        this.book = book;
        this.clock = clock;
    }

    void start(@Observes @Priority(3500) StartupEvent event) {
        StartWork.finish("duties without a deadline", this::takeUp);
    }

    /** Until none is left. */
    Uni<Void> takeUp() {
        return transactions
                .inTransaction(this::batch)
                .chain(taken -> taken == 0 ? Uni.createFrom().voidItem() : takeUp());
    }

    private Uni<Integer> batch(Mutiny.Session session) {
        return files.takeClockless(session, BATCH)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().item(0)
                        : book.held(session)
                                .chain(office -> files.lock(session, ids).call(found -> {
                                    found.values()
                                            .forEach(file -> file.takeUp(Cause.at(clock.instant(), null), office));
                                    return files.save(session, found.values());
                                }))
                                .replaceWith(ids.size()));
    }
}
