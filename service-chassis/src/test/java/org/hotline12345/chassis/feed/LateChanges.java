package org.hotline12345.chassis.feed;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.EventLoops;
import org.hotline12345.chassis.database.Sql;

/** Changes that take their id early and commit late, so that later ones overtake them. */
final class LateChanges {
    private LateChanges() {}

    static Uni<Void> write(Mutiny.Session session, Vertx vertx, List<FeedEntry> entries, Duration before) {
        return Sql.on(session)
                .update(
                        """
                        insert into feed_pending (reader, subject, version, op)
                        select reader, subject, version, op
                        from unnest($1::text[], $2::uuid[], $3::integer[], $4::text[]) as e (reader, subject, version, op)
                        """,
                        entries.stream().map(FeedEntry::reader).toArray(String[]::new),
                        entries.stream().map(FeedEntry::subject).toList(),
                        entries.stream().map(FeedEntry::version).toArray(Integer[]::new),
                        entries.stream().map(entry -> entry.op().name()).toArray(String[]::new))
                .chain(() -> EventLoops.pause(vertx, before));
    }
}
