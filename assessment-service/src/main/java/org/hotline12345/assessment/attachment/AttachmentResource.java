package org.hotline12345.assessment.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.UploadFile;

/** Files of findings and objections, on their way in. */
@Path("/api/v1/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments")
public class AttachmentResource {
    private final UploadFile upload;

    AttachmentResource(UploadFile upload) {
        this.upload = upload;
    }

    /** Takes a file in; a finding or an objection names it then. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.EVALUATOR, Roles.UNIT_LEADER})
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
}
