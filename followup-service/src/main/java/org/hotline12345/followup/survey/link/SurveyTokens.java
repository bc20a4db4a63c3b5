package org.hotline12345.followup.survey.link;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;

/** Tokens of survey links: 160 random bits, stored as their SHA-256 only. */
@ApplicationScoped
public class SurveyTokens {
    private static final int BYTES = 20;
    private static final int MAX_TOKEN = 100;

    /**
     * What a token opens.
     *
     * @param expiresAt When the link ends.
     */
    public record Opened(UUID callbackId, Instant expiresAt) {}

    /** A new token that opens a callback; its hash is kept. */
    private record Token(String text, UUID callbackId, Instant expiresAt) {}

    private static final Table<Token> TOKENS = new Table<Token>("survey_token")
            .bytes("hash", token -> Buffer.buffer(hash(token.text())))
            .uuid("callback_id", Token::callbackId)
            .time("expires_at", Token::expiresAt);

    private final SecureRandom random = new SecureRandom();
    private final SurveyTokenStore store;

    public SurveyTokens(SurveyTokenStore store) {
        this.store = store;
    }

    /** New tokens by callback, none of which opens anything before it is kept. */
    public Map<UUID, String> make(Collection<UUID> callbackIds) {
        return callbackIds.stream().collect(Collectors.toMap(Function.identity(), id -> text()));
    }

    /** Keeps new tokens. */
    public void keep(Writes writes, Map<UUID, String> tokens, Instant expiresAt) {
        writes.insert(
                TOKENS,
                tokens.entrySet().stream()
                        .map(made -> new Token(made.getValue(), made.getKey(), expiresAt))
                        .toList());
    }

    /** Makes a token for a callback, and keeps it. */
    public Uni<String> issue(Mutiny.Session session, UUID callbackId, Instant expiresAt) {
        var made = make(List.of(callbackId));
        var writes = new Writes();
        keep(writes, made, expiresAt);
        return store.write(session, writes).replaceWith(made.get(callbackId));
    }

    /** The same for who writes nothing else with it. */
    public Uni<String> issue(UUID callbackId, Instant expiresAt) {
        var made = make(List.of(callbackId));
        var writes = new Writes();
        keep(writes, made, expiresAt);
        return store.write(writes).replaceWith(made.get(callbackId));
    }

    private String text() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What a token opens; null if it opens nothing. */
    public Uni<Opened> open(String token) {
        return token == null || token.length() > MAX_TOKEN ? Uni.createFrom().nullItem() : store.find(hash(token));
    }

    private static byte[] hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
