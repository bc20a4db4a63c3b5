package org.hotline12345.intake.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.Contact;
import org.hotline12345.intake.contact.model.PhoneNumber;
import org.hotline12345.intake.correction.model.RegisteredFacts;
import org.hotline12345.intake.lookup.FindCases;
import org.hotline12345.intake.similarity.SimilarCases;

/** What was registered of cases, corrected in the database, with the history of it. */
@ApplicationScoped
class CorrectionStore {
    private static final ObjectMapper JSON = new EventJson().mapper();

    private static final String READ = """
            select c.case_id, c.title, c.text, c.address, c.type, c.registered_at, c.category, c.area, c.urgency, c.anonymity,
              c.respondent_unit, c.respondent_name, c.citizen_ref, k.sealed,
              (
                select coalesce(max(number), 0)
                from case_correction
                where case_id = c.case_id) as corrections
            from hotline_case c
            left join contact k on k.case_id = c.case_id
            where c.case_id = $1
            for no key update of c
            """;

    private static final String CITIZEN = """
            with known as (
              select citizen_ref
              from citizen
              where phone_index = any($1::bytea[])
              limit 1),
            fresh as (
              insert into citizen (phone_index, citizen_ref)
              select $2::bytea, $3::uuid
              where not exists (select from known)
              on conflict (phone_index) do update
              set phone_index = excluded.phone_index
              returning citizen_ref)
            select citizen_ref
            from known
            union all
            select citizen_ref
            from fresh
            """;

    private static final String HISTORY = """
            select correction_id, case_id, number, corrections::text as corrections, reason, corrected_by, corrected_at, contact_before,
              contact_after
            from case_correction
            where case_id = $1
            order by corrected_at, correction_id
            """;

    private static final String ACCUSED = """
            delete from accused_unit
            where case_id = $1
              and unit <> all ($2::text[])
            """;

    private static final String ACCUSE = """
            insert into accused_unit (case_id, unit)
            select $1, *
            from unnest($2::text[])
            on conflict do nothing
            """;

    private static final Table<Corrected> CASES = new Table<Corrected>("hotline_case")
            .uuid("case_id", Corrected::caseId)
            .key()
            .flag("contactable", Corrected::contactable)
            .part(
                    Corrected::facts,
                    facts -> facts.text("title", RegisteredFacts::title)
                            .text("category", RegisteredFacts::category)
                            .text("area", RegisteredFacts::area)
                            .name("urgency", RegisteredFacts::urgency)
                            .name("anonymity", RegisteredFacts::anonymity)
                            .uuid("citizen_ref", RegisteredFacts::citizenRef)
                            .part(
                                    RegisteredFacts::respondent,
                                    respondent -> respondent
                                            .text("respondent_unit", Respondent::unit)
                                            .text("respondent_name", Respondent::name)));

    private static final Table<Corrected> CONTACTS = new Table<Corrected>("contact")
            .uuid("case_id", Corrected::caseId)
            .key()
            .part(
                    Corrected::sealed,
                    contact -> contact.bytes("sealed", Contacts.Sealed::sealed)
                            .number("key_id", Contacts.Sealed::keyId)
                            .bytes("phone_index", Contacts.Sealed::phoneIndex)
                            .number("index_key", Contacts.Sealed::indexKey));

    private static final Table<Entry> ENTRIES = new Table<Entry>("case_correction")
            .uuid("correction_id", Entry::correctionId)
            .uuid("case_id", Entry::caseId)
            .number("number", Entry::number)
            .json("corrections", entry -> json(entry.corrections()))
            .text("reason", Entry::reason)
            .text("corrected_by", Entry::correctedBy)
            .time("corrected_at", Entry::correctedAt)
            .number("key_id", Entry::keyId)
            .bytes("contact_before", Entry::contactBefore)
            .bytes("contact_after", Entry::contactAfter);

    private final Pool pool;
    private final Contacts contacts;
    private final Transactions transactions;
    private final FindCases search;
    private final SimilarCases similar;

    CorrectionStore(Pool pool, Contacts contacts, Transactions transactions, FindCases search, SimilarCases similar) {
        this.pool = pool;
        this.contacts = contacts;
        this.transactions = transactions;
        this.search = search;
        this.similar = similar;
    }

    /** A case as it is registered, with what its index is made of. */
    record InHand(Row row, RegisteredFacts facts) {
        /** The number of the correction to come. */
        int nextNumber() {
            return row.getInteger("corrections") + 1;
        }
    }

    /** A case as it is from now on. */
    private record Corrected(UUID caseId, RegisteredFacts facts, Contacts.Sealed sealed, boolean contactable) {}

