package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.feed.ChangeFeed;
import org.hotline12345.chassis.feed.FeedItem;
import org.hotline12345.chassis.feed.FeedRequest;
import org.hotline12345.chassis.feed.Op;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.WorkOrderState;

/** What a unit pulls: its work orders by state, and the feed of their changes. */
@Path("/api/v1/units/{unit}/work-orders")
public class UnitWorkOrdersResource {
    private static final int LONGEST_WORDS = 100;

    private final WorkOrderQueries queries;
    private final Scope scope;
    private final ChangeFeed feed;
    private final HiddenOrderQueries hiddenOrders;
    private final OfficeCopy office;
    private final Clock clock;

    public UnitWorkOrdersResource(
            WorkOrderQueries queries,
            Scope scope,
            ChangeFeed feed,
            HiddenOrderQueries hiddenOrders,
            OfficeCopy office,
            Clock clock) {
        this.queries = queries;
        this.scope = scope;
        this.feed = feed;
        this.hiddenOrders = hiddenOrders;
        this.office = office;
        this.clock = clock;
    }

    /**
     * Orders of a unit by state, the oldest first; {@code as=CO} lists those it co-handles, {@code as=HANDED_DOWN} those that
     * a unit above handed down to it; {@code assignee} those of one person, {@code q} those with these words in number or title that were dispatched in the
     * year up to {@code until} (today if left out).
     */
    @GET
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<WorkOrderSummary>> list(
            @PathParam("unit") String unit,
            @QueryParam("state") List<WorkOrderState> state,
            @QueryParam("as") @DefaultValue("LEAD") UnitPart as,
            @QueryParam("assignee") String assignee,
            @QueryParam("q") @Size(max = LONGEST_WORDS) String q,
            @QueryParam("until") LocalDate until,
            @BeanParam PageRequest page) {
        String words = q == null || q.isBlank() ? null : q.strip();
        if (words == null && until != null) {
            throw Problem.invalid("q", "violation.required");
        }
        LocalDate last = until == null ? ShanghaiTime.day(clock.instant()) : until;
        return queries.ofUnit(unit, state, as, assignee, WorkOrderQueries.LookedFor.of(words, last), page);
    }

    /** Changes in the unit's orders after a position; {@code wait}: seconds to wait for the first one, at most 30. */
    @GET
    @Path("/feed")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Feed> feed(@PathParam("unit") String unit, @BeanParam FeedRequest asked) {
        scope.requireListReader(unit);
        var hiddenFrom = scope.ownAndAbove();
        return feed.read(unit, asked)
                .chain(page -> hiddenOrders
                        .among(page.items().stream().map(FeedItem::subject).toList(), hiddenFrom)
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

    /**
     * Changes in the orders of the unit and of all units below it, in one order with one position: what a system of a district pulls
     * once for all of them. Of an order that went from one of them to another only where it is now is told.
     */
    @GET
    @Path("/feed-with-subordinates")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<FeedOfUnits> feedWithSubordinates(@PathParam("unit") String unit, @BeanParam FeedRequest asked) {
        scope.requireListReader(unit);
        var units = new TreeSet<>(office.withSubordinates(unit));
        var hiddenFrom = scope.ownAndAbove();
        return feed.read(units, asked)
                .chain(page -> queries.seenBy(
                                page.items().stream().map(FeedItem::subject).toList(), units, hiddenFrom)
                        .map(seen -> new FeedOfUnits(lines(page.items(), seen), page.next(), List.copyOf(units))));
    }

    /** The latest change of each order, as it stands now. */
    private static List<FeedLineOfUnits> lines(List<FeedItem> items, Map<UUID, WorkOrderQueries.Seen> seen) {
        var latest = new LinkedHashMap<UUID, FeedLineOfUnits>();
        for (FeedItem item : items) {
            var order = seen.get(item.subject());
            latest.remove(item.subject());
            latest.put(
                    item.subject(),
                    order == null
                            ? new FeedLineOfUnits(item.position(), item.subject(), null, item.version(), Op.REMOVE)
                            : new FeedLineOfUnits(
                                    item.position(), item.subject(), order.unit(), order.version(), Op.PUT));
        }
        return List.copyOf(latest.values());
    }

    /**
     * Changes in the orders of several units, and the position to ask with next time.
     *
     * @param units The units whose changes these are: a unit that is new here is one that came below, whose list is read once.
     */
    public record FeedOfUnits(List<FeedLineOfUnits> items, long next, List<String> units) {}

    /**
     * PUT: the order is there in this version; REMOVE: none of the units has it any more.
     *
     * @param unit Its lead unit; left out with REMOVE.
     */
    public record FeedLineOfUnits(
            long position,
            UUID workOrderId,
            @JsonInclude(JsonInclude.Include.NON_NULL) String unit,
            int version,
            Op op) {}

    /** Changes, and the position to ask with next time. */
    public record Feed(List<FeedLine> items, long next) {}

    /** PUT: the order is there in this version; REMOVE: it left the unit. */
    public record FeedLine(long position, UUID workOrderId, int version, Op op) {}
}
