package org.hotline12345.chassis.rest;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/**
 * What comes with a command beside its body: the key by which it may be repeated, the version it is meant for, the language of
 * the answer, who gives it and when. The one place where these headers are read; {@link RequestHeaders} says which an operation
 * takes. Only inside requests: what outlives the request, such as work that waits for its group, takes a
 * {@link CommandContext} with it.
 */
@RequestScoped
public class Command {
    /** How far the clock of an importer may be ahead of ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** Before this no hotline had a computer; a date far outside is a slip. */
    private static final Instant EARLIEST = Instant.parse("1949-09-30T16:00:00Z");

    private final HttpServerRequest request;
    private final Caller caller;
    private final Clock clock;

    public Command(HttpServerRequest request, Caller caller, Clock clock) {
        this.request = request;
        this.caller = caller;
        this.clock = clock;
    }

    /** The header {@code Idempotency-Key}; null without one, 400 for one that is too long. */
    public CommandKey key() {
        String key = request.getHeader(RequestHeaders.Name.KEY.text());
        return key == null || key.isBlank() ? null : new CommandKey(route(), key, false);
    }

    /** The same for operations that cannot do without: 400 if it is absent. */
    public CommandKey requiredKey() {
        CommandKey key = key();
        if (key == null) {
            throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REQUIRED);
        }
        return key;
    }

    private String route() {
        return request.method() + " " + request.path();
    }

    /** The header {@code If-Match}; null without one. */
    public String ifMatch() {
        return request.getHeader(HttpHeaders.IF_MATCH);
    }

    /** The header {@code Range}; null without one, and with {@code If-Range}, for which no answer gives a mark. */
    public String range() {
        return request.getHeader("If-Range") == null ? request.getHeader("Range") : null;
    }

    /** 412 unless the command is meant for this version or for any. */
    public void requireVersion(int version) {
        ETags.check(ifMatch(), version);
    }

    /** The language that the caller reads. */
    public Language language() {
        return Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** Now, by the caller. */
    public CommandContext now() {
        return new CommandContext(
                instant(), caller.subject(), false, key(), ifMatch(), language(), caller.besides(Roles.IMPORTER));
    }

    /**
     * When it happened and who did it: what an importer says, else now and the caller. 403 if somebody else fills these fields,
     * 400 for a time in the future or before there were hotlines.
     */
    public CommandContext at(OffsetDateTime occurredAt, String actor) {
        return at(occurredAt, actor, key(), ifMatch());
    }

    /** The same for a command that came with others in one request, under a key of its own and for any version. */
    public CommandContext at(OffsetDateTime occurredAt, String actor, CommandKey key) {
        return at(occurredAt, actor, key, null);
    }

    private CommandContext at(OffsetDateTime occurredAt, String actor, CommandKey key, String ifMatch) {
        importersOnly("occurredAt", occurredAt);
        importersOnly("actor", actor);
        return new CommandContext(
                occurredAt == null ? instant() : inThePast(occurredAt.toInstant()),
                actor == null ? caller.subject() : actor,
                occurredAt != null,
                key,
                ifMatch,
                language(),
                caller.besides(Roles.IMPORTER));
    }

    /** Refuses (403) another field of history unless it is absent or the caller is an importer. */
    public <T> T importersOnly(String field, T value) {
        if (value != null && !caller.has(Roles.IMPORTER)) {
            throw Problem.of(ProblemType.HISTORY_FIELDS, field);
        }
        return value;
    }

    /** 404: not known yet, with Retry-After, where the id was given lately, else not there. */
    public static Problem missing(UUID id) {
        return UuidV7.mayComeYet(id) ? Problem.notKnownYet() : Problem.notFound();
    }

    /** 200 with something and its version. */
    public static Response ok(Object entity, int version) {
        return Response.ok(entity).header(HttpHeaders.ETAG, ETags.tag(version)).build();
    }

    /** 201 with something that was made, where it is and its version. */
    public static Response created(String location, Object entity, int version) {
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.ETAG, ETags.tag(version))
                .entity(entity)
                .build();
    }

    /** As fine as the database keeps it: what is answered now is what is read later. */
    private Instant instant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant inThePast(Instant at) {
        if (at.isAfter(instant().plus(CLOCKS_DIFFER)) || at.isBefore(EARLIEST)) {
            throw Problem.invalid("occurredAt", "violation.PastOrPresent");
        }
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
