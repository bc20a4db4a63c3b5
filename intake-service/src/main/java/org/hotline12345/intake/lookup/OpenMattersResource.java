package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.input.Needed;

/** All open matters of one citizen. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class OpenMattersResource {
    private final OpenMatterQueries matters;
    private final Contacts contacts;
    private final Command command;

    public OpenMattersResource(OpenMatterQueries matters, Contacts contacts, Command command) {
        this.matters = matters;
        this.contacts = contacts;
        this.command = command;
    }

    /** The open matters of the citizen of a case. */
    @GET
    @Path("/{caseId}/open-matters")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    @Operation(
            summary = "该诉求人的未结诉求 Open matters of the citizen",
            description =
                    "本诉求的诉求人全部未结诉求，含本件，时限早的在前 All open cases of the citizen of this case, it among them; the earliest"
                            + " due first")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<OpenMatter>> ofCase(@PathParam("caseId") UUID caseId) {
        return matters.ofCase(caseId, command.language()).map(all -> new Page<>(all, null));
    }

    /** The open matters of a caller. */
    @POST
    @Path("/open-matters")
    @RolesAllowed({Roles.AGENT, Roles.CALLBACK_AGENT})
    @Operation(
            summary = "来电人的未结诉求 Open matters of a caller",
            description = "同一电话的全部未结诉求，时限早的在前，每次查询均留痕 All open cases of one telephone, the earliest due first; every"
                    + " search is logged")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<Page<OpenMatter>> ofCaller(@Needed @Valid LookupResource.PhoneSearch body) {
        return matters.ofCaller(contacts.phone(body.phone()).orElseThrow(), body.purpose(), command.language())
                .map(all -> new Page<>(all, null));
    }
}
