package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.channel.ChannelResource.ChannelInput;

/** The channels that are registered, and what was asked by them. */
@ApplicationScoped
class ChannelStore {
    private static final String COLUMNS = "code, version, title, transport, medium, url, position, active";

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
            """.formatted(COLUMNS);

    private final Transactions transactions;
    private final Pool pool;

    ChannelStore(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    Uni<List<Registration>> all() {
        return Sql.on(pool)
                .list(Registration.class, "select %s from survey_channel order by position, code".formatted(COLUMNS));
    }

    /** The codes of those that are used, in the order in which they take turns. */
    Uni<List<String>> active(Mutiny.Session session) {
        return Sql.on(session)
                .select("select code from survey_channel where active order by position, code")
                .map(rows -> rows.stream().map(row -> row.getString("code")).toList());
    }

    /** A registration; null if there is none. */
    Uni<Registration> find(String code) {
        return Sql.on(pool)
                .one(Registration.class, "select %s from survey_channel where code = $1".formatted(COLUMNS), code);
    }

    /** Registers a channel or changes it; answers it as it is then. */
    Uni<Registration> put(String code, ChannelInput input, Instant at, String by) {
        return transactions.inTransaction(session -> Sql.on(session)
                .one(
                        Registration.class,
                        PUT,
                        code,
                        input.title().strip(),
                        input.transport(),
                        input.medium(),
                        input.url(),
                        input.position() == null ? 0 : input.position(),
                        Boolean.TRUE.equals(input.active()),
                        at,
                        by));
    }
}
