package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.events.Anonymity;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.contact.model.Contact;

/**
 * Decrypts the contact data of a case for somebody who must call the citizen, and logs the look in the same transaction. A
 * unit sees the contact data of its own open cases only, and never those of a citizen who asked to be hidden from units;
 * nobody calls back a citizen who wants no callback.
 */
@ApplicationScoped
public class RevealContact {
    /** 403: the citizen's wish stands against it. */
    public static final ProblemType PROTECTED = new ProblemType("contact-protected", 403);

    private final Transactions transactions;
    private final ContactStore store;
    private final AccessLog log;
    private final Contacts contacts;
    private final Caller caller;

    public RevealContact(
            Transactions transactions, ContactStore store, AccessLog log, Contacts contacts, Caller caller) {
        this.transactions = transactions;
        this.store = store;
        this.log = log;
        this.contacts = contacts;
        this.caller = caller;
    }

    /** The contact data; empty fields when none were told. */
    public Uni<Contact> of(UUID caseId, String purpose) {
        return transactions.inTransaction(session -> store.find(session, caseId).map(row -> {
            check(row);
            Buffer sealed = Contacts.bytes(row, "sealed");
            var contact = sealed == null ? new Contact(null, null) : contacts.open(caseId, sealed);
            log.add(
                    session,
                    AccessLog.Action.CONTACT_REVEALED,
                    caseId,
                    row.getUUID("citizen_ref"),
                    purpose,
                    sealed == null ? 0 : 1);
            return contact;
        }));
    }

    private void check(Row row) {
        var anonymity = Anonymity.valueOf(row.getString("anonymity"));
        if (caller.has(Roles.SERVICE)) {
            return;
        }
        if (caller.has(Roles.CALLBACK_AGENT)) {
            if (anonymity == Anonymity.NO_CONTACT) {
                throw Problem.of(PROTECTED);
            }
            return;
        }
        if (caller.covers(row.getString("respondent_unit"))) {
            throw Problem.notFound();
        }
        if (!caller.covers(row.getString("handling_unit"))) {
            caller.requireUnit(row.getString("lead_unit"));
        }
        if (anonymity == Anonymity.HIDDEN_FROM_UNIT) {
            throw Problem.of(PROTECTED);
        }
    }
}
