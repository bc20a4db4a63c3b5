package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.cases.model.AttemptOutcome;
import org.hotline12345.followup.survey.social.SurveyCallStore.Asked;
import org.hotline12345.followup.survey.social.model.SurveyCall;
import org.hotline12345.followup.survey.social.model.SurveyCallState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Calls for a social survey that the centre's own agents make; they work them beside callbacks. */
@Path("/api/v1/survey-calls")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CALLBACK_AGENT)
public class SurveyCallResource {
    private static final int MAX_CLAIM = 200;

    /**
     * How many citizens an agent takes.
     *
     * @param max At most so many, 1 to 200; 1 if left out.
     * @param anyHour True: also outside the plan's hours, as agreed with a citizen.
     */
    public record SurveyClaimInput(
            @Range(min = 1, max = MAX_CLAIM, message = "{violation.range}")
            Integer max,

            Boolean anyHour) {}

    /**
     * A citizen of a sample who is to be called.
     *
     * @param survey Title of the survey.
     * @param number Number in the sample.
     * @param title Title of the case, masked.
     * @param unit Lead unit. May be null.
     * @param reply What the citizen was told.
     * @param attempts Calls in vain.
     * @param nextAttemptAt From when on the next call may be made. May be null.
     * @param outcome Why the last call brought no answer. May be null.
     * @param note The agent's note. May be null.
     * @param claimedBy The agent who has it on lease. May be null.
     * @param claimedUntil Until when. May be null.
     * @param endedAt When it ended. May be null.
     * @param allowed What may be done with it now.
     */
    public record SurveyCallView(
            UUID id,
            UUID surveyId,
            String survey,
            int number,
            UUID caseId,
            String caseNumber,
            String title,
            CaseType type,
            Anonymity anonymity,
            String unit,
            String reply,
            SurveyCallState state,
            int attempts,
            OffsetDateTime nextAttemptAt,
            AttemptOutcome outcome,
            String note,
            String claimedBy,
            OffsetDateTime claimedUntil,
            OffsetDateTime endedAt,
            List<String> allowed) {}

    /** What an agent took, on one page. */
    public record SurveyClaimView(List<SurveyCallView> items, String next) {}

    private final SurveyCallStore calls;
    private final CallForSurvey call;
    private final Idempotency idempotency;
    private final Caller caller;
    private final Clock clock;

    SurveyCallResource(SurveyCallStore calls, CallForSurvey call, Idempotency idempotency, Caller caller, Clock clock) {
        this.calls = calls;
        this.call = call;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** Those in a state, OPEN if none is named, the samples drawn first before the others; those of the caller alone if mine. */
    @GET
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Page<SurveyCallView>> list(
            @RestQuery SurveyCallState state, @RestQuery boolean mine, @BeanParam PageRequest page) {
        caller.requireOffice();
        Instant now = clock.instant();
        return calls.list(state == null ? SurveyCallState.OPEN : state, now, mine ? caller.subject() : null, page)
                .map(found -> new Page<>(
                        found.items().stream().map(one -> view(one, now)).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<SurveyCallView> get(@RestPath UUID id) {
        caller.requireOffice();
        return calls.find(id).map(found -> view(found, clock.instant()));
    }

    /** Takes citizens on lease for 30 minutes. */
    @POST
    @Path("/claim")
    @APIResponseSchema(value = SurveyClaimView.class, responseCode = "200")
    @RequestHeaders(Name.KEY)
    public Uni<Response> claim(@Valid SurveyClaimInput input) {
        caller.requireOffice();
        int most = input == null || input.max() == null ? 1 : input.max();
        boolean anyHour = input != null && Boolean.TRUE.equals(input.anyHour());
        Instant now = clock.instant();
        return idempotency.run(
                input,
                session -> call.claim(session, most, anyHour)
                        .map(taken -> Response.ok(new SurveyClaimView(
                                        taken.stream()
                                                .map(one -> view(one, now))
                                                .toList(),
                                        null))
                                .build()));
    }

    /** The result of a call: what the citizen answered to the survey's questions, or why there is no answer. */
    @POST
    @Path("/{id}/result")
    @APIResponseSchema(value = SurveyCallView.class, responseCode = "200")
    @RequestHeaders(Name.KEY)
    public Uni<Response> result(@RestPath UUID id, @NotNull AnswerInput input) {
        caller.requireOffice();
        return call.result(id, input);
    }

    static SurveyCallView view(Asked asked, Instant now) {
        SurveyCall call = asked.call();
        SurveyCallState state = call.state(now);
        return new SurveyCallView(
                asked.id(),
                asked.surveyId(),
                asked.survey(),
                asked.number(),
                asked.caseId(),
                asked.caseNumber(),
                asked.title(),
                asked.type(),
                asked.anonymity(),
                asked.unit(),
                asked.reply(),
                state,
                call.attempts(),
                ShanghaiTime.of(call.nextAttemptAt()),
                call.outcome(),
                call.note(),
                call.claimedBy(),
                ShanghaiTime.of(call.claimedUntil()),
                ShanghaiTime.of(call.endedAt()),
                switch (state) {
                    case OPEN -> List.of("claim");
                    case CLAIMED -> List.of("result");
                    case ENDED -> List.of();
                });
    }
}
