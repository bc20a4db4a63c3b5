package org.hotline12345.dispatch.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.chassis.attachment.UploadFile;
import org.jboss.resteasy.reactive.RestMulti;

/** Files of replies. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class AttachmentResource {
    private final UploadFile upload;
    private final ReadAttachment read;
    private final SendFile send;

    AttachmentResource(UploadFile upload, ReadAttachment read, SendFile send) {
        this.upload = upload;
        this.read = read;
        this.send = send;
    }

    /** Takes a file in; a reply names it then. */
    @POST
    @Path("/attachments")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.IMPORTER})
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponseSchema(value = AttachmentView.class, responseCode = "201")
    public Uni<Response> upload(@QueryParam("name") String name, @Context HttpServerRequest request) {
        return upload.byCaller(request, name);
    }

    /** The bytes of a file of a reply to the order. */
    @GET
    @Path("/work-orders/{id}/attachments/{attachmentId}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER,
        Roles.DISPATCHER,
        Roles.SUPERVISOR,
        Roles.CENTRE_REVIEWER,
        Roles.IMPORTER
    })
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<Buffer> one(@PathParam("id") UUID id, @PathParam("attachmentId") UUID attachmentId) {
        return send.send(read.of(id, attachmentId));
    }
}
