package org.hotline12345.intake.attachment;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    private static final String CODE = "Query-Code";
    private static final String CODE_TEXT =
            "查询码，代替网址中的 code，不会留在沿途的日志中 Query code in the place of code in the address, where it would be logged on its way";

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
            @PathParam("caseNumber") String caseNumber,
            @Parameter(description = CODE_TEXT) @HeaderParam(CODE) String codeAside,
            @QueryParam("code") String code) {
        return read.listOfCitizen(caseNumber, one(codeAside, code));
    }

    /** The code of the header; that of the address is logged on its way and is taken all the same. */
    private static String one(String codeAside, String code) {
        String said = codeAside == null || codeAside.isBlank() ? code : codeAside;
        return said == null ? "" : said.strip();
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
            @Parameter(description = CODE_TEXT) @HeaderParam(CODE) String codeAside,
            @QueryParam("code") String code) {
        return send.send(read.oneOfCitizen(caseNumber, one(codeAside, code), attachmentId));
    }
}
