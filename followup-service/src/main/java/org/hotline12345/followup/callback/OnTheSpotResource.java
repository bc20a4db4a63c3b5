package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Callback;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Answers on the spot (直接答复) that left the citizen dissatisfied: no unit has the case, so a person looks at each, calls, and registers a
 * case where there is something to handle.
 */
@Path("/api/v1/on-the-spot-reviews")
public class OnTheSpotResource {
    private static final int MAX_NOTE = 1000;

    /**
     * An answer that waits for a person.
     *
     * @param unit The unit in whose name was answered. May be null.
     * @param reply What the citizen was told.
     * @param reason What the citizen says, masked. May be null.
     * @param dueAt By when a person looks at it.
     * @param overdue Whether that is over.
     */
    public record WaitingView(
            UUID callbackId,
            UUID caseId,
            String caseNumber,
            String title,
            String unit,
            String reply,
            Satisfaction satisfaction,
            String reason,
            OffsetDateTime answeredAt,
            OffsetDateTime dueAt,
            boolean overdue) {}

    /**
     * What came of it.
     *
     * @param note What the citizen was told, or why there is nothing to do.
     * @param newCaseId The case that was registered for it in intake; left out where it was explained.
     */
    @Schema(name = "OnTheSpotReviewInput")
    public record ReviewInput(@Words(max = MAX_NOTE) String note, UUID newCaseId) {}

    /** An answer that a person looked at. */
    @Schema(name = "OnTheSpotReviewView")
    public record ReviewView(
            UUID callbackId, UUID caseId, String note, UUID newCaseId, String reviewedBy, OffsetDateTime reviewedAt) {}

    private final CaseCommands commands;
    private final OnTheSpotQueries queries;
    private final Caller caller;
    private final Clock clock;

    public OnTheSpotResource(CaseCommands commands, OnTheSpotQueries queries, Caller caller, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.caller = caller;
        this.clock = clock;
    }

    /** Answers on the spot that left the citizen dissatisfied and that nobody has looked at, the earliest due first. */
    @GET
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    public Uni<Page<WaitingView>> waiting(@BeanParam PageRequest page) {
        // an agent of a unit or of a platform below is not the centre
        caller.requireOffice();
        return queries.waiting(clock.instant(), page);
    }

    /** A person looked at one: explained it, or registered a case for it. */
    @POST
    @Path("/{callbackId}/decision")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReviewView.class)))
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR})
    @RequestHeaders(RequestHeaders.Name.KEY)
    public Uni<Response> decide(@RestPath UUID callbackId, @NotNull @Valid ReviewInput input) {
        caller.requireOffice();
        String note = Masking.mask(input.note().strip());
        return known(input.newCaseId())
                .chain(() -> commands.run(Cases.By.CALLBACK, callbackId, input, (hand, cause) -> {
                    Callback callback = hand.callback();
                    if (!hand.file().afterReply().onTheSpotReviewed(callback, note, input.newCaseId(), cause)) {
                        throw Problem.wrongState(callback.state().name(), List.of());
                    }
                    Callback.Outcome outcome = callback.outcome();
                    return Response.ok(new ReviewView(
                                    callback.id(),
                                    callback.subject().caseId(),
                                    outcome.reviewNote(),
                                    outcome.newCaseId(),
                                    outcome.reviewedBy(),
                                    ShanghaiTime.of(outcome.reviewedAt())))
                            .build();
                }));
    }

    private Uni<Void> known(UUID newCaseId) {
        return newCaseId == null
                ? Uni.createFrom().voidItem()
                : queries.isKnown(newCaseId)
                        .invoke(known -> {
                            if (!known) {
                                throw Problem.notKnownYet();
                            }
                        })
                        .replaceWithVoid();
    }
}
