package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.intake.cases.Cases;

/** Contact data in the database. */
@ApplicationScoped
class ContactStore {
    private static final String FIND = """
            select c.anonymity, c.citizen_ref, c.respondent_unit, %s as hidden_from, %s as course,
              l.course as lead_course,
              coalesce(s.last_event_at, c.registered_at) as last_event_at, k.sealed,
              q.case_id is not null as code_asked
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            left join case_state l on l.case_id = s.merged_into
            left join contact k on k.case_id = c.case_id
            left join query_code q on q.case_id = c.case_id
            where c.case_id = $1
            """.formatted(HiddenCases.accused("c.case_id"), Cases.COURSE);

    private static final String CLAIM = """
            select case_id, sealed, phone_index
            from contact
            where key_id <> $1 or index_key <> $2
            order by case_id
            limit $3
            for update skip locked
            """;

    private static final String CLAIM_CORRECTIONS = """
            select correction_id, case_id, contact_before, contact_after
            from case_correction
            where key_id <> $1
            order by correction_id
            limit $2
            for update skip locked
            """;

    private static final String LEFT = """
            select
              (select count(*) from contact where key_id <> $1 or index_key <> $2)
                + (select count(*) from case_correction where key_id <> $1) as left
            """;

    private static final Table<ResealedCorrection> CORRECTIONS = new Table<ResealedCorrection>("case_correction")
            .uuid("correction_id", ResealedCorrection::correctionId)
            .key()
            .number("key_id", it -> it.before().keyId())
            .bytes("contact_before", it -> it.before().sealed())
            .bytes("contact_after", it -> it.after().sealed());

    private static final Table<Resealed> CONTACTS = new Table<Resealed>("contact")
            .uuid("case_id", Resealed::caseId)
            .key()
            .part(
                    Resealed::now,
                    now -> now.bytes("sealed", it -> it.sealed())
                            .number("key_id", Contacts.Sealed::keyId)
                            .bytes("phone_index", Contacts.Sealed::phoneIndex)
                            .number("index_key", Contacts.Sealed::indexKey));

    private static final String MOVE_CITIZENS = """
            insert into citizen (phone_index, citizen_ref, first_seen)
            select distinct on (n.now) n.now, z.citizen_ref, z.first_seen
            from unnest($1::bytea[], $2::bytea[]) as n (before, now)
            join citizen z on z.phone_index = n.before
            where n.now <> n.before
            order by n.now
            on conflict (phone_index) do nothing
            """;

    private static final String FORGET_OLD = """
            delete from citizen z
            where z.phone_index = any($1::bytea[])
              and not exists (select from unnest($2::bytea[]) as n (now) where n.now = z.phone_index)
            """;

    private final KeyRings rings;
    private final Pool pool;

    ContactStore(KeyRings rings, Pool pool) {
        this.rings = rings;
        this.pool = pool;
    }

    /** A contact under the primary keys, and the index its telephone was stored under before; null without one. */
    record Resealed(UUID caseId, Contacts.Sealed now, Buffer indexBefore) {
        boolean isKnownBefore() {
            return indexBefore != null && now.phoneIndex() != null;
        }
    }

    /** What a correction keeps of a contact, under the primary key. */
    record ResealedCorrection(UUID correctionId, Contacts.Sealed before, Contacts.Sealed after) {}

    /** The contact of a case with what says who may see it; 404 if there is no such case. */
    Uni<Row> find(Mutiny.Session session, UUID caseId) {
        return Sql.on(session).first(FIND, caseId).onItem().ifNull().failWith(Problem::notFound);
    }

    /** Some contacts that are not under the primary keys, locked. */
    Uni<List<Row>> claim(Mutiny.Session session, int most) {
        return Sql.on(session).select(CLAIM, contactKey(), indexKey(), most);
    }

    /** Some corrections that keep contacts and are not under the primary key, locked. */
    Uni<List<Row>> claimCorrections(Mutiny.Session session, int most) {
        return Sql.on(session).select(CLAIM_CORRECTIONS, contactKey(), most);
    }

    /** Stores what corrections keep. */
    Uni<Void> storeCorrections(Mutiny.Session session, List<ResealedCorrection> corrections) {
        return new Writes().update(CORRECTIONS, corrections).run(Sql.on(session));
    }

    /** How many contacts, those that corrections keep among them, are not under the primary keys. */
    Uni<Long> left() {
        return Sql.on(pool).first(LEFT, contactKey(), indexKey()).map(row -> row.getLong("left"));
    }

    /** Stores the contacts; the references of citizens go on under the new indexes. */
    Uni<Void> store(Mutiny.Session session, List<Resealed> contacts) {
        var known = contacts.stream().filter(Resealed::isKnownBefore).toList();
        Buffer[] before = known.stream().map(Resealed::indexBefore).toArray(Buffer[]::new);
        Buffer[] now = known.stream().map(each -> each.now().phoneIndex()).toArray(Buffer[]::new);
        return new Writes()
                .update(CONTACTS, contacts)
                .sql(MOVE_CITIZENS, before, now)
                .sql(FORGET_OLD, before, now)
                .run(Sql.on(session));
    }

    private int contactKey() {
        return rings.current().primary(KeyRing.Purpose.CONTACT);
    }

    private int indexKey() {
        return rings.current().primary(KeyRing.Purpose.PHONE_INDEX);
    }
}
