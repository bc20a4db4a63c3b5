package org.hotline12345.chassis.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.problem.Problem;

/** The codes of the interface with their words, so that nobody keeps a list of his own. */
@Path("/api/v1/codes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "codes")
public class CodeResource {
    private final List<ApiWords.CodeList> lists = ApiWords.onClassPath().lists();

    /** All lists. */
    @GET
    public Page<ApiWords.CodeList> all() {
        return new Page<>(lists, null);
    }

    /** One list by its name. */
    @GET
    @Path("/{list}")
    public ApiWords.CodeList one(@PathParam("list") String name) {
        return lists.stream()
                .filter(list -> list.list().equals(name))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }
}
