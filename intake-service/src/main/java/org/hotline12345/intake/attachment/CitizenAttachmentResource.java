package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.chassis.rest.RateLimited;
import org.jboss.resteasy.reactive.RestMulti;

/** Files of a citizen's own case. */
@Path("/api/v1/public/cases/{caseNumber}/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments", description = "附件 Attachments")
public class CitizenAttachmentResource {
    private final ReadAttachments read;
    private final SendFile send;

    CitizenAttachmentResource(ReadAttachments read, SendFile send) {
        this.read = read;
        this.send = send;
    }

    /** The files of a citizen's own case. */
    @GET
    @PermitAll
    @RateLimited
    public Uni<List<AttachmentView>> listOfCitizen(
            @PathParam("caseNumber") String caseNumber, @QueryParam("code") String code) {
        return read.listOfCitizen(caseNumber, code == null ? "" : code.strip());
    }

    /** The bytes of one. */
    @GET
    @Path("/{attachmentId}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @PermitAll
    @RateLimited
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<Buffer> oneOfCitizen(
            @PathParam("caseNumber") String caseNumber,
            @PathParam("attachmentId") UUID attachmentId,
            @QueryParam("code") String code) {
        return send.send(read.oneOfCitizen(caseNumber, code == null ? "" : code.strip(), attachmentId));
    }
}
