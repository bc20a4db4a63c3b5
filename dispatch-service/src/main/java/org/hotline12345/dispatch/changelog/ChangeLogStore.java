package org.hotline12345.dispatch.changelog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** The rows of the change log. */
@ApplicationScoped
class ChangeLogStore {
    private static final String LIST = """
            select id, kind, of_id as of, unit, action, changes::text as changes, changed_by as subject, changed_at as at
            from change_log
            where ($1::text is null or kind = $1)
              and ($2::text is null or of_id = $2)
              and ($3::text is null or changed_by = $3)
              and ($4::bigint is null or id < $4)
            order by id desc
            limit $5
            """;

    private final Pool pool;
    private final Table<LoggedChange> table;
    private final RecordReader<LoggedChange> changes;

    ChangeLogStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.table = new Table<LoggedChange>("change_log")
                .name("kind", LoggedChange::kind)
                .text("of_id", LoggedChange::of)
                .text("unit", LoggedChange::unit)
                .name("action", LoggedChange::action)
                .json("changes", json, LoggedChange::changes)
                .text("changed_by", LoggedChange::subject)
                .time("changed_at", LoggedChange::at);
        this.changes = RecordReader.of(LoggedChange.class, json);
    }

    Uni<Void> add(Mutiny.Session session, List<LoggedChange> made) {
        return new Writes().insert(table, made).run(Sql.on(session));
    }

    /** The latest first; null for any. */
    Uni<Page<LoggedChange>> page(LoggedChange.Kind kind, String of, String subject, PageRequest page) {
        var before = page.cursor();
        return Sql.on(pool)
                .select(LIST, kind, of, subject, before == null ? null : before.number(0), page.limit() + 1)
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.encode(row.getLong("id")), changes));
    }
}
