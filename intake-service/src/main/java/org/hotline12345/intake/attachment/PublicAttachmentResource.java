package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.PublicLimits;
import org.hotline12345.chassis.attachment.UploadFile;
import org.hotline12345.chassis.rest.RateLimited;

/** Files of citizens on their way in. */
@Path("/api/v1/public/attachments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "attachments", description = "附件 Attachments")
public class PublicAttachmentResource {
    private final UploadFile upload;

    PublicAttachmentResource(UploadFile upload) {
        this.upload = upload;
    }

    /** What files may be sent, to be said before somebody does. */
    @GET
    @Path("/limits")
    @PermitAll
    @RateLimited
    public Uni<PublicLimits> limits() {
        return Uni.createFrom().item(upload::publicLimits);
    }

    /** Takes a file of a citizen in. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @PermitAll
    @RateLimited
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponseSchema(value = AttachmentView.class, responseCode = "201")
    public Uni<Response> uploadOfPublic(@QueryParam("name") String name, @Context HttpServerRequest request) {
        return upload.byPublic(request, name);
    }
}
