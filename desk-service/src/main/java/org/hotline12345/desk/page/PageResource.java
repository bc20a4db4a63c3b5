package org.hotline12345.desk.page;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.hotline12345.desk.page.model.Desk;

/** The pages. All desks are one frame; its script loads the desk by the first word of the address, and the screens by the rest. */
@Path("/")
@Authenticated
@Produces(MediaType.TEXT_HTML)
public class PageResource {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";
    private static final String DESK = read("/desk.html");
    private static final String SIGNED_IN_AGAIN = read("/signed-in-again.html");

    private final SecurityIdentity identity;

    PageResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Leads to the first desk of the person. */
    @GET
    public Response home() {
        Desk desk = OpenDesks.of(identity.getRoles()).stream().findFirst().orElseThrow(ForbiddenException::new);
        return Response.seeOther(URI.create("/" + desk.path())).build();
    }

    @GET
    @Path("{desk}")
    public Response desk(@PathParam("desk") String desk) {
        return page(Desk.at(desk).filter(OpenDesks::has).map(found -> DESK).orElseThrow(NotFoundException::new));
    }

    /** Opened beside a page whose session had ended. */
    @GET
    @Path("signed-in-again")
    public Response signedInAgain() {
        return page(SIGNED_IN_AGAIN);
    }

    private static Response page(String html) {
        return Response.ok(html, MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .build();
    }

    private static String read(String name) {
        try (var in = PageResource.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
