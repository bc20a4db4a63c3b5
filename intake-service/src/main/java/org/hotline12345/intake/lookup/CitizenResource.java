package org.hotline12345.intake.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** Citizens by their telephone, for services of the suite. */
@Path("/api/v1/citizens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "cases", description = "诉求 Cases")
public class CitizenResource {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final CitizenQueries citizens;
    private final Contacts contacts;
    private final Command command;
    private final Caller caller;

    CitizenResource(CitizenQueries citizens, Contacts contacts, Command command, Caller caller) {
        this.citizens = citizens;
        this.contacts = contacts;
        this.command = command;
        this.caller = caller;
    }

    /** Whose telephone it is, and why that is asked. */
    @Schema(name = "CitizenSearch")
    public record CitizenSearch(
            @Told(value = Told.CODE, required = true) @Telephone @Schema(description = "电话 Telephone")
            String phone,

            @Told(value = Told.LINE, required = true)
            @Schema(description = "查询原因，记入查阅记录 Why; written to the access log")
            String purpose,

            @Range(min = 0, max = MOST_DAYS, message = "{violation.intake.range}")
            @Schema(
                    description =
                            "已结束的诉求只列此天数以内的，不填为30 Ended cases of so many days are among them, 0 to 366; 30 if left out")
            Integer endedWithinDays) {
        @Override
        public String toString() {
            return "CitizenSearch[…]";
        }
    }

    /** The citizen of a telephone. */
    @JsonInclude
    public record CitizenView(
            @Schema(description = "诉求人的随机标识；该电话无诉求的为空 Random reference of the citizen; null for a telephone of nobody")
            UUID citizenRef,

            @Schema(
                    description =
                            "在办的和近期结束的诉求，最近登记的在前，至多20件 Open cases and those that ended lately, the latest first, 20 at most")
            List<CaseSummary> cases) {}

    /** The citizen of a telephone. */
    @POST
    @Path("/search")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "按电话查找诉求人 The citizen of a telephone",
            description =
                    "供其他服务辨认短信回复来自何人，每次查询均留痕 For other services that were written to by a telephone; every search is logged")
    @RequestHeaders(Name.LANGUAGE)
    public Uni<CitizenView> search(@Needed @Valid CitizenSearch body) {
        caller.requireOffice();
        return citizens.of(
                contacts.phone(body.phone()).orElseThrow(),
                Duration.ofDays(body.endedWithinDays() == null ? DAYS : body.endedWithinDays()),
                body.purpose(),
                command.language());
    }
}
