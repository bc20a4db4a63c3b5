package org.hotline12345.chassis.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hotline12345.chassis.database.Sql;

/**
 * Ready while the database answers. Where the extension {@code pg_trgm} is used it must know Chinese letters: with the
 * locale C it makes no trigrams of them and finds nothing.
 */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    public DatabaseHealth(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Sql.on(pool)
                .first("select exists (select 1 from pg_extension where extname = 'pg_trgm') as trigrams")
                .chain(row -> row.getBoolean("trigrams")
                        ? Sql.on(pool)
                                .first("select cardinality(show_trgm('停水')) > 0 as chinese")
                                .map(found -> found.getBoolean("chinese"))
                        : Uni.createFrom().item(true))
                .map(good -> good
                        ? HealthCheckResponse.up("database")
                        : HealthCheckResponse.named("database")
                                .withData("pg_trgm", "knows no Chinese: the database needs the locale C.UTF-8")
                                .down()
                                .build())
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.down("database"));
    }
}
