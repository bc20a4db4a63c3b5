package org.hotline12345.intake.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** Shows a citizen's contact data to those who must call. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "contact", description = "诉求人联系方式 Contact data")
public class ContactResource {
    private final RevealContact reveal;

    public ContactResource(RevealContact reveal) {
        this.reveal = reveal;
    }

    /** Why somebody looks. */
    public record Purpose(
            @Told(value = Told.LINE, required = true)
            @Schema(description = "查看原因，记入查阅记录 Why; written to the access log")
            String purpose,

            @Schema(description = "同时取得查询码，仅限系统服务向诉求人发送 With the query code, services only, to be sent to the citizen")
            Boolean withCode) {}

    /** How to reach the citizen; both null when nothing was told. */
    @JsonInclude
    public record Revealed(
            @Schema(description = "姓名 Name") String name,
            @Schema(description = "电话 Telephone") String phone,

            @Schema(description = "查询码，未要求的为空 Query code; null unless asked for")
            String queryCode) {}

    /** Shows the contact data and logs it. */
    @POST
    @Path("/{caseId}/contact")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.UNIT_HANDLER, Roles.SERVICE})
    @Operation(
            summary = "查看联系方式 Reveal contact data",
            description = "回访员、主办单位承办人（未要求对单位保密时）和系统服务可查看，每次查看均留痕 For callback agents, handlers of the"
                    + " lead unit unless hidden from units, and services; every look is logged")
    public Uni<Revealed> reveal(@PathParam("caseId") UUID caseId, @Needed @Valid Purpose body) {
        return Boolean.TRUE.equals(body.withCode())
                ? reveal.withCode(caseId, body.purpose())
                : reveal.of(caseId, body.purpose()).map(contact -> new Revealed(contact.name(), contact.phone(), null));
    }
}
