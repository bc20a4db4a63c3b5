package org.hotline12345.dispatch.masterdata.areas;

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
import org.hotline12345.dispatch.masterdata.areas.model.Area;

/** Areas: read by all, kept by the administrator. */
@Path("/api/v1/areas")
public class AreaResource {
    private final Areas areas;
    private final AreaStore store;
    private final Caller caller;

    public AreaResource(Areas areas, AreaStore store, Caller caller) {
        this.areas = areas;
        this.store = store;
        this.caller = caller;
    }

    /** Areas by code; those that lie directly in a parent, or zones only. */
    @GET
    @Authenticated
    public Uni<Page<Area>> list(
            @QueryParam("parent") String parent, @QueryParam("zone") Boolean zone, @BeanParam PageRequest page) {
        return store.page(page, parent, zone);
    }

    /** Takes a CSV file whole, or says line by line what is wrong with it. */
    @POST
    @Path("/import")
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Uni<ImportReport> importCsv(@NotNull String csv) {
        return areas.importCsv(csv, caller.subject());
    }
}
