package org.hotline12345.chassis.rest;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.hotline12345.chassis.access.Roles;

/** Many commands of history in one request; only a service that has such commands shows it. */
@IfBuildProperty(name = "hotline.batches", stringValue = "true")
@Path("/api/v1/batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BatchResource {
    private final Batches batches;

    BatchResource(Batches batches) {
        this.batches = batches;
    }

    @POST
    @RolesAllowed(Roles.IMPORTER)
    public Uni<Batches.BatchAnswer> run(@NotNull @Valid Batches.Batch body) {
        return batches.run(body);
    }
}
