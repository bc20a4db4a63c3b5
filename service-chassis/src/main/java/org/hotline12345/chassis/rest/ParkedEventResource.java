package org.hotline12345.chassis.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.event.inbox.DiscardParked;
import org.hotline12345.chassis.event.inbox.DiscardedEvent;
import org.hotline12345.chassis.event.inbox.ParkedEvent;
import org.hotline12345.chassis.event.inbox.ParkedEvents;
import org.hotline12345.chassis.event.inbox.ReplayResult;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Events that could not be applied. */
@Path("/api/v1/parked-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@Tag(name = "parked-events")
public class ParkedEventResource {
    private final ParkedEvents parked;
    private final DiscardParked discarding;
    private final Caller caller;

    public ParkedEventResource(ParkedEvents parked, DiscardParked discarding, Caller caller) {
        this.parked = parked;
        this.discarding = discarding;
        this.caller = caller;
    }

    /**
     * What to replay.
     *
     * @param key Case id or key; null for all.
     */
    public record Replay(String key) {}

    /**
     * Why an event is discarded.
     *
     * @param reason In words.
     */
    public record Discard(
            @NotBlank @Size(max = 500) @Pattern(regexp = FreeText.PLAIN)
            String reason) {}

    /**
     * Which proposal somebody agrees to.
     *
     * @param version Of the parked event, as it was read.
     */
    public record Agreement(@NotNull Integer version) {}

    /** The parked events in the order of parking. */
    @GET
    public Uni<Page<ParkedEvent>> list(@BeanParam PageRequest page) {
        return parked.list(page);
    }

    /** Applies them again, in order; without a body all of them. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ReplayResult> replay(Replay replay) {
        return parked.replay(replay == null ? null : replay.key());
    }

    /** Those that were discarded. */
    @GET
    @Path("/discarded")
    public Uni<Page<DiscardedEvent>> discarded(@BeanParam PageRequest page) {
        return discarding.list(page);
    }

    /** Proposes to discard an event, with the reason. */
    @POST
    @Path("/{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<ParkedEvent> propose(@PathParam("id") long id, @NotNull @Valid Discard discard) {
        return discarding.propose(id, discard.reason(), caller.subject());
    }

    /** Takes the proposal back. */
    @DELETE
    @Path("/{id}/discard")
    public Uni<ParkedEvent> keep(@PathParam("id") long id) {
        return discarding.keep(id);
    }

    /** Discards it for good for the reason that was read, by somebody else than who proposed it. */
    @POST
    @Path("/{id}/discard/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<DiscardedEvent> discard(@PathParam("id") long id, @NotNull @Valid Agreement agreement) {
        return discarding.discard(id, agreement.version(), caller.subject());
    }
}
