package org.hotline12345.intake.querycode;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Buckets;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RateLimited;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.Telephone;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;
import org.hotline12345.intake.publicstatus.OwnCaseQueries;

/** The query code: sent again to the citizen, looked at by another service. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "public", description = "公众查询 For citizens")
public class QueryCodeResource {
    /** The answer comes after so long, whether there was anything to send or not. */
    private static final Duration ANSWER_AFTER = Duration.ofMillis(400);

    /** Of one number, whoever asks. */
    private static final Buckets.Limit OF_A_NUMBER = new Buckets.Limit(6, 6 / 60.0);

    private final RenewQueryCode renew;
    private final OwnCaseQueries open;
    private final Contacts contacts;
    private final Command command;
    private final Buckets asked = new Buckets();

    QueryCodeResource(RenewQueryCode renew, OwnCaseQueries open, Contacts contacts, Command command) {
        this.renew = renew;
        this.open = open;
        this.contacts = contacts;
        this.command = command;
    }

    /** What a citizen knows who has lost the code. */
    @Schema(name = "LostCode", description = "诉求人遗失查询码 A citizen who has lost the code")
    public record LostCode(
            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "诉求编号 Case number", required = true)
            String caseNumber,

            @Needed
            @Telephone
            @Schema(description = "登记时留下的电话 Telephone that was told at registration", required = true)
            String phone) {
        @Override
        public String toString() {
            return "LostCode[…]";
        }
    }

    /** A number with its code. */
    @Schema(name = "NumberAndCode", description = "编号和查询码 A number with its code")
    public record NumberAndCode(
            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "诉求编号 Case number", required = true)
            String caseNumber,

            @Told(value = Told.CODE, required = true, oneLine = true)
            @Schema(description = "查询码 Query code", required = true)
            String code) {
        @Override
        public String toString() {
            return "NumberAndCode[…]";
        }
    }

    /** The case that a code opens. */
    public record Opened(
            @Schema(description = "诉求标识 The case") UUID caseId) {}

    /** Sends the code again, should number and telephone belong together; the answer does not say so. */
    @POST
    @Path("/public/query-codes")
    @PermitAll
    @RateLimited
    @Operation(
            summary = "重发查询码 Send the query code again",
            description = "编号与登记电话相符的，向该电话发送新查询码，原查询码随之失效，每件每天最多三次；不论是否相符，答复相同 Where number and telephone"
                    + " belong together a new code is sent to that telephone and the old one ends, three times a day at most; the"
                    + " answer is the same in any case")
    @APIResponse(responseCode = "202", description = "已收到 Taken")
    public Uni<Response> lost(@Needed @Valid LostCode body) {
        if (!asked.takeOne(body.caseNumber().strip(), OF_A_NUMBER, System.nanoTime())) {
            throw Problem.tooManyRequests(OF_A_NUMBER.secondsForOne());
        }
        var phone = contacts.phone(body.phone()).orElseThrow();
        var late = Uni.createFrom().voidItem().onItem().delayIt().by(ANSWER_AFTER);
        return Uni.join()
                .all(renew.ofTelephone(body.caseNumber().strip(), phone, command.now()), late)
                .andFailFast()
                .map(done -> Response.accepted().build());
    }

    /** Which case a code opens, for another service. */
    @POST
    @Path("/query-codes/verification")
    @RolesAllowed(Roles.SERVICE)
    @Operation(
            summary = "核对查询码 Check a query code",
            description =
                    "供其他服务核对；查询码有误与编号不存在的答复相同 For other services; a wrong code is answered like an unknown number")
    public Uni<Opened> verify(@Needed @Valid NumberAndCode body) {
        return open.by(body.caseNumber().strip(), body.code().strip()).map(row -> new Opened(row.getUUID("case_id")));
    }
}
