package org.hotline12345.chassis.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.ClosingTable;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/**
 * Commands that may be sent twice. The key (subject, route, key) and the answer are stored in the transaction of the
 * command and kept 7 days; only 2xx answers are kept. The same key with another body is the problem
 * {@code idempotency-key-reused} (422). Two requests with one key at the same time: the second waits for the first.
 */
@ApplicationScoped
public class Idempotency {
    private static final int MAX_KEY = 200;

    private static final String FIND = """
            select body_hash, status, location, etag, body
            from idempotency
            where subject = $1 and route = $2 and key = $3
            """;

    private static final ClosingTable DONE = new ClosingTable(
            "done",
            """
            insert into idempotency (subject, route, key, body_hash, status, location, etag, body, created_at)
            select subject, route, key, body_hash, status, location, etag, body, now()
            from unnest(
              $1::text[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::text[])
              as new (subject, route, key, body_hash, status, location, etag, body)
            on conflict do nothing
            """,
            List.of(
                    String.class,
                    String.class,
                    String.class,
                    String.class,
                    Integer.class,
                    String.class,
                    String.class,
                    String.class),
            DoneBefore::new);

    private final Transactions transactions;
    private final Caller caller;
    private final CurrentRoute route;
    private final ObjectMapper json;
    private final Pool pool;

    public Idempotency(Transactions transactions, Caller caller, CurrentRoute route, ObjectMapper json, Pool pool) {
        this.transactions = transactions;
        this.caller = caller;
        this.route = route;
        this.json = json;
        this.pool = pool;
    }

    /** The problem {@code idempotency-key-required} (400) for an absent key. */
    public static String required(String key) {
        if (key == null || key.isBlank()) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REQUIRED);
        }
        return key;
    }

    /**
     * Runs the command in a transaction, or answers what it answered before. Without a key it is just the transaction. The
     * entity of the answer must be something Jackson writes.
     *
     * @param key the header {@code Idempotency-Key}; may be null
     * @param body what makes the command the same; any JSON-able object
     */
    public Uni<Response> run(String key, Object body, Function<Mutiny.Session, Uni<Response>> command) {
        if (key == null || key.isBlank()) {
            return transactions
                    .inTransaction(session -> command.apply(session).map(Idempotency::keepOnlySuccess))
                    .onFailure(NotKept.class)
                    .recoverWithItem(e -> ((NotKept) e).response);
        }
        if (key.length() > MAX_KEY) {
            throw Problem.invalid("Idempotency-Key", "violation.Size", 1, MAX_KEY);
        }
        String subject = caller.subject();
        String path = route.current();
        String hash = hash(body);
        // a repeat meets its own key when its answer is kept, or fails for what the first one did: the key is looked up
        // then; if that cannot be, nobody knows whether it is a repeat, and the answer is that the database does not
        // serve
        return transactions
                .inTransaction(session -> command.apply(session)
                        .map(Idempotency::keepOnlySuccess)
                        .map(response -> keep(session, subject, path, key, hash, response)))
                .onFailure()
                .recoverWithUni(failure -> Sql.on(pool)
                        .first(FIND, subject, path, key)
                        .chain(row -> row == null
                                ? Uni.createFrom().<Response>failure(failure)
                                : Uni.createFrom().item(() -> replay(row, hash))))
                .onFailure(NotKept.class)
                .recoverWithItem(e -> ((NotKept) e).response);
    }

    /** Keeps the answer at the end of the transaction. It is written as JSON once, for the table and for the caller. */
    private Response keep(
            Mutiny.Session session, String subject, String path, String key, String hash, Response response) {
        String text = response.getEntity() == null ? null : write(response.getEntity());
        Object[] row = {
            subject,
            path,
            key,
            hash,
            response.getStatus(),
            response.getHeaderString(HttpHeaders.LOCATION),
            response.getHeaderString(HttpHeaders.ETAG),
            text
        };
        transactions.atClose(session, DONE, List.<Object[]>of(row));
        return text == null
                ? response
                : Response.fromResponse(response)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(text)
                        .build();
    }

    private Response replay(Row row, String hash) {
        if (!hash.equals(row.getString("body_hash"))) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        var response = Response.status(row.getInteger("status"));
        if (row.getString("location") != null) {
            response.header(HttpHeaders.LOCATION, row.getString("location"));
        }
        if (row.getString("etag") != null) {
            response.header(HttpHeaders.ETAG, row.getString("etag"));
        }
        if (row.getString("body") != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(row.getString("body"));
        }
        return response.header("Idempotency-Replayed", "true").build();
    }

    private static Response keepOnlySuccess(Response response) {
        if (response.getStatus() / 100 != 2) {
            throw new NotKept(response);
        }
        return response;
    }

    private String write(Object entity) {
        try {
            return entity instanceof String text ? text : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the answer as JSON", e);
        }
    }

    /** What tells two bodies under one key apart: SHA-256 of the body as JSON, in hexadecimal digits. */
    public String hash(Object body) {
        try {
            byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot hash the request", e);
        }
    }

    /** Forgets keys older than 7 days. */
    @Scheduled(
            every = "1h",
            delayed = "1m",
            identity = "idempotency-clean-up",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        return Sql.on(pool).update("""
                        delete from idempotency
                        where created_at < now() - interval '7 days'
                        """).replaceWithVoid();
    }

    /** An answer that is not kept rolls the transaction back. */
    private static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Response response;

        NotKept(Response response) {
            super("status " + response.getStatus(), null, false, false);
            this.response = response;
        }
    }

    /** The same command was committed before: this one rolls back and answers what that one answered. */
    private static final class DoneBefore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DoneBefore() {
            super("done before", null, false, false);
        }
    }
}
