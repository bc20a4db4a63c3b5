package org.hotline12345.dispatch.masterdata.categories;

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
import org.hotline12345.dispatch.masterdata.categories.model.Category;

/** Categories: read by all, kept by the administrator. */
@Path("/api/v1/categories")
public class CategoryResource {
    private final Categories categories;
    private final Transactions transactions;
    private final Pool pool;
    private final Caller caller;

    public CategoryResource(Categories categories, Transactions transactions, Pool pool, Caller caller) {
        this.categories = categories;
        this.transactions = transactions;
        this.pool = pool;
        this.caller = caller;
    }

    /** Categories by code; those directly below a parent. */
    @GET
    @Authenticated
    public Uni<Page<Category>> list(@QueryParam("parent") String parent, @BeanParam PageRequest page) {
        return Sql.on(pool)
                .select(
                        "select" + Categories.COLUMNS + """
                                from category
                                where code > $1
                                  and ($2::text is null or parent = $2)
                                order by code
                                limit $3
                                """,
                        page.cursor() == null ? "" : page.cursor().text(0),
                        parent,
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(row.getString("code")),
                        row -> Categories.category(row)));
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        String actor = caller.subject();
        return transactions.inTransaction(session -> categories.importCsv(session, csv, actor));
    }
}
