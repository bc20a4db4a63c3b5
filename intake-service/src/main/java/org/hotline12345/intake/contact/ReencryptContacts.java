package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
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

    private static final String CLAIM = """
            select case_id, sealed, phone_index
            from contact
            where key_id <> $1 or index_key <> $2
            order by case_id
            limit $3
            for update skip locked
            """;

    private static final String STORE = """
            update contact c
            set sealed = n.sealed,
                key_id = $4,
                phone_index = n.phone_index,
                index_key = case when n.phone_index is null then null else $5::integer end
            from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as n (case_id, sealed, phone_index)
            where c.case_id = n.case_id
            """;

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

    private static final String LEFT = """
            select count(*) as left
            from contact
            where key_id <> $1 or index_key <> $2
            """;

    private final KeyRings rings;
    private final Contacts contacts;
    private final Transactions transactions;
    private final Pool pool;

    public ReencryptContacts(KeyRings rings, Contacts contacts, Transactions transactions, Pool pool) {
        this.rings = rings;
        this.contacts = contacts;
        this.transactions = transactions;
        this.pool = pool;
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
                .chain(done -> Sql.on(pool)
                        .first(LEFT, contactKey(), indexKey())
                        .map(row -> new Result(done, row.getLong("left"))));
    }

    private Uni<Long> more(long end, long done) {
        return transactions.inTransaction(this::batch).chain(count -> {
            long sum = done + count;
            return count < BATCH || System.nanoTime() > end ? Uni.createFrom().item(sum) : more(end, sum);
        });
    }

    private Uni<Integer> batch(Mutiny.Session session) {
        Sql sql = Sql.on(session);
        return sql.select(CLAIM, contactKey(), indexKey(), BATCH).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            int size = rows.size();
            var ids = new UUID[size];
            var sealed = new Buffer[size];
            var indexes = new Buffer[size];
            List<Buffer> before = new ArrayList<>();
            List<Buffer> now = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                Row row = rows.get(i);
                ids[i] = row.getUUID("case_id");
                Contact contact = contacts.open(ids[i], Contacts.bytes(row, "sealed"));
                var phone = contacts.phone(contact.phone()).orElse(null);
                Contacts.Sealed fresh = contacts.seal(ids[i], contact, phone);
                sealed[i] = fresh.sealed();
                indexes[i] = fresh.phoneIndex();
                Buffer stored = Contacts.bytes(row, "phone_index");
                if (fresh.phoneIndex() != null && stored != null) {
                    before.add(stored);
                    now.add(fresh.phoneIndex());
                }
            }
            Buffer[] old = before.toArray(Buffer[]::new);
            Buffer[] current = now.toArray(Buffer[]::new);
            return sql.update(STORE, ids, sealed, indexes, contactKey(), indexKey())
                    .chain(() -> sql.update(MOVE_CITIZENS, old, current))
                    .chain(() -> sql.update(FORGET_OLD, old, current))
                    .replaceWith(size);
        });
    }

    private int contactKey() {
        return rings.current().primary(KeyRing.Purpose.CONTACT);
    }

    private int indexKey() {
        return rings.current().primary(KeyRing.Purpose.PHONE_INDEX);
    }
}
