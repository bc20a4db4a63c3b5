package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedItem;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.WorkOrderState;

/** What a unit pulls: its work orders by state, and the feed of their changes. */
@Path("/api/v1/units/{unit}/work-orders")
public class UnitWorkOrdersResource {
    private static final int LONGEST_WAIT = 30;

    private final WorkOrderQueries queries;
    private final Scope scope;
    private final ChangeFeed feed;

    public UnitWorkOrdersResource(WorkOrderQueries queries, Scope scope, ChangeFeed feed) {
        this.queries = queries;
        this.scope = scope;
        this.feed = feed;
    }

    /**
     * Orders of a unit by state, the oldest first; {@code as=CO} lists those it co-handles, {@code as=HANDED_DOWN} those that
     * a unit above handed down to it; {@code assignee} those of one person.
     */
    @GET
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<WorkOrderSummary>> list(
            @PathParam("unit") String unit,
            @QueryParam("state") List<WorkOrderState> state,
            @QueryParam("as") @DefaultValue("LEAD") Part as,
            @QueryParam("assignee") String assignee,
            @BeanParam PageRequest page) {
        return queries.ofUnit(unit, state, as, assignee, page);
    }

    /** Changes in the unit's orders after a position; {@code wait}: seconds to wait for the first one, at most 30. */
    @GET
    @Path("/feed")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Feed> feed(
            @PathParam("unit") String unit,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "30", defaultValue = "0"))
                    @QueryParam("wait")
                    @DefaultValue("0")
                    int wait,
            @QueryParam("limit") Integer limit) {
        scope.requireListReader(unit);
        if (wait < 0 || wait > LONGEST_WAIT) {
            throw Problem.invalid("wait", "violation.range", 0, LONGEST_WAIT);
        }
        int most = PageRequest.of(null, limit).limit();
        var hiddenFrom = scope.ownAndAbove();
        return (wait == 0 ? feed.read(unit, after, most) : feed.readOrWait(unit, after, most, Duration.ofSeconds(wait)))
                .chain(page -> queries.hidden(
                                page.items().stream().map(FeedItem::subject).toList(), hiddenFrom)
                        .map(hidden -> new Feed(
                                page.items().stream()
                                        .map(item -> new FeedLine(
                                                item.position(),
                                                item.subject(),
                                                item.version(),
                                                hidden.contains(item.subject()) ? Op.REMOVE : item.op()))
                                        .toList(),
                                page.next())));
    }

    /** Whether the unit leads, co-handles, or handles for the lead above it. */
    public enum Part {
        LEAD,
        CO,
        HANDED_DOWN
    }

    /** Changes, and the position to ask with next time. */
    public record Feed(List<FeedLine> items, long next) {}

    /** PUT: the order is there in this version; REMOVE: it left the unit. */
    public record FeedLine(long position, UUID workOrderId, int version, Op op) {}
}
