package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.ContactRight;

/**
 * Decrypts the contact data of a case for somebody who must call the citizen, and logs the look in the same transaction. Who may
 * see them stands in {@link ContactRight}.
 */
@ApplicationScoped
public class RevealContact {
    /** 403: the citizen's wish stands against it. */
    public static final ProblemType PROTECTED = new ProblemType("contact-protected", 403);
    /** 403: the case is over, and nobody has to call about it any more. */
    public static final ProblemType OVER = new ProblemType("contact-over", 403);

    private final Transactions transactions;
    private final ContactStore store;
    private final AccessLog log;
    private final Contacts contacts;
    private final QueryCodes codes;
    private final Caller caller;
    private final OfficeCopy office;
    private final Clock clock;

    public RevealContact(
            Transactions transactions,
            ContactStore store,
            AccessLog log,
            Contacts contacts,
            QueryCodes codes,
            Caller caller,
            OfficeCopy office,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.log = log;
        this.contacts = contacts;
        this.codes = codes;
        this.caller = caller;
        this.office = office;
        this.clock = clock;
    }

    /** The contact data; empty fields when none were told. */
    public Uni<Contact> of(UUID caseId, String purpose) {
        return transactions.inTransaction(session ->
                store.find(session, caseId).invoke(this::check).map(row -> look(session, row, caseId, purpose)));
    }

    /**
     * Telephone and query code, for a service that sends them to the citizen. The code is told at registration to everybody, and again to who
     * asked for it: of a citizen who wants no callback only then.
     */
    Uni<ContactResource.Revealed> withCode(UUID caseId, String purpose) {
        if (!caller.isOfOffice(Set.of(Roles.SERVICE))) {
            throw Problem.forbidden();
        }
        return transactions.inTransaction(session -> store.find(session, caseId)
                .invoke(row -> {
                    if (Anonymity.valueOf(row.getString("anonymity")) == Anonymity.NO_CONTACT
                            && !row.getBoolean("code_asked")) {
                        throw Problem.of(PROTECTED);
                    }
                })
                .chain(row -> codes.send(session, caseId).map(code -> {
                    Contact contact = look(session, row, caseId, purpose);
                    return new ContactResource.Revealed(contact.name(), contact.phone(), code);
                })));
    }

    private Contact look(Mutiny.Session session, Row row, UUID caseId, String purpose) {
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
    }

    private void check(Row row) {
        switch (verdict(row)) {
            case SHOWN -> {}
            case PROTECTED -> throw Problem.of(PROTECTED);
            case OVER -> throw Problem.of(OVER);
            case UNKNOWN -> throw Problem.notFound();
        }
    }

    private static Collection<String> accused(Row row) {
        var accused = new ArrayList<>(List.of((String[]) row.getValue("hidden_from")));
        if (row.getString("respondent_unit") != null) {
            accused.add(row.getString("respondent_unit"));
        }
        return accused;
    }

    private ContactRight.Verdict verdict(Row row) {
        String lead = row.getString("lead_course");
        var right = new ContactRight(
                Anonymity.valueOf(row.getString("anonymity")),
                accused(row),
                CaseCourse.decode(row.getString("course")),
                lead == null ? null : CaseCourse.decode(lead),
                Rows.instant(row, "last_event_at"));
        if (caller.isOfOffice(Set.of(Roles.SERVICE))) {
            return right.ofService();
        }
        if (caller.isOfOffice(Set.of(Roles.CALLBACK_AGENT))) {
            return right.ofCentre(clock.instant());
        }
        return right.of(new ContactRight.UnitCaller(
                caller.has(Roles.UNIT_HANDLER),
                caller.has(Roles.CALLBACK_AGENT),
                caller::covers,
                accused -> office.isWithin(caller.unit(), accused)));
    }
}
