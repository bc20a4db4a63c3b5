package org.hotline12345.chassis.event.inbox;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.jboss.logging.Logger;

/**
 * Parts with a parked event that cannot be applied and that nobody needs, so that what is parked behind it can be replayed. One person
 * gives the reason, another one agrees; what the event said is kept.
 */
@ApplicationScoped
public class DiscardParked {
    private static final Logger LOG = Logger.getLogger(DiscardParked.class);
    private static final ProblemType SECOND_PERSON = new ProblemType("second-person-needed", 403);

    private final DiscardStore store;
    private final Transactions transactions;
    private final ConsumerState state;
    private final Clock clock;

    DiscardParked(DiscardStore store, Transactions transactions, ConsumerState state, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.state = state;
        this.clock = clock;
    }

    /** Says why it should be discarded; said again it counts from then on. */
    public Uni<ParkedEvent> propose(long id, String reason, String by) {
        return transactions.inTransaction(
                session -> store.lock(session, id).chain(found -> store.say(session, id, reason, by, clock.instant())));
    }

    /** Takes the proposal back. */
    public Uni<ParkedEvent> keep(long id) {
        return transactions.inTransaction(
                session -> store.lock(session, id).chain(found -> store.say(session, id, null, null, null)));
    }

    /** Discards it for the reason that was read, by somebody else than who proposed it; 412 if it is another by now. */
    public Uni<DiscardedEvent> discard(long id, int version, String by) {
        return transactions
                .inTransaction(session -> store.lock(session, id).chain(found -> {
                    String proposedBy = found.getString("discard_by");
                    if (proposedBy == null) {
                        throw Problem.wrongState("PARKED", List.of());
                    }
                    if (proposedBy.equals(by)) {
                        throw Problem.of(SECOND_PERSON);
                    }
                    requireRead(version, found.getInteger("discard_version"));
                    return store.discard(session, id, found.getUUID("event_id"), by, clock.instant());
                }))
                .invoke(event -> {
                    LOG.warnf("Parked event %s of type %s was discarded by %s", event.eventId(), event.type(), by);
                    state.count(event.type(), "discarded", 1);
                });
    }

    /** 412 for another reason than the one that was read. */
    private static void requireRead(int read, int now) {
        if (read != now) {
            String tag = "\"" + now + "\"";
            throw Problem.of(ProblemType.PRECONDITION_FAILED, tag).header("ETag", tag);
        }
    }

    /** Those that were discarded, in the order of parking. */
    public Uni<Page<DiscardedEvent>> list(PageRequest page) {
        return store.list(page);
    }
}
