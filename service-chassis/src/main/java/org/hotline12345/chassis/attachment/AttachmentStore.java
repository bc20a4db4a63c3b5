package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.attachment.KeptFile.State;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** What is known of the files. */
@ApplicationScoped
class AttachmentStore {
    static final int SWEPT_AT_ONCE = 200;
    static final int SCANNED_AT_ONCE = 20;

    private static final String ADD = """
            insert into attachment (attachment_id, name, type, size, sha256, uploaded_by, uploaded_at, state)
            values ($1, $2, $3, $4, $5, $6, $7, 'STORING')
            """;
    private static final String STATE = """
            update attachment
            set state = $2
            where attachment_id = $1
              and state = $3
            """;
    private static final String BY_ID = """
            select *
            from attachment
            where attachment_id = any ($1::uuid[])
            """;
    private static final String OF = """
            select *
            from attachment
            where of_id = any ($1::uuid[])
            order by bound_at, attachment_id
            """;
    private static final String OF_CASE = """
            select *
            from attachment
            where case_id = $1
            order by bound_at, attachment_id
            """;
    private static final String WAITING = """
            select *
            from attachment
            where state = 'WAITING'
              and (uploaded_at, attachment_id) > ($1, $2)
              and (scan_after is null or scan_after <= $3)
            order by uploaded_at, attachment_id
            limit %d
            """.formatted(SCANNED_AT_ONCE);
    private static final String UNDECIDED = """
            update attachment
            set scans = scans + 1,
                scan_after = case when scans + 1 >= $2 then $3::timestamptz end
            where attachment_id = $1
              and state = 'WAITING'
            returning scans
            """;
    private static final String WITHOUT_VERDICT = """
            select count(*)::int as files
            from attachment
            where state = 'WAITING'
              and scans >= $1
            """;
    /**
     * Whoever would name one of these has read another version: it can be named no more. One that a command is just naming is locked, and
     * left alone.
     */
    private static final String MARK_UNBOUND = """
            update attachment
            set state = 'STORING', version = version + 1
            where attachment_id in (
              select attachment_id
              from attachment
              where bound_at is null
                and uploaded_at < case when uploaded_by is null then $1::timestamptz else $2::timestamptz end
              order by uploaded_at
              limit %d
              for update skip locked)
            returning attachment_id
            """.formatted(SWEPT_AT_ONCE);

    private static final String FORGET = """
            delete from attachment
            where attachment_id = any ($1::uuid[])
              and bound_at is null
            """;
    private static final String UNBOUND_OF_PUBLIC = """
            select coalesce(sum(size), 0)::bigint as bytes
            from attachment
            where bound_at is null
              and uploaded_by is null
            """;

    private static final Table<Bound> BOUND = new Table<Bound>("attachment")
            .uuid("attachment_id", Bound::attachmentId)
            .key()
            // nothing was decided of a file that is free
            .version("version", bound -> 0)
            .name("of_kind", Bound::kind)
            .uuid("of_id", Bound::ofId)
            .uuid("case_id", Bound::caseId)
            .time("bound_at", Bound::at);

    private static final UUID FIRST_ID = new UUID(0, 0);

    private final Pool pool;

    AttachmentStore(Pool pool) {
        this.pool = pool;
    }

    /** A file with what it came with. */
    record Bound(UUID attachmentId, Origin kind, UUID ofId, UUID caseId, Instant at) {}

    /** Notes a file whose bytes are about to be kept. */
    Uni<Void> add(KeptFile file) {
        return Sql.on(pool)
                .update(
                        ADD,
                        file.attachmentId(),
                        file.name(),
                        file.type(),
                        file.size(),
                        file.sha256(),
                        file.uploadedBy(),
                        file.uploadedAt())
                .replaceWithVoid();
    }

    /** The bytes are kept. */
    Uni<Void> kept(UUID id, State state) {
        return Sql.on(pool).update(STATE, id, state, State.STORING).replaceWithVoid();
    }

    /** The scanner has said its word, unless the file was swept meanwhile. */
    Uni<Void> judged(UUID id, State state) {
        return Sql.on(pool).update(STATE, id, state, State.WAITING).replaceWithVoid();
    }

    Uni<List<KeptFile>> find(Collection<UUID> ids) {
        return Sql.on(pool).list(KeptFile.class, BY_ID, (Object) ids.toArray(UUID[]::new));
    }

    Uni<List<KeptFile>> of(Sql sql, Collection<UUID> ofIds) {
        return sql.list(KeptFile.class, OF, (Object) ofIds.toArray(UUID[]::new));
    }

    Uni<List<KeptFile>> of(Collection<UUID> ofIds) {
        return of(Sql.on(pool), ofIds);
    }

    Uni<List<KeptFile>> ofCase(UUID caseId) {
        return Sql.on(pool).list(KeptFile.class, OF_CASE, caseId);
    }

    /**
     * Counts a try that the scanner gave no verdict in; from so many on the file is not tried again before then.
     *
     * @return how many there were, null if the file was judged or swept meanwhile
     */
    Uni<Integer> undecided(UUID id, int tries, Instant then) {
        return Sql.on(pool).first(UNDECIDED, id, tries, then).map(row -> row == null ? null : row.getInteger("scans"));
    }

    /** How many files the scanner could not judge so many times. */
    Uni<Integer> withoutVerdict(int tries) {
        return Sql.on(pool).first(WITHOUT_VERDICT, tries).map(row -> row.getInteger("files"));
    }

    /** Some that wait for the scanner now and came after this one; null: the earliest. */
    Uni<List<KeptFile>> waiting(KeptFile after, Instant now) {
        return Sql.on(pool)
                .list(
                        KeptFile.class,
                        WAITING,
                        after == null ? Instant.EPOCH : after.uploadedAt(),
                        after == null ? FIRST_ID : after.attachmentId(),
                        now);
    }

    /** Names what the files came with; nothing at all is written if another command, or the sweeping, was first. */
    static void bind(Writes writes, Collection<Bound> files) {
        writes.updateGuarded(BOUND, files);
    }

    /** Files that no command has named in time; from now on none can. */
    Uni<List<UUID>> markUnbound(Instant ofPublicBefore, Instant before) {
        return Sql.on(pool)
                .select(MARK_UNBOUND, ofPublicBefore, before)
                .map(rows ->
                        rows.stream().map(row -> row.getUUID("attachment_id")).toList());
    }

    /** Forgets files whose bytes are gone. */
    Uni<Void> forget(Collection<UUID> ids) {
        return Sql.on(pool).update(FORGET, (Object) ids.toArray(UUID[]::new)).replaceWithVoid();
    }

    /** How much of the public's files waits for a case. */
    Uni<Long> unboundOfPublic() {
        return Sql.on(pool).first(UNBOUND_OF_PUBLIC).map(row -> row.getLong("bytes"));
    }
}
