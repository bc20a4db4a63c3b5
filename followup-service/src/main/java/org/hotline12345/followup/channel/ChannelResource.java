package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.followup.channel.model.Medium;
import org.hotline12345.followup.channel.model.RequestState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Channels by which machines ask citizens, 智能回访渠道: registered by an administrator, reported on by their providers. */
@Path("/api/v1/channels")
public class ChannelResource {
    private static final int MAX_BATCH = 2000;
    private static final int MAX_TITLE = 100;
    private static final String CSV = "text/csv";
    private static final ProblemType WRONG_SIGNATURE = new ProblemType("channel-signature", 401);
    static final ProblemType NO_CONTACT_DATA = new ProblemType("contact-unavailable", 503);
    private static final Set<String> STATES =
            Stream.of(RequestState.values()).map(Enum::name).collect(Collectors.toSet());

    /**
     * A channel as it is to be.
     *
     * @param transport Which implementation: HTTP, CSV or one that was added.
     * @param medium SMS or VOICE.
     * @param url Where it is; for those to which the service sends.
     * @param position Channels take turns in this order; 0 if left out.
     * @param active Whether it is used.
     */
    public record ChannelInput(
            @Words(max = MAX_TITLE) String title,
            String transport,
            @NotNull Medium medium,
            String url,
            Integer position,
            Boolean active) {}

    /** An asking by a channel. */
    public record RequestView(
            UUID id,
            UUID callbackId,
            UUID caseId,
            int attempt,
            String state,
            int tries,
            OffsetDateTime nextTryAt,
            OffsetDateTime createdAt,
            OffsetDateTime sentAt,
            OffsetDateTime endedAt,
            String lastError) {}

    /** How many messages a batch may hold. */
    public record BatchInput(
            @Range(min = 1, max = MAX_BATCH, message = "{violation.range}")
            Integer max) {}

    /** What a provider reports. */
    public record ReportsInput(List<Report> reports) {}

    /**
     * What became of a report.
     *
     * @param id The reply as the gateway knows it. May be null.
     */
    public record VerdictView(UUID requestId, String id, Report.Verdict verdict) {}

    /**
     * What became of a file of reports.
     *
     * @param items What became of the rows that could be read.
     * @param wrong Rows that could not be read, and why.
     */
    public record FileView(List<VerdictView> items, List<WrongLine> wrong) {}

    /** A row that could not be read. */
    public record WrongLine(int line, String wrong) {}

    private final Channels channels;
    private final ChannelStore store;
    private final RequestStore requests;
    private final CollectBatch batches;
    private final TakeReports reports;
    private final RegisterChannel register;
    private final ObjectMapper json;
    private final Caller caller;
    private final Clock clock;

