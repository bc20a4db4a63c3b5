package org.hotline12345.followup.informing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Informing;
import org.jboss.resteasy.reactive.RestPath;

/** What citizens were told of the result, 反馈. */
@Path("/api/v1/cases/{caseId}/result-notices")
public class ResultNoticeResource {
    /**
     * The citizen was told, or could not be reached.
     *
     * @param reached Whether the citizen was reached.
     * @param at When; now if left out.
     */
    public record NoticeInput(
            @NotNull NoticeChannel by, @NotNull Boolean reached, OffsetDateTime at) {}

    /** A notice as it stands. */
    @Schema(name = "NoticeView")
    public record NoticeView(
            UUID id,
            UUID caseId,
            UUID workOrderId,
            int round,
            String unit,
            NoticeChannel by,
            boolean reached,
            OffsetDateTime at) {}

    /** The citizen hides from the unit: the centre tells. */
    private static final ProblemType CONFIDENTIAL = new ProblemType("result-notice-confidential", 403);

    private final CaseCommands commands;
    private final InformingQueries queries;
    private final Caller caller;
    private final Clock clock;

    public ResultNoticeResource(CaseCommands commands, InformingQueries queries, Caller caller, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** Records that the citizen was told. A unit does so for its own cases. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NoticeView.class)))
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.CALLBACK_AGENT, Roles.SERVICE, Roles.IMPORTER})
    @RequestHeaders(RequestHeaders.Name.KEY)
    public Uni<Response> add(@RestPath UUID caseId, @Context UriInfo uri, @NotNull @Valid NoticeInput input) {
        URI base = uri.getBaseUri();
        Instant now = clock.instant();
        Instant at = input.at() == null ? now : input.at().toInstant();
        if (at.isAfter(now.plusSeconds(60))) {
            throw Problem.invalid("at", "violation.PastOrPresent");
        }
        Caller whoever = caller.detached();
        return commands.run(Cases.By.CASE, caseId, input, (hand, by) -> {
            CaseFile file = hand.file();
            var progress = file.progress();
            boolean byUnit = !whoever.isOfOffice();
            if (byUnit) {
                requireUnit(whoever, file);
            }
            Informing.Refusal why = file.informing().refusal(byUnit, at).orElse(null);
            if (why == Informing.Refusal.CONFIDENTIAL) {
                throw Problem.of(CONFIDENTIAL);
            }
            if (why != null && progress.repliedAt() != null) {
                throw Problem.invalid("at", "violation.notice.beforeReply", ShanghaiTime.of(progress.repliedAt()));
            }
            var cause = new Cause(at, !progress.live(), by.actor());
            UUID id = file.informing().informed(input.by(), input.reached(), at, cause, hand.office());
            return Response.status(Response.Status.CREATED)
                    .header(
                            HttpHeaders.LOCATION,
                            base.resolve("/api/v1/cases/" + caseId + "/result-notices")
                                    .toString())
                    .entity(new NoticeView(
                            id,
                            caseId,
                            progress.workOrderId(),
                            progress.round(),
                            progress.unit(),
                            input.by(),
                            input.reached(),
                            ShanghaiTime.of(at)))
                    .build();
        });
    }

    private static void requireUnit(Caller caller, CaseFile file) {
        var progress = file.progress();
        if (progress.unit() == null) {
            // registered, and no news yet of the unit that handles it
            throw Problem.notKnownYet();
        }
        if (progress.handlingUnit() == null || !caller.covers(progress.handlingUnit())) {
            caller.requireUnit(progress.unit());
        }
    }

    /** What the citizen was told, the oldest first. */
    @GET
    @RolesAllowed({
        Roles.CALLBACK_AGENT,
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.SERVICE,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<NoticeView>> list(@RestPath UUID caseId) {
        boolean office = caller.isOfOffice();
        return queries.notices(caseId)
                .map(notices -> new Page<>(
                        notices.stream()
                                .filter(notice -> office || caller.covers(notice.unit()))
                                .toList(),
                        null));
    }
}
