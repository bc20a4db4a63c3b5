package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What waits for dispatchers and agents before a unit has the case: 人工派单、退回补充. */
@Path("/api/v1/triage-clocks")
public class TriageClockResource {
    private static final int MAX_NOTE = 500;

    /**
     * What a dispatcher or an agent owes.
     *
     * @param kind TRIAGE: a dispatcher decides; ASK_BACK: an agent answers.
     * @param startedAt Since when.
     * @param waits Whether the clock stands still: the agent has it.
     * @param provisional True while a calendar year between them has no notice.
     * @param late Whether that has passed.
     */
    public record TriageClock(
            UUID deadlineId,
            UUID caseId,
            String caseNumber,
            String title,
            Urgency urgency,
            DeadlineKind kind,
            DeadlineState state,
            OffsetDateTime startedAt,
            OffsetDateTime dueAt,
            boolean waits,
            boolean provisional,
            boolean late) {}

    /** What they are told. */
    public record OfficeUrgeInput(@Words(max = MAX_NOTE) String note) {}

    /** A reminder of the hotline's own people. */
    @Schema(name = "OfficeUrge")
    public record OfficeUrgeView(UUID id, UUID deadlineId, DeadlineKind kind, String note, OffsetDateTime urgedAt) {
        static OfficeUrgeView of(OfficeUrged urged) {
            return new OfficeUrgeView(
                    urged.urgeId(), urged.deadlineId(), urged.kind(), urged.note(), ShanghaiTime.of(urged.urgedAt()));
        }
    }

    private final TriageClockQueries queries;
    private final CaseCommands commands;
    private final Caller caller;
    private final Clock clock;

    public TriageClockResource(TriageClockQueries queries, CaseCommands commands, Caller caller, Clock clock) {
        this.queries = queries;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
    }

    /** What waits, the first due first; with {@code late=true} what is late, with {@code kind} what dispatchers or agents owe alone. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
    public Uni<Page<TriageClock>> waiting(
            @RestQuery DeadlineKind kind, @RestQuery boolean late, @BeanParam PageRequest page) {
        caller.requireOffice();
        return queries.waiting(kind, late, clock.instant(), page);
    }

    /** A supervisor urges whoever is on duty; it is told at once, at night too. */
    @POST
    @Path("/{id}/urges")
    @RolesAllowed(Roles.SUPERVISOR)
    @RequestHeaders(RequestHeaders.Name.KEY)
    @APIResponseSchema(value = OfficeUrgeView.class, responseCode = "201")
    public Uni<Response> urge(@RestPath UUID id, @NotNull @Valid OfficeUrgeInput input) {
        caller.requireOffice();
        String note = Masking.official(input.note().strip());
        return commands.run(
                Cases.By.DEADLINE,
                id,
                input,
                (hand, cause) -> hand.file()
                        .triage()
                        .urge(id, note, cause, hand.office())
                        .map(urged -> Response.status(Response.Status.CREATED)
                                .entity(OfficeUrgeView.of(urged))
                                .build())
                        .orElseThrow(() -> Problem.invalid("id", "violation.urge.notOffice")));
    }
}