    ChannelResource(
            Channels channels,
            ChannelStore store,
            RequestStore requests,
            CollectBatch batches,
            TakeReports reports,
            RegisterChannel register,
            ObjectMapper json,
            Caller caller,
            Clock clock) {
        this.channels = channels;
        this.store = store;
        this.requests = requests;
        this.batches = batches;
        this.reports = reports;
        this.register = register;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    /** All channels. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<Registration>> list() {
        return store.all().map(all -> new Page<>(all, null));
    }

    /** Registers a channel or changes it. An active one needs its secret, the survey page's address and access to intake. */
    @PUT
    @Path("/{code}")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Registration.class)))
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> put(
            @RestPath @Pattern(regexp = "[a-z][a-z0-9]{1,30}") String code, @NotNull @Valid ChannelInput input) {
        return register.register(code, input, caller.subject()).map(saved -> Command.ok(saved, saved.version()));
    }

    /** The askings of a channel in a state, FAILED if none is named, the oldest first. */
    @GET
    @Path("/{code}/requests")
    @RolesAllowed({Roles.ADMIN, Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<RequestView>> requests(
            @RestPath String code, @RestQuery String state, @BeanParam PageRequest page) {
        String wanted = state == null ? "FAILED" : state;
        if (!STATES.contains(wanted)) {
            throw Problem.invalid("state", "violation.csv.value", wanted);
        }
        return requests.ofChannel(code, RequestState.valueOf(wanted), page);
    }

    /**
     * Collects what waits for a channel that takes files: a file with a row for each citizen, telephone numbers read from intake
     * and logged there. The file's Location gives the same askings again if it was lost.
     */
    @POST
    @Path("/{code}/batches")
    @Produces(CSV)
    @RolesAllowed(Roles.CALLBACK_AGENT)
    public Uni<Response> collect(@RestPath String code, @Valid BatchInput input) {
        caller.requireOffice();
        int max = input == null || input.max() == null ? MAX_BATCH : input.max();
        UUID id = UuidV7.next();
        return batch(code, id, Response.Status.CREATED, found -> batches.collect(found, id, max));
    }

    /** A batch again. */
    @GET
    @Path("/{code}/batches/{batch}")
    @Produces(CSV)
    @RolesAllowed(Roles.CALLBACK_AGENT)
    public Uni<Response> collectAgain(@RestPath String code, @RestPath UUID batch) {
        caller.requireOffice();
        return batch(code, batch, Response.Status.OK, found -> batches.again(found, batch));
    }

    /** The reports of a provider that works with files. */
    @POST
    @Path("/{code}/results")
    @Consumes({CSV, "text/plain"})
    @RolesAllowed(Roles.CALLBACK_AGENT)
    public Uni<FileView> results(@RestPath String code, String file) {
        caller.requireOffice();
        return collected(code).chain(found -> {
            List<CollectedChannel.ReportLine> lines = found.channel().read(file == null ? "" : file);
            List<WrongLine> wrong = lines.stream()
                    .filter(line -> line.wrong() != null)
                    .map(line -> new WrongLine(line.line(), line.wrong()))
                    .toList();
            List<Report> readable = lines.stream()
                    .map(CollectedChannel.ReportLine::report)
                    .filter(Objects::nonNull)
                    .toList();
            return take(found.registration(), readable, wrong);
        });
    }

    /**
     * The reports of a provider reached by HTTP. No token: the body is signed with the channel's secret. Every report is answered
     * with what became of it; the same report again is REPEATED.
     */
    @POST
    @Path("/{code}/reports")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @RateLimited
    public Uni<FileView> report(@RestPath String code, @HeaderParam(Signature.HEADER) String signature, String body) {
        String text = body == null ? "" : body;
        boolean signed = channels.secret(code)
                .filter(secret -> Signature.holds(signature, text, secret, clock.instant()))
                .isPresent();
        if (!signed) {
            throw Problem.of(WRONG_SIGNATURE);
        }
        List<Report> reported = read(text);
        return store.find(code).chain(channel -> {
            if (channel == null) {
                throw Problem.notFound();
            }
            return take(channel, reported, List.of());
        });
    }

    private Uni<FileView> take(Registration channel, List<Report> reported, List<WrongLine> wrong) {
        return reports.take(channel, reported)
                .map(verdicts -> new FileView(
                        IntStream.range(0, verdicts.size())
                                .mapToObj(i -> new VerdictView(
                                        reported.get(i).requestId(),
                                        reported.get(i).id(),
                                        verdicts.get(i)))
                                .toList(),
                        wrong));
    }

    private record Collected(Registration registration, CollectedChannel channel) {}

    private Uni<Collected> collected(String code) {
        return store.find(code).map(registration -> {
            if (registration != null
                    && channels.implementation(registration.transport()).orElse(null)
                            instanceof CollectedChannel channel) {
                return new Collected(registration, channel);
            }
            throw Problem.notFound();
        });
    }

    private Uni<Response> batch(
            String code, UUID batch, Response.Status status, Function<Registration, Uni<List<Message>>> messages) {
        String location = "/api/v1/channels/" + code + "/batches/" + batch;
        return collected(code)
                .chain(found -> messages.apply(found.registration())
                        .map(list -> Response.status(status)
                                .type(found.channel().mediaType() + ";charset=UTF-8")
                                .header(HttpHeaders.LOCATION, location)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"" + code + "-" + batch + ".csv\"")
                                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                .entity(found.channel().write(list))
                                .build()))
                .onFailure(ContactUnavailable.class)
                .transform(failure ->
                        Problem.of(NO_CONTACT_DATA).header("Retry-After", "60").header(HttpHeaders.LOCATION, location));
    }

    private List<Report> read(String body) {
        try {
            ReportsInput input = json.readerFor(ReportsInput.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
            if (input == null || input.reports() == null || input.reports().contains(null)) {
                throw Problem.invalid("reports", "violation.required");
            }
            var violations = new Violations();
            violations.unless(input.reports().size() <= MAX_BATCH, "reports", "violation.range", 0, MAX_BATCH);
            for (int i = 0; i < Math.min(input.reports().size(), MAX_BATCH); i++) {
                input.reports().get(i).check(violations, "reports[" + i + "].");
            }
            Problem.throwIfAny(violations);
            return input.reports();
        } catch (JsonProcessingException e) {
            throw Problem.of(ProblemType.INVALID_JSON, e.getOriginalMessage());
        }
    }
}
