package org.hotline12345.desk.session;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hotline12345.desk.page.OpenDesks;
import org.hotline12345.desk.page.model.Desk;

/** Whose session it is, for the frame of every page. */
@Path("/session")
@Authenticated
public class SessionResource {
    private final JsonWebToken token;
    private final SecurityIdentity identity;

    SessionResource(JsonWebToken token, SecurityIdentity identity) {
        this.token = token;
        this.identity = identity;
    }

    /**
     * The person.
     *
     * @param subject Claim {@code sub}, by which the services know them.
     * @param name Claim {@code name}; the subject where there is none.
     * @param unit Code of their unit, claim {@code unit}. Null for people of the hotline itself.
     * @param level Which leader of a unit, claim {@code level}. May be null.
     * @param desks Where they work, by the first words of the addresses.
     */
    public record Person(
            String subject, String name, String unit, String level, List<String> roles, List<String> desks) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response person() {
        String name = token.getClaim("name");
        var person = new Person(
                token.getSubject(),
                name == null ? token.getSubject() : name,
                token.getClaim("unit"),
                token.getClaim("level"),
                identity.getRoles().stream().sorted().toList(),
                OpenDesks.of(identity.getRoles()).stream().map(Desk::path).toList());
        return Response.ok(person).header("Cache-Control", "no-store").build();
    }
}
