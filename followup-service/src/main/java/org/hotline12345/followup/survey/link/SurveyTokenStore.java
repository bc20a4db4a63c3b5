package org.hotline12345.followup.survey.link;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Writes;

/** The hashes of tokens. */
@ApplicationScoped
class SurveyTokenStore {
    /** A link may serve for an objection after its own days: as long as a plan may allow, and a month. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final Pool pool;
    private final Clock clock;

    SurveyTokenStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Forgets links that ended long ago. */
    @Scheduled(every = "24h", delayed = "10m", identity = "survey-token-clean-up")
    Uni<Void> forgetOld() {
        return Sql.on(pool)
                .update(
                        "delete from survey_token where expires_at < $1",
                        clock.instant().minus(KEPT))
                .replaceWithVoid();
    }

    /** What a token of this hash opens; null if it opens nothing. */
    Uni<SurveyTokens.Opened> find(byte[] hash) {
        return Sql.on(pool).one(SurveyTokens.Opened.class, """
                        select callback_id, expires_at
                        from survey_token
                        where hash = $1
                        """, (Object) hash);
    }

    Uni<Void> write(Writes tokens) {
        return tokens.run(Sql.on(pool));
    }

    Uni<Void> write(Mutiny.Session session, Writes tokens) {
        return tokens.run(Sql.on(session));
    }
}
