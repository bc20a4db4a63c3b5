package org.hotline12345.dispatch.masterdata.areas;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.areas.model.Area;

/** Areas: read by all, kept by the administrator. */
@Path("/api/v1/areas")
public class AreaResource {
    private final Areas areas;
    private final Transactions transactions;
    private final Pool pool;
    private final Caller caller;

    public AreaResource(Areas areas, Transactions transactions, Pool pool, Caller caller) {
        this.areas = areas;
        this.transactions = transactions;
        this.pool = pool;
        this.caller = caller;
    }

    /** Areas by code; those that lie directly in a parent, or zones only. */
    @GET
    @Authenticated
    public Uni<Page<Area>> list(
            @QueryParam("parent") String parent, @QueryParam("zone") Boolean zone, @BeanParam PageRequest page) {
        return Sql.on(pool)
                .select(
                        "select" + Areas.COLUMNS + """
                                from area
                                where code > $1
                                  and ($2::text is null or $2 = any (parents))
                                  and ($3::boolean is null or zone = $3)
                                order by code
                                limit $4
                                """,
                        page.cursor() == null ? "" : page.cursor().text(0),
                        parent,
                        zone,
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.encode(row.getString("code")), row -> Areas.area(row)));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> areas.importCsv(session, csv, actor));
    }
}
