package org.hotline12345.chassis.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.logging.Logger;

/**
 * A change that a newer one of the same subject has replaced in the same feed for long enough is dropped. Positions stay
 * what they are: a reader with an old position is told the newer change, and misses only what it need not know any more.
 */
@ApplicationScoped
class FeedCompaction {
    private static final Logger LOG = Logger.getLogger(FeedCompaction.class);
    private static final int BATCH = 5_000;

    /** Every change is looked at once as the newer one: what it replaces goes. */
    private static final String COMPACT = """
            with newer as (
              select position, reader, subject
              from feed_entry
              where position > (select position from feed_compaction)
                and numbered_at < $1
              order by position
              limit $2),
            gone as (
              delete from feed_entry e
              using newer n
              where e.subject = n.subject
                and e.reader = n.reader
                and e.position < n.position
              returning e.position),
            moved as (
              update feed_compaction
              set position = greatest(position, (select max(position) from newer)))
            select (select count(*) from newer) as looked_at, (select count(*) from gone) as dropped
            """;

    private final Pool pool;
    private final Vertx vertx;
    private final FeedSettings settings;
    private final Clock clock;
    private volatile long timer = -1;

    FeedCompaction(Pool pool, Vertx vertx, FeedSettings settings, Clock clock) {
        this.pool = pool;
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                settings.compactEvery().toMillis(),
                ignored -> compact()
                        .subscribe()
                        .with(
                                dropped -> LOG.debugf("Dropped %d superseded changes", dropped),
                                failure -> LOG.debug("Superseded changes stay until the next time", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Drops changes that were replaced long enough ago; answers how many. */
    Uni<Long> compact() {
        var before = ShanghaiTime.of(clock.instant().minus(settings.keepSuperseded()));
        return pool.withTransaction(connection -> Sql.on(connection)
                        .first("select pg_try_advisory_xact_lock(hashtext('change-feed-compaction')) as mine")
                        .chain(row -> row.getBoolean("mine")
                                ? Sql.on(connection).first(COMPACT, before, BATCH)
                                : Uni.createFrom().nullItem()))
                .chain(row -> {
                    if (row == null) {
                        return Uni.createFrom().item(0L);
                    }
                    long dropped = row.getLong("dropped");
                    return row.getLong("looked_at") < BATCH
                            ? Uni.createFrom().item(dropped)
                            : compact().map(more -> dropped + more);
                });
    }
}
