package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.jboss.resteasy.reactive.RestPath;

/** What a unit says about its clocks: that it waits for the citizen, that it has done what a law asks for. */
@Path("/api/v1")
public class UnitClockResource {
    private static final int MAX_REASON = 200;
    private static final int MAX_NOTE = 1000;

    /**
     * The unit waits for the citizen.
     *
     * @param reason What is waited for.
     */
    public record PauseInput(@Words(max = MAX_REASON) String reason) {}

    /**
     * A pause.
     *
     * @param from Its start.
     * @param until Its end; of one that runs, the moment at which it ends by itself.
     * @param dueAt When the reply is due now.
     */
    public record PauseView(
            UUID workOrderId, OffsetDateTime from, OffsetDateTime until, boolean running, OffsetDateTime dueAt) {}

    /**
     * Something is done.
     *
     * @param at When; now if left out.
     * @param note What was done, with its document number. May be left out.
     */
    public record DoneInput(
            OffsetDateTime at, @Size(max = MAX_NOTE) String note) {}

    /** A deadline that is done. */
    public record DoneView(UUID id, DeadlineKind kind, DeadlineState state, OffsetDateTime endedAt) {}

    private final ReportOnClock report;

    public UnitClockResource(ReportOnClock report) {
        this.report = report;
    }

    /** The unit waits for the citizen from now on, as often and as long as the policy allows. */
    @POST
    @Path("/work-orders/{id}/pauses")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PauseView.class)))
    @RolesAllowed(Roles.UNIT_HANDLER)
    @RequestHeaders(RequestHeaders.Name.KEY)
    public Uni<Response> pause(@RestPath UUID id, @NotNull @Valid PauseInput input) {
        return report.waits(id, input, input.reason().strip());
    }

    /** The unit no longer waits: its clock runs again. What the citizen adds to the case ends a pause too. */
    @POST
    @Path("/work-orders/{id}/pauses/end")
    @RolesAllowed(Roles.UNIT_HANDLER)
    public Uni<PauseView> resume(@RestPath UUID id) {
        return report.waitsNoLonger(id);
    }

    /** The first contact was made, or the act that a law asks for was done. */
    @POST
    @Path("/deadlines/{id}/done")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.SUPERVISOR})
    public Uni<DoneView> done(@RestPath UUID id, @Valid DoneInput input) {
        String note =
                input == null || input.note() == null ? null : input.note().strip();
        return report.done(
                id, input == null || input.at() == null ? null : input.at().toInstant(), note);
    }
}
