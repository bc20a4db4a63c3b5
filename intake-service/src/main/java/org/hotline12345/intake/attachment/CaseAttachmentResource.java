package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.SendFile;
import org.jboss.resteasy.reactive.RestMulti;

/** Files of a case and its supplements. */
@Path("/api/v1/cases/{caseId}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments", description = "附件 Attachments")
public class CaseAttachmentResource {
    private final ReadAttachments read;
    private final SendFile send;

    CaseAttachmentResource(ReadAttachments read, SendFile send) {
        this.read = read;
        this.send = send;
    }

    /** The files of a case. */
    @GET
    @RolesAllowed({
        Roles.AGENT,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CALLBACK_AGENT,
        Roles.CENTRE_REVIEWER,
        Roles.EVALUATOR,
        Roles.SERVICE,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<List<AttachmentView>> list(@PathParam("caseId") UUID caseId) {
        return read.list(caseId);
    }

    /** The bytes of one. */
    @GET
    @Path("/{attachmentId}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({
        Roles.AGENT,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CALLBACK_AGENT,
        Roles.CENTRE_REVIEWER,
        Roles.EVALUATOR,
        Roles.SERVICE,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<Buffer> one(@PathParam("caseId") UUID caseId, @PathParam("attachmentId") UUID attachmentId) {
        return send.send(read.one(caseId, attachmentId));
    }
}