    /**
     * A correction as it is kept.
     *
     * @param number Which of the case's it is.
     * @param contactBefore Encrypted; null where the contact was right.
     * @param contactAfter Encrypted; null where the contact was right, or there is none.
     */
    record Entry(
            UUID correctionId,
            UUID caseId,
            int number,
            List<FactCorrection> corrections,
            String reason,
            String correctedBy,
            Instant correctedAt,
            Integer keyId,
            Buffer contactBefore,
            Buffer contactAfter) {}

    /** The case, locked against another correction. */
    Uni<InHand> read(Mutiny.Session session, UUID caseId) {
        return Sql.on(session)
                .first(READ, caseId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(row -> new InHand(row, facts(row)));
    }

    private RegisteredFacts facts(Row row) {
        String unit = row.getString("respondent_unit");
        String name = row.getString("respondent_name");
        Buffer sealed = Contacts.bytes(row, "sealed");
        return new RegisteredFacts(
                row.getString("title"),
                row.getString("category"),
                row.getString("area"),
                Urgency.valueOf(row.getString("urgency")),
                Anonymity.valueOf(row.getString("anonymity")),
                unit == null && name == null ? null : new Respondent(unit, name),
                sealed == null ? new Contact(null, null) : contacts.open(row.getUUID("case_id"), sealed),
                row.getUUID("citizen_ref"));
    }

    /** By which reference the owner of the telephone is known; the new one where nobody called from it yet. */
    Uni<UUID> citizen(Mutiny.Session session, PhoneNumber phone, UUID fresh) {
        var indexes = contacts.indexes(phone);
        return Sql.on(session)
                .first(CITIZEN, indexes, contacts.index(phone), fresh)
                .map(row -> row.getUUID("citizen_ref"));
    }

    /** Writes the case as it is from now on, and the entry of its history. */
    Uni<Void> write(
            Mutiny.Session session,
            InHand before,
            RegisteredFacts after,
            PhoneNumber phone,
            Collection<String> accused,
            Entry entry) {
        UUID caseId = entry.caseId();
        boolean sameContact = before.facts().contact().equals(after.contact());
        var sealed =
                sameContact || after.contact().nothingTold() ? null : contacts.seal(caseId, after.contact(), phone);
        var corrected = List.of(new Corrected(caseId, after, sealed, phone != null));
        var writes = transactions.atClose(session);
        writes.update(CASES, corrected);
        if (!sameContact && sealed == null) {
            writes.delete(CONTACTS, corrected);
        } else if (!sameContact) {
            writes.upsert(CONTACTS, corrected);
        }
        var units = accused.toArray(String[]::new);
        if (entry.corrections().stream().anyMatch(each -> each.fact() == CorrectedFact.RESPONDENT)) {
            writes.sql(ACCUSED, caseId, units)
                    .sql(ACCUSE, caseId, units)
                    .sql(HiddenCases.CORRECT, new UUID[] {caseId}, new Integer[] {entry.number()});
        }
        writes.insert(ENTRIES, List.of(sameContact ? entry : withContacts(entry, before.facts(), after)));
        search.correct(
                writes, FindCases.Searchable.corrected(before.row(), after.title(), after.area(), after.category()));
        var likeBefore = SimilarCases.RegisteredText.of(before.row());
        var like = new SimilarCases.RegisteredText(
                caseId, after.area(), after.title(), likeBefore.text(), likeBefore.registeredAt());
        return like.equals(likeBefore)
                ? Uni.createFrom().voidItem()
                : similar.forget(session, List.of(likeBefore)).invoke(() -> similar.index(writes, List.of(like)));
    }

    private Entry withContacts(Entry entry, RegisteredFacts before, RegisteredFacts after) {
        var was = contacts.seal(entry.caseId(), before.contact(), null);
        var is = contacts.seal(entry.caseId(), after.contact(), null);
        return new Entry(
                entry.correctionId(),
                entry.caseId(),
                entry.number(),
                entry.corrections(),
                entry.reason(),
                entry.correctedBy(),
                entry.correctedAt(),
                was.keyId(),
                was.sealed(),
                is.sealed());
    }

    /** What was corrected of the case, the earliest first. */
    Uni<List<Entry>> history(UUID caseId) {
        return Sql.on(pool)
                .select(HISTORY, caseId)
                .map(rows -> rows.stream().map(CorrectionStore::entry).toList());
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("correction_id"),
                row.getUUID("case_id"),
                row.getInteger("number"),
                corrections(row.getString("corrections")),
                row.getString("reason"),
                row.getString("corrected_by"),
                Rows.instant(row, "corrected_at"),
                null,
                Contacts.bytes(row, "contact_before"),
                Contacts.bytes(row, "contact_after"));
    }

    private static String json(List<FactCorrection> corrections) {
        try {
            return JSON.writeValueAsString(corrections);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write corrections", e);
        }
    }

    private static List<FactCorrection> corrections(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read corrections", e);
        }
    }
}
