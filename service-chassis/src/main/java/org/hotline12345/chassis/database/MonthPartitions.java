package org.hotline12345.chassis.database;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes the partitions of the months to come of all tables that have one for each: {@code make_months} of the schema knows which these are.
 * Several instances may do so at a time. Nothing waits for it: what belongs to no month yet is written to the default partition.
 */
@ApplicationScoped
public class MonthPartitions {
    /** Months ahead: a service that cannot make them for so long still has them. */
    private static final int AHEAD = 2;

    private static final Logger LOG = Logger.getLogger(MonthPartitions.class);

    private final Pool pool;
    private final Clock clock;

    MonthPartitions(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Makes them, if not now then at the next run: nothing fails for that. Called at the start too. */
    @Scheduled(
            every = "6h",
            delayed = "6h",
            identity = "month-partitions",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public Uni<Void> ahead() {
        return make().invoke(made -> made.forEach(name -> LOG.infof("Made the partition %s", name)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("Partitions of the months to come are made later: %s", failure.toString());
                    return null;
                });
    }

    /** Makes those that are missing; answers their names. */
    Uni<List<String>> make() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Sql.on(pool)
                .select("select make_months($1, $2) as name", today, AHEAD)
                .map(rows -> rows.stream().map(row -> row.getString("name")).toList());
    }
}
