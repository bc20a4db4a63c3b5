package org.hotline12345.chassis.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
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

    public ParkedEventResource(ParkedEvents parked) {
        this.parked = parked;
    }

    /**
     * What to replay.
     *
     * @param key Case id or key; null for all.
     */
    public record Replay(String key) {}

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
}
