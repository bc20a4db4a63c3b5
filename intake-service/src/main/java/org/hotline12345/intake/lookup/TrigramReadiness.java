package org.hotline12345.intake.lookup;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.hotline12345.chassis.database.Sql;

/** Whether the database knows Chinese letters: with another locale than C.UTF-8 the similarity of Chinese titles is 0. */
@Readiness
@ApplicationScoped
public class TrigramReadiness implements AsyncHealthCheck {
    private final Pool pool;

    public TrigramReadiness(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Sql.on(pool)
                .first("select cardinality(show_trgm('停水')) > 0 as good")
                .map(row -> HealthCheckResponse.named("chinese-trigrams")
                        .status(row.getBoolean("good"))
                        .build())
                .onFailure()
                .recoverWithItem(
                        HealthCheckResponse.named("chinese-trigrams").down().build());
    }
}
