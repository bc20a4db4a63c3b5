package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.jboss.resteasy.reactive.RestPath;

/**
 * What the platform above agreed to, 上级平台意见. A case that it sent is due before its own deadline less the reserve, whatever is
 * extended here, until it agrees; a return of such a case needs its word too.
 */
@Path("/api/v1/cases/{caseId}/upstream-consents")
public class UpstreamConsentResource {
    private static final int MAX_TEXT = 200;
    private static final int MAX_NOTE = 1000;
    private static final ProblemType NONE = new ProblemType("no-upstream-deadline", 409);

    public enum AgreedTo {
        /** 延期. */
        EXTENSION,
        /** 退单. */
        RETURN
    }

    /**
     * The consent.
     *
     * @param agreedUntil When the platform above wants the answer now; left out: it sets no moment any more. Not for a return.
     * @param reference The paper or the number under which it agreed.
     * @param consentedBy Who agreed there.
     * @param note Anything else. May be left out.
     */
    public record ConsentInput(
            @NotNull AgreedTo agreedTo,
            OffsetDateTime agreedUntil,
            @Words(max = MAX_TEXT) String reference,
            @Words(max = MAX_TEXT) String consentedBy,
            @NotNull @PastOrPresent OffsetDateTime consentedAt,
            @Size(max = MAX_NOTE) String note)
            implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(agreedTo != AgreedTo.RETURN || agreedUntil == null, "agreedUntil", "violation.Null");
        }
    }

    /**
     * A consent as it was recorded.
     *
     * @param agreedUntil When the platform above wants the answer since then; null: it sets no moment any more, or it is about a return.
     * @param dueBefore When it wanted the answer before.
     * @param reference The paper or the number.
     * @param consentedBy Who agreed.
     * @param note Anything else. May be null.
     */
    public record ConsentView(
            UUID id,
            AgreedTo agreedTo,
            OffsetDateTime agreedUntil,
            OffsetDateTime dueBefore,
            String reference,
            String consentedBy,
            OffsetDateTime consentedAt,
            String note,
            String recordedBy,
            OffsetDateTime recordedAt) {}

    private final CaseCommands commands;
    private final UpstreamConsentStore consents;
    private final Caller caller;

    public UpstreamConsentResource(CaseCommands commands, UpstreamConsentStore consents, Caller caller) {
        this.commands = commands;
        this.consents = consents;
        this.caller = caller;
    }

    /** Records a consent; that to an extension moves the reply. {@code no-upstream-deadline} (409) where none binds the case. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ConsentView.class)))
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR})
    @RequestHeaders(RequestHeaders.Name.KEY)
    public Uni<Response> record(@RestPath UUID caseId, @NotNull @Valid ConsentInput input) {
        caller.requireOffice();
        return commands.run(Cases.By.CASE, caseId, input, (hand, cause) -> record(hand, input, cause));
    }

    /** What the platform above agreed to about a case, the latest last. */
    @GET
    @RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.AGENT})
    public Uni<Page<ConsentView>> list(@RestPath UUID caseId) {
        caller.requireOffice();
        return consents.ofCase(caseId).map(found -> new Page<>(found, null));
    }

    private static Response record(CaseInHand hand, ConsentInput input, Cause cause) {
        CaseFile file = hand.file();
        Instant before = file.facts().upstreamDueAt();
        if (before == null) {
            throw Problem.of(NONE);
        }
        Instant until = input.agreedUntil() == null ? null : input.agreedUntil().toInstant();
        if (until != null && !until.isAfter(before)) {
            throw Problem.invalid("agreedUntil", "violation.upstream.notLater", ShanghaiTime.of(before));
        }
        if (input.agreedTo() == AgreedTo.EXTENSION) {
            file.handling()
                    .agreedUpstream(until, Masking.official(input.reference().strip()), cause, hand.office());
        }
        var consent = new ConsentView(
                hand.office().ids().get(),
                input.agreedTo(),
                ShanghaiTime.of(until),
                ShanghaiTime.of(before),
                Masking.official(input.reference().strip()),
                Masking.official(input.consentedBy().strip()),
                ShanghaiTime.of(input.consentedAt().toInstant()),
                input.note() == null ? null : Masking.official(input.note().strip()),
                cause.actor(),
                ShanghaiTime.of(cause.time()));
        hand.with(writes -> UpstreamConsentStore.add(
                writes, file.facts().caseId(), file.progress().workOrderId(), consent));
        return Response.status(Response.Status.CREATED).entity(consent).build();
    }
}
