package org.hotline12345.followup.survey.link;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** Tokens of survey links: 160 random bits, stored as their SHA-256 only. */
@ApplicationScoped
public class SurveyTokens {
    private static final int BYTES = 20;

    /**
     * What a token opens.
     *
     * @param expiresAt When the link ends.
     */
    public record Opened(UUID callbackId, UUID caseId, Instant expiresAt) {}

    /** A token, and the hash of it that is kept, in hexadecimal digits. */
    public record Token(String text, String hash) {}

    /** A link may serve for an objection after its own days: as long as a plan may allow, and a month. */
    private static final Duration KEPT = Duration.ofDays(400);

    private final SecureRandom random = new SecureRandom();
    private final Pool pool;
    private final Clock clock;

    public SurveyTokens(Pool pool, Clock clock) {
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

    /** New tokens, none of which opens anything before its hash is kept. */
    public List<Token> make(int count) {
        return Stream.generate(() -> {
                    byte[] bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                    return new Token(text, hash(text));
                })
                .limit(count)
                .toList();
    }

    /** Makes a token for each callback. */
    public Uni<Map<UUID, String>> issue(Mutiny.Session session, List<UUID> callbackIds, Instant expiresAt) {
        List<Token> made = make(callbackIds.size());
        var tokens = new LinkedHashMap<UUID, String>();
        for (int i = 0; i < made.size(); i++) {
            tokens.put(callbackIds.get(i), made.get(i).text());
        }
        return Sql.on(session)
                .update(
                        """
                        insert into survey_token (hash, callback_id, expires_at)
                        select decode(hash, 'hex'), callback_id, $3
                        from unnest($1::text[], $2::uuid[]) as new (hash, callback_id)
                        """,
                        made.stream().map(Token::hash).toArray(String[]::new),
                        callbackIds.toArray(UUID[]::new),
                        expiresAt)
                .replaceWith(tokens);
    }

    /** What a token opens; null if it opens nothing. */
    public Uni<Opened> open(Sql sql, String token) {
        if (token == null || token.length() > 100) {
            return Uni.createFrom().nullItem();
        }
        return sql.first("""
                        select t.callback_id, t.expires_at, cb.case_id
                        from survey_token t
                        join callback cb on cb.id = t.callback_id
                        where t.hash = decode($1, 'hex')
                        """, hash(token))
                .map(row -> row == null
                        ? null
                        : new Opened(
                                row.getUUID("callback_id"),
                                row.getUUID("case_id"),
                                row.getOffsetDateTime("expires_at").toInstant()));
    }

    private static String hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
