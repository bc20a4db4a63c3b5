package org.hotline12345.chassis.vocabulary;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;

/** The vocabularies by which rules of the service read texts; only a service that has some shows it. */
@IfBuildProperty(name = "hotline.vocabularies", stringValue = "true")
@Path("/api/v1/vocabularies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "vocabularies")
@RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.ADMIN})
public class VocabularyResource {
    private final ChangeVocabulary vocabularies;

    VocabularyResource(ChangeVocabulary vocabularies) {
        this.vocabularies = vocabularies;
    }

    /** The vocabularies, and which version of each is in force. */
    @GET
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<VocabularyLine>> list() {
        return vocabularies.list();
    }

    /** A version with its document, the one in force if none is named; the ETag is the newest version. */
    @GET
    @Path("/{id}")
    @RequestHeaders(Name.LANGUAGE)
    @APIResponseSchema(value = VocabularyView.class, responseCode = "200")
    public Uni<Response> get(@PathParam("id") String id, @QueryParam("version") Integer version) {
        return vocabularies.get(id, version).map(view -> Command.ok(view, view.latest()));
    }

    /** All versions, the newest first; 0 is the shipped one. */
    @GET
    @Path("/{id}/versions")
    public Uni<Page<VocabularyVersionView>> versions(@PathParam("id") String id) {
        return vocabularies.versions(id);
    }

    /** Writes the next version; it is not in force before its activation. */
    @PUT
    @Path("/{id}")
    @RequestHeaders({Name.IF_MATCH, Name.LANGUAGE})
    @APIResponseSchema(value = VocabularyView.class, responseCode = "200")
    public Uni<Response> write(@PathParam("id") String id, @NotNull @Valid VocabularyInput.Document body) {
        return vocabularies.write(id, body.document(), body.note()).map(view -> Command.ok(view, view.latest()));
    }

    /** Compares a version with the one in force on the most recent texts. */
    @POST
    @Path("/{id}/trial")
    public Uni<VocabularyTrialView> tryOut(@PathParam("id") String id, @NotNull @Valid VocabularyInput.TrialOf body) {
        return vocabularies.tryOut(id, body.version(), body.texts());
    }

    /** Puts a version in force, an earlier one again too; 409 for one that was never tried. */
    @POST
    @Path("/{id}/activation")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<VocabularyView> activate(@PathParam("id") String id, @NotNull @Valid VocabularyInput.Activation body) {
        return vocabularies.activate(id, body.version(), body.reason());
    }
}
