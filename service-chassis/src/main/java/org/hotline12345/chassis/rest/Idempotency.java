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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
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
    /** The header that says that a command had been carried out before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final String FIND = """
            select body_hash, status, location, etag, body
            from idempotency
            where subject = $1 and route = $2 and key = $3
            """;

    /** A key in use: whose, for which route, with which body. */
    private record Use(String subject, String route, String key, String bodyHash) {}

    /** A command done, with its answer; without a key it is not kept. */
    private record Done(Use use, Response response, String body, Instant at) {
        List<Done> kept() {
            return use == null ? List.of() : List.of(this);
        }
    }

    private static final Table<Done> DONE = new Table<Done>("idempotency")
            .text("subject", done -> done.use().subject())
            .text("route", done -> done.use().route())
            .text("key", done -> done.use().key())
            .text("body_hash", done -> done.use().bodyHash())
            .number("status", done -> done.response().getStatus())
            .text("location", done -> done.response().getHeaderString(HttpHeaders.LOCATION))
            .text("etag", done -> done.response().getHeaderString(HttpHeaders.ETAG))
            .text("body", Done::body)
            .time("created_at", Done::at);

    private final Transactions transactions;
    private final Caller caller;
    private final Command request;
    private final ObjectMapper json;
    private final Pool pool;
    private final Clock clock;

    public Idempotency(
            Transactions transactions, Caller caller, Command request, ObjectMapper json, Pool pool, Clock clock) {
        this.transactions = transactions;
        this.request = request;
        this.caller = caller;
        this.json = json;
        this.pool = pool;
        this.clock = clock;
    }

    /** The same as {@link #run(CommandKey, Object, Function)} with the key of the request. */
    public Uni<Response> run(Object body, Function<Mutiny.Session, Uni<Response>> command) {
        return run(request.key(), body, command);
    }

    /**
     * Runs the command in a transaction, or answers what it answered before. Without a key it is just the transaction. The
     * entity of the answer must be something Jackson writes.
     *
     * @param key may be null
     * @param body what makes the command the same; any JSON-able object
     */
    public Uni<Response> run(CommandKey key, Object body, Function<Mutiny.Session, Uni<Response>> command) {
        if (key != null && key.inBatch()) {
            return Uni.createFrom().failure(Problem.of(ProblemType.OVERLOADED).header("Retry-After", "1"));
        }
        Use use = use(key, body);
        return answered(
                use,
                transactions.inTransaction(session -> command.apply(session)
                        .map(response -> done(use, response))
                        .invoke(done -> transactions.atClose(session).insert(DONE, done.kept()))));
    }

    /**
     * The same for a command on an aggregate, decided and written together with others. The decision is made in a context of the
     * group: what it needs of the request it has taken before.
     */
    public <A> Uni<Response> run(
            CommandKey key, Object body, CommandGroup<A> group, UUID id, Function<A, Response> command) {
        return run(key, body, group, List.of(id), found -> command.apply(found.get(id)));
    }

    /** The same for a command on several aggregates. */
    public <A> Uni<Response> run(
            CommandKey key,
            Object body,
            CommandGroup<A> group,
            Collection<UUID> ids,
            Function<Map<UUID, A>, Response> command) {
        Use use = use(key, body);
        return answered(
                use,
                group.change(
                        ids,
                        found -> done(use, command.apply(found)),
                        (done, writes) -> writes.insert(DONE, done.kept())));
    }

    /** What was answered when the key was used, or this problem where it was not. */
    public Uni<Response> replay(CommandKey key, Object body, Problem unused) {
        return orReplay(unused, use(key, body));
    }

    private Use use(CommandKey key, Object body) {
        return key == null ? null : new Use(caller.subject(), key.route(), key.text(), hash(body));
    }

    private Uni<Response> answered(Use use, Uni<Done> done) {
        return done.map(Done::response)
                .onFailure(failure -> use != null)
                .recoverWithUni(failure -> orReplay(failure, use))
                .onFailure(NotKept.class)
                .recoverWithItem(failure -> ((NotKept) failure).response);
    }

    /**
     * A repeat meets its own key when its answer is kept, or fails for what the first one did: the key is looked up then; if that
     * cannot be, nobody knows whether it is a repeat, and the answer is that the database does not serve.
     */
    private Uni<Response> orReplay(Throwable failure, Use use) {
        return Sql.on(pool)
                .first(FIND, use.subject(), use.route(), use.key())
                .chain(row -> row == null
                        ? Uni.createFrom().<Response>failure(failure)
                        : Uni.createFrom().item(() -> replay(row, use.bodyHash())));
    }

    /** Only success is kept. What is kept is written as JSON once, for the table and for the caller. */
    private Done done(Use use, Response response) {
        if (response.getStatus() / 100 != 2) {
            throw new NotKept(response);
        }
        String text = use == null || response.getEntity() == null ? null : write(response.getEntity());
        Response answer = text == null
                ? response
                : Response.fromResponse(response)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(text)
                        .build();
        return new Done(use, answer, text, clock.instant());
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
        return response.header(REPLAYED, "true").build();
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
                        where created_at < $1
                        """, clock.instant().minus(KEPT_FOR)).replaceWithVoid();
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
}
