package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.intake.contact.model.PhoneNumber;

/** The turns of query codes: the code of a case is made anew when it was asked for again. */
@ApplicationScoped
public class QueryCodes {
    /** How often a day the code of a case is sent again. */
    public static final int MOST_A_DAY = 3;

    /** The turn of the code of a case c, whose row q of query_code may be missing. */
    public static final String TURN = "coalesce(q.turn, 0)";

    private final QueryCodeStore store;
    private final Contacts contacts;

    QueryCodes(QueryCodeStore store, Contacts contacts) {
        this.store = store;
        this.contacts = contacts;
    }

    /** Whether the citizen of the case told a telephone; null where there is no such case, or none that these units may know of. */
    public Uni<Boolean> isContactable(UUID caseId, List<String> units) {
        return store.isContactable(caseId, units);
    }

    /** The case of that number if that telephone was told with it; null otherwise. */
    public Uni<UUID> caseOf(String caseNumber, PhoneNumber phone) {
        return store.ofTelephone(caseNumber, contacts.indexes(phone));
    }

    /** Notes that the code is asked for again; answers whether it may be. */
    public Uni<Boolean> ask(Mutiny.Session session, UUID caseId, Instant at) {
        return store.ask(session, caseId, at);
    }

    /** The code that is sent now: a new one where it was asked for again, with which the one before ends. */
    Uni<String> send(Mutiny.Session session, UUID caseId) {
        return store.send(session, caseId).map(turn -> contacts.queryCode(caseId, turn));
    }
}
