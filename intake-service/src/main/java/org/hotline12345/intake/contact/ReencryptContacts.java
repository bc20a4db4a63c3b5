package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.intake.contact.model.Contact;

/**
 * Brings stored contact data under the primary keys after a rotation, in batches, each in a transaction of its own; safe
 * to stop and to repeat, and to run while cases are registered. The references of citizens stay as they are.
 */
@ApplicationScoped
public class ReencryptContacts {
    private static final int BATCH = 500;
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final KeyRings rings;
    private final Contacts contacts;
    private final Transactions transactions;
    private final ContactStore store;

    public ReencryptContacts(KeyRings rings, Contacts contacts, Transactions transactions, ContactStore store) {
        this.rings = rings;
        this.contacts = contacts;
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * What was done.
     *
     * @param reencrypted Contacts brought under the primary keys now.
     * @param remaining Contacts that are left; call again until it is 0.
     */
    public record Result(long reencrypted, long remaining) {}

    /** Takes up the key ring as it is now, and works for at most twenty seconds. */
    public Uni<Result> run() {
        try {
            rings.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return more(System.nanoTime() + BUDGET.toNanos(), 0)
                .chain(done -> store.left().map(left -> new Result(done, left)));
    }

    private Uni<Long> more(long end, long done) {
        return transactions.inTransaction(this::batch).chain(count -> {
            long sum = done + count;
            return count < BATCH || System.nanoTime() > end ? Uni.createFrom().item(sum) : more(end, sum);
        });
    }

    private Uni<Integer> batch(Mutiny.Session session) {
        return store.claim(session, BATCH)
                .chain(rows -> rows.isEmpty()
                        ? corrections(session)
                        : store.store(session, rows.stream().map(this::resealed).toList())
                                .replaceWith(rows.size()));
    }

    /** What corrections keep of contacts follows when the contacts are done. */
    private Uni<Integer> corrections(Mutiny.Session session) {
        return store.claimCorrections(session, BATCH)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0)
                        : store.storeCorrections(
                                        session,
                                        rows.stream()
                                                .map(row -> new ContactStore.ResealedCorrection(
                                                        row.getUUID("correction_id"),
                                                        resealed(row, "contact_before"),
                                                        resealed(row, "contact_after")))
                                                .toList())
                                .replaceWith(rows.size()));
    }

    private Contacts.Sealed resealed(Row row, String column) {
        UUID caseId = row.getUUID("case_id");
        return contacts.seal(caseId, contacts.open(caseId, Contacts.bytes(row, column)), null);
    }

    private ContactStore.Resealed resealed(Row row) {
        UUID caseId = row.getUUID("case_id");
        Contact contact = contacts.open(caseId, Contacts.bytes(row, "sealed"));
        var phone = contacts.phone(contact.phone()).orElse(null);
        return new ContactStore.Resealed(
                caseId, contacts.seal(caseId, contact, phone), Contacts.bytes(row, "phone_index"));
    }
}
