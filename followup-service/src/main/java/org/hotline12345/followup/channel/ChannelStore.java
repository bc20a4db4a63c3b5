package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.channel.ChannelResource.ChannelInput;
import org.hotline12345.followup.channel.ChannelResource.RequestView;

/** The channels that are registered, and what was asked by them. */
@ApplicationScoped
class ChannelStore {
    private static final String PUT = """
            insert into survey_channel (
              code, version, title, transport, medium, url, position, active, changed_at, changed_by)
            values ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (code) do update
            set version = survey_channel.version + 1,
                title = $2,
                transport = $3,
                medium = $4,
                url = $5,
                position = $6,
                active = $7,
                changed_at = $8,
                changed_by = $9
            returning %s
            """.formatted(Registration.COLUMNS);

    private static final String REQUESTS = """
            select r.id, r.callback_id, cb.case_id, r.attempt, r.state, r.tries, r.next_try_at, r.created_at, r.sent_at,
              r.ended_at, r.last_error
            from survey_request r
            join callback cb on cb.id = r.callback_id
            where r.channel = $1
              and r.state = $2
              and (r.created_at, r.id) > ($3, $4)
            order by r.created_at, r.id
            limit $5
            """;

    private final Transactions transactions;
    private final Pool pool;

    ChannelStore(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    Uni<List<Registration>> all() {
        return all(Sql.on(pool));
    }

    Uni<List<Registration>> all(Sql sql) {
        return sql.select("select %s from survey_channel order by position, code".formatted(Registration.COLUMNS))
                .map(rows -> rows.stream().map(Registration::of).toList());
    }

    /** A registration; null if there is none. */
    Uni<Registration> find(String code) {
        return find(Sql.on(pool), code);
    }

    Uni<Registration> find(Sql sql, String code) {
        return sql.first("select %s from survey_channel where code = $1".formatted(Registration.COLUMNS), code)
                .map(row -> row == null ? null : Registration.of(row));
    }

    /** Registers a channel or changes it; answers it as it is then. */
    Uni<Registration> put(String code, ChannelInput input, Instant at, String by) {
        return transactions
                .inTransaction(session -> Sql.on(session)
                        .first(
                                PUT,
                                code,
                                input.title().strip(),
                                input.transport(),
                                input.medium(),
                                input.url(),
                                input.position() == null ? 0 : input.position(),
                                Boolean.TRUE.equals(input.active()),
                                at,
                                by))
                .map(Registration::of);
    }

    /** The askings of a channel in a state, the oldest first. */
    Uni<Page<RequestView>> requests(String code, String state, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(
                        REQUESTS,
                        code,
                        state,
                        from.instant(0),
                        from.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "created_at"), row.getUUID("id")),
                        row -> new RequestView(
                                row.getUUID("id"),
                                row.getUUID("callback_id"),
                                row.getUUID("case_id"),
                                row.getInteger("attempt"),
                                row.getString("state"),
                                row.getInteger("tries"),
                                Rows.time(row, "next_try_at"),
                                Rows.time(row, "created_at"),
                                Rows.time(row, "sent_at"),
                                Rows.time(row, "ended_at"),
                                row.getString("last_error"))));
    }

    /** How many askings a batch holds; 0 if there is no such batch. */
    Uni<Integer> size(UUID batch) {
        return Sql.on(pool)
                .first("select count(*)::integer as size from survey_request where batch_id = $1", batch)
                .map(row -> row.getInteger("size"));
    }
}
