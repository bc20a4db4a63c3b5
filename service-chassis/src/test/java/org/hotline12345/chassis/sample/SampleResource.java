package org.hotline12345.chassis.sample;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedEntry;
import org.hotline12345.chassis.feed.FeedPage;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.Urgency;

/** A resource as services write them. */
@Path("/api/v1/samples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.AGENT, Roles.IMPORTER, Roles.UNIT_HANDLER})
public class SampleResource {
    private static final ProblemType REFUSED = new ProblemType("sample-refused", 409);

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final Command command;
    private final Outbox outbox;
    private final ChangeFeed feed;
    private final Caller caller;

    public SampleResource(
            Transactions transactions,
            Idempotency idempotency,
            Command command,
            Outbox outbox,
            ChangeFeed feed,
            Caller caller) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.command = command;
        this.outbox = outbox;
        this.feed = feed;
        this.caller = caller;
    }

    public record Contact(@Size(min = 3, max = 20) String phone, String name) implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(name == null || phone != null, "phone", "violation.sample.phone", name);
        }
    }

    public record NewSample(
            @NotBlank String text,
            Urgency urgency,
            @Min(1) Integer number,
            OffsetDateTime at,
            LocalDate day,
            @Valid Contact contact,

            @Pattern(regexp = "S.*", message = "{violation.sample}")
            String code,

            OffsetDateTime occurredAt,
            String actor,

            @Range(min = 1, max = 60, message = "{violation.range}")
            Integer days)
            implements Checked {
        @Override
        public void check(Violations violations) {
            violations
                    .unless(day == null || at != null, "day", "violation.Null")
                    .unless(urgency == null || code != null, "code", "violation.required");
        }
    }

    public record Sample(UUID id, int version, String text, Instant at, String actor, boolean imported, String none) {}

    @POST
    @RequestHeaders(Name.KEY)
    public Uni<Response> create(@Valid NewSample body) {
        var given = command.at(body.occurredAt(), body.actor());
        return idempotency.run(body, session -> {
            var sample = new SampleCase();
            sample.id = UuidV7.next();
            sample.text = body.text();
            if (body.text().equals("refuse")) {
                return Uni.createFrom().item(Response.status(409).build());
            }
            return session.persist(sample)
                    .chain(session::flush)
                    .chain(() -> outbox.add(
                            session,
                            EventDraft.of(
                                            new CaseSupplemented(sample.id, UuidV7.next(), body.text(), given.at()),
                                            given.at())
                                    .by(given.actor())
                                    .imported(given.imported())))
                    .chain(() -> feed.append(session, List.of(new FeedEntry("U1", sample.id, 0, Op.PUT))))
                    .map(ignored -> Command.created(
                            "/api/v1/samples/" + sample.id,
                            new Sample(
                                    sample.id,
                                    sample.version,
                                    sample.text,
                                    given.at(),
                                    given.actor(),
                                    given.imported(),
                                    null),
                            sample.version));
        });
    }

    @PUT
    @Path("{id}")
    @RequestHeaders(Name.IF_MATCH)
    public Uni<Response> change(@PathParam("id") UUID id, @Valid NewSample body) {
        var given = command.now();
        return transactions.inTransaction(session -> session.find(SampleCase.class, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(sample -> {
                    given.requireVersion(sample.version);
                    sample.text = body.text();
                })
                .call(session::flush)
                .map(sample -> Response.noContent()
                        .header("ETag", org.hotline12345.chassis.rest.ETags.tag(sample.version))
                        .build()));
    }

    @GET
    public Page<String> list(@BeanParam PageRequest page, @QueryParam("urgency") Urgency urgency) {
        int from = page.cursor() == null ? 0 : (int) page.cursor().number(0);
        var rows = java.util.stream.IntStream.range(from + 1, from + page.limit() + 2)
                .filter(i -> i <= 120)
                .boxed()
                .toList();
        return Page.of(rows, page.limit(), row -> Cursor.encode(row), row -> "S" + row);
    }

    @GET
    @Path("feed")
    public Uni<FeedPage> feed(@QueryParam("after") long after, @QueryParam("wait") int wait) {
        return feed.readOrWait("U1", after, 100, Duration.ofSeconds(wait));
    }

    @GET
    @Path("me")
    public Map<String, Object> me() {
        return Map.of("subject", caller.subject(), "unit", String.valueOf(caller.unit()), "agent", caller.has("agent"));
    }

    @GET
    @Path("units/{unit}")
    public String unit(@PathParam("unit") String unit) {
        caller.requireUnit(unit);
        return "\"seen\"";
    }

    @GET
    @Path("refused")
    public String refused() {
        throw Problem.of(REFUSED, "S7").with("sample", "S7");
    }

    @GET
    @Path("wrong-state")
    public String wrongState() {
        var givenBy = new LinkedHashMap<String, Set<String>>();
        givenBy.put("reply", Set.of(Roles.AGENT));
        givenBy.put("sign-off", Set.of(Roles.UNIT_LEADER));
        givenBy.put("return-request", Set.of(Roles.UNIT_HANDLER, Roles.AGENT));
        throw Problem.wrongState("SIGNED", givenBy);
    }

    @GET
    @Path("not-known-yet")
    public Uni<String> notKnownYet() {
        return Uni.createFrom().failure(Problem.notKnownYet());
    }

    @GET
    @Path("broken")
    public Uni<String> broken() {
        return Uni.createFrom().failure(new IllegalStateException("secret detail"));
    }

    @GET
    @Path("database-gone")
    public Uni<String> databaseGone() {
        return Uni.createFrom()
                .failure(new io.vertx.pgclient.PgException("terminating connection", "FATAL", "57P01", null));
    }

    @GET
    @Path("slow")
    public Uni<String> slow(@QueryParam("wait") Integer wait) {
        return Uni.createFrom().item("\"late\"").onItem().delayIt().by(Duration.ofSeconds(2));
    }

    @GET
    @Path("public")
    @PermitAll
    @RateLimited
    public String open() {
        return "\"open to " + caller.subject() + "\"";
    }

    @GET
    @Path("admins")
    @RolesAllowed(Roles.ADMIN)
    public String admins() {
        return "\"admins only\"";
    }
}
