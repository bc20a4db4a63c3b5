package org.hotline12345.dispatch.inbox;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.rest.TableFiles;
import org.hotline12345.dispatch.inbox.model.DueIn;
import org.hotline12345.dispatch.inbox.model.InboxCounts;
import org.hotline12345.dispatch.inbox.model.InboxFilter;
import org.hotline12345.dispatch.workorder.UnitPart;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.WorkOrderState;

/** What a unit has in hand: searched, counted, signed many at once, taken away as a file. */
@Path("/api/v1/units/{unit}/inbox")
@Produces(MediaType.APPLICATION_JSON)
public class InboxResource {
    private static final int LONGEST_WORDS = 100;
    private static final int MOST_TO_SIGN = 200;

    private final InboxQueries queries;
    private final InboxTable table;
    private final SignMany signMany;
    private final TableFiles files;
    private final Command command;

    InboxResource(InboxQueries queries, InboxTable table, SignMany signMany, TableFiles files, Command command) {
        this.queries = queries;
        this.table = table;
        this.signMany = signMany;
        this.files = files;
        this.command = command;
    }

    /** What is looked for among the open orders. */
    public static final class Asked {
        @PathParam("unit")
        public String unit;

        @QueryParam("as")
        @DefaultValue("LEAD")
        public UnitPart as;

        @QueryParam("q")
        public String words;

        @QueryParam("state")
        public Set<WorkOrderState> states;

        @QueryParam("due")
        public Set<DueIn> due;

        @QueryParam("category")
        public String category;

        @QueryParam("assignee")
        public String handler;

        InboxFilter filter() {
            if (words != null && words.length() > LONGEST_WORDS) {
                throw Problem.invalid("q", "violation.Size", 0, LONGEST_WORDS);
            }
            return new InboxFilter(blankAsNull(words), states, due, blankAsNull(category), blankAsNull(handler));
        }

        private static String blankAsNull(String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** The unit's open orders that are looked for, those first whose reply is due first. */
    @GET
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<Page<WorkOrderSummary>> inbox(@BeanParam Asked asked, @BeanParam PageRequest page) {
        return queries.page(asked.unit, asked.as, asked.filter(), page);
    }

    /** How many there are, by state, by how near they are due, by category and by handler. */
    @GET
    @Path("/counts")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    public Uni<InboxCounts> counts(@BeanParam Asked asked) {
        return queries.counts(asked.unit, asked.as, asked.filter());
    }

    /** All that are looked for as a workbook or CSV, with who saved it. */
    @GET
    @Path("/export")
    @Produces({TableFiles.XLSX, "text/csv"})
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER, Roles.DISPATCHER, Roles.SUPERVISOR})
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Response> export(@BeanParam Asked asked) {
        var language = command.language();
        return files.saved(
                table.of(asked.unit, language),
                queries.all(asked.unit, asked.as, asked.filter()).map(order -> table.row(order, language)));
    }

    /** Signs those of the orders that still wait for it. */
    @POST
    @Path("/sign")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = Signed.class, responseCode = "200")
    public Uni<Response> sign(@PathParam("unit") String unit, @NotNull @Valid SignManyBody body) {
        return signMany.sign(unit, body.workOrderIds(), body, command.at(null, null));
    }

    /** The orders to sign. */
    public record SignManyBody(
            @NotNull @Size(min = 1, max = MOST_TO_SIGN) List<@NotNull UUID> workOrderIds) {}

    /**
     * What was signed.
     *
     * @param others Those that do not wait to be signed, and where they stand.
     */
    public record Signed(List<UUID> signed, List<NotSigned> others) {}

    /** An order that does not wait to be signed. */
    public record NotSigned(UUID workOrderId, String caseNumber, WorkOrderState state) {}
}
