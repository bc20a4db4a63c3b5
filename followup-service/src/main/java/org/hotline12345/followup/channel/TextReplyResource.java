package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.channel.TextReplyStore.Standing;
import org.hotline12345.followup.channel.model.TextReplyOutcome;
import org.hotline12345.followup.channel.model.TextReplyState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Short messages of citizens that answer no question of ours 短信回复, read by the centre's callback agents. */
@Path("/api/v1/text-replies")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CALLBACK_AGENT)
public class TextReplyResource {
    private static final int MAX_NOTE = 1000;

    /**
     * A short message of a citizen.
     *
     * @param version Version, as in the ETag.
     * @param channel The channel by which it came.
     * @param phone The telephone, covered; null where the gateway told which message it answers instead.
     * @param text What was written, masked.
     * @param saidAt When it was written.
     * @param cases The citizen's open cases and those that ended lately, the latest first; none while intake was not asked yet, and of a
     *     telephone that intake does not know.
     * @param caseId The case that it answered or was added to. May be null.
     * @param note What the agent noted. May be null.
     * @param claimedBy Who has it on lease. May be null.
     * @param handledBy Who handled it: a person, or the channel where a machine did. May be null.
     * @param dueAt By when somebody handles it; null until it comes before people, and of what a machine did.
     * @param mark The mark that it has, or had when it was handled. May be null.
     * @param urgedAt When the callback agents were urged, for nobody had handled it. May be null.
     * @param allowed What the caller may do with it now.
     */
    public record TextReplyView(
            UUID id,
            int version,
            String channel,
            String phone,
            String text,
            OffsetDateTime saidAt,
            OffsetDateTime receivedAt,
            TextReplyState state,
            List<ReplyCase> cases,
            TextReplyOutcome outcome,
            UUID caseId,
            String caseNumber,
            String note,
            String claimedBy,
            OffsetDateTime claimedUntil,
            String handledBy,
            OffsetDateTime handledAt,
            OffsetDateTime dueAt,
            DeadlineMark mark,
            OffsetDateTime urgedAt,
            List<String> allowed) {}

    /**
     * A case that a short message may be about.
     *
     * @param title Its title, masked.
     * @param unit Lead unit. May be null.
     */
    public record ReplyCase(UUID caseId, String caseNumber, String title, String unit, Phase phase) {}

    /**
     * How many there are.
     *
     * @param open Those that people are to read.
     * @param overdue Of them those whose time is over.
     * @param mine Of them those that the caller has.
     * @param waiting Those whose citizen intake was not asked for yet.
     */
    public record CountsView(long open, long overdue, long mine, long waiting) {}

    /**
     * What came of one.
     *
     * @param outcome SUPPLEMENTED, ASKED_BACK or NO_MATTER.
     * @param caseId The case to which it is added; with SUPPLEMENTED, and only then.
     * @param note What people who come later are to know.
     */
    public record HandlingInput(
            @NotNull TextReplyOutcome outcome,
            UUID caseId,

            @Size(max = MAX_NOTE) String note) implements Checked {
        @Override
        public void check(Violations violations) {
            boolean adds = outcome == TextReplyOutcome.SUPPLEMENTED;
            violations
                    .unless(outcome == null || outcome.isDecidedByPeople(), "outcome", "violation.channel.outcome")
                    .unless(!adds || caseId != null, "caseId", "violation.required")
                    .unless(adds || caseId == null, "caseId", "violation.Null");
        }
    }

    private final TextReplyStore replies;
    private final HandleTextReply handle;
    private final Caller caller;
    private final Clock clock;

    TextReplyResource(TextReplyStore replies, HandleTextReply handle, Caller caller, Clock clock) {
        this.replies = replies;
        this.handle = handle;
        this.caller = caller;
        this.clock = clock;
    }

    /** Those in a state, OPEN if none is named: in the order in which they came; what was handled the latest first. */
    @GET
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<TextReplyView>> list(@RestQuery TextReplyState state, @BeanParam PageRequest page) {
        caller.requireOffice();
        return replies.list(state == null ? TextReplyState.OPEN : state, page, allowed());
    }

    /** How many there are to do. */
    @GET
    @Path("/counts")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<CountsView> counts() {
        caller.requireOffice();
        return replies.counts(caller.subject(), clock.instant());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @APIResponseSchema(value = TextReplyView.class, responseCode = "200")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Response> get(@RestPath UUID id) {
        caller.requireOffice();
        return replies.find(id, allowed())
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(view -> Command.ok(view, view.version()));
    }

    /** Takes one on lease for 30 minutes. */
    @POST
    @Path("/{id}/claim")
    @APIResponseSchema(value = TextReplyView.class, responseCode = "200")
    @RequestHeaders(Name.KEY)
    public Uni<Response> claim(@RestPath UUID id) {
        caller.requireOffice();
        return handle.claim(id, allowed());
    }

    /** What came of one that the caller has taken. */
    @POST
    @Path("/{id}/handling")
    @APIResponseSchema(value = TextReplyView.class, responseCode = "200")
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> handle(@RestPath UUID id, @NotNull @Valid HandlingInput input) {
        caller.requireOffice();
        return handle.handle(id, input, allowed());
    }

    /** A supervisor reads. */
    private Function<Standing, List<String>> allowed() {
        String agent = caller.subject();
        Instant now = clock.instant();
        return caller.has(Roles.CALLBACK_AGENT)
                ? reply -> HandleTextReply.allowed(reply, agent, now)
                : reply -> List.of();
    }
}
