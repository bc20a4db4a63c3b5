package org.hotline12345.chassis.sample;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.hotline12345.chassis.page.Page;

/** Says nothing of the type of its answers. */
@Path("/api/v1/untyped")
public class UntypedResource {
    @GET
    @PermitAll
    public Uni<Response> list() {
        return Uni.createFrom().item(Response.ok(new Page<>(List.of("a"), null)).build());
    }
}
