package org.hotline12345.dispatch.masterdata.categories;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.masterdata.ImportReport;
import org.hotline12345.dispatch.masterdata.categories.model.Category;

/** Categories: read by all, kept by the administrator. */
@Path("/api/v1/categories")
public class CategoryResource {
    private final Categories categories;
    private final CategoryStore store;
    private final Caller caller;

    public CategoryResource(Categories categories, CategoryStore store, Caller caller) {
        this.categories = categories;
        this.store = store;
        this.caller = caller;
    }

    /** Categories by code; those directly below a parent. */
    @GET
    @Authenticated
    public Uni<Page<Category>> list(@QueryParam("parent") String parent, @BeanParam PageRequest page) {
        return store.page(page, parent);
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return categories.importCsv(csv, caller.subject());
    }
}
