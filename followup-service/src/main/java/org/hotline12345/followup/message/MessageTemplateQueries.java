package org.hotline12345.followup.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTemplate;
import org.hotline12345.followup.message.model.MessageTexts;

/** The texts of messages to citizens: what is in force, and what was written. */
@ApplicationScoped
public class MessageTemplateQueries {
    private static final String IN_FORCE = """
            select d.kind, d.version, t.text
            from (
              select distinct on (kind) kind, version
              from message_decision
              where number <= $1
              order by kind, number desc) d
            left join message_template t on t.kind = d.kind
              and t.version = d.version
            where d.version is not null
            """;

    private static final String VERSIONS = """
            select kind, version, text, written_by, written_at
            from message_template
            where kind = $1
            order by version desc
            """;

    /**
     * What is in force by the last of so many decisions; it never changes.
     *
     * @param version How many decisions.
     */
    public record InForce(int version, MessageTexts texts) {}

    /** A text that somebody wrote. */
    record Written(MessageTemplate template, String by, Instant at) {}

    private final Pool pool;
    private volatile InForce latest = new InForce(0, MessageTexts.NONE);

    MessageTemplateQueries(Pool pool) {
        this.pool = pool;
    }

    /** What was in force after so many decisions. */
    public Uni<InForce> load(Sql sql, int version) {
        InForce known = latest;
        if (known.version() == version) {
            return Uni.createFrom().item(known);
        }
        return read(sql, version).invoke(read -> latest = read);
    }

    /** The same while the last decision is being taken: it is not kept, for that may come to nothing. */
    Uni<InForce> decided(Mutiny.Session session, int version) {
        return read(Sql.on(session), version);
    }

    private static Uni<InForce> read(Sql sql, int version) {
        return sql.select(IN_FORCE, version)
                .map(rows -> new InForce(
                        version,
                        new MessageTexts(rows.stream()
                                .map(MessageTemplateQueries::template)
                                .collect(Collectors.toMap(MessageTemplate::kind, template -> template)))));
    }

    /** What is in force now. */
    Uni<InForce> current() {
        Sql sql = Sql.on(pool);
        return sql.first("select message_version from office_state")
                .chain(row -> load(sql, row.getInteger("message_version")));
    }

    /** What was written of a kind, the latest first. */
    Uni<List<Written>> versions(MessageKind kind) {
        return Sql.on(pool)
                .select(VERSIONS, kind.name())
                .map(rows -> rows.stream()
                        .map(row -> new Written(
                                template(row), row.getString("written_by"), Rows.instant(row, "written_at")))
                        .toList());
    }

    /** A version of a kind, the shipped one too; empty if there is none. */
    Uni<Optional<MessageTemplate>> find(MessageKind kind, int version) {
        return version == 0
                ? Uni.createFrom().item(Optional.of(MessageTexts.shipped(kind)))
                : versions(kind)
                        .map(all -> all.stream()
                                .map(Written::template)
                                .filter(template -> template.version() == version)
                                .findFirst());
    }

    private static MessageTemplate template(Row row) {
        MessageKind kind = MessageKind.valueOf(row.getString("kind"));
        int version = row.getInteger("version");
        return version == 0 ? MessageTexts.shipped(kind) : new MessageTemplate(kind, version, row.getString("text"));
    }
}
