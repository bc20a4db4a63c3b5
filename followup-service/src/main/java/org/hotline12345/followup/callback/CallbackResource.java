package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.validator.constraints.Range;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.followup.cases.AskedCase;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackSight;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.survey.link.SurveyConfig;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The work of callback agents, 回访. */
@Path("/api/v1/callbacks")
public class CallbackResource {
    private static final int MAX_CLAIM = 200;

    /**
     * How many callbacks an agent takes.
     *
     * @param max At most so many, 1 to 200.
     * @param origin About what; rounds of handling if left out.
     * @param anyHour True: also outside the plan's hours, as agreed with a citizen.
     */
    public record ClaimInput(
            @Range(min = 1, max = MAX_CLAIM, message = "{violation.range}")
            Integer max,

            CallbackOrigin origin,
            Boolean anyHour) {}

    /**
     * What an agent took.
     *
     * @param items The callbacks, each with its link to the survey page.
     * @param next Always null.
     */
    public record ClaimView(List<CallbackView> items, String next) {}

    private final ClaimCallbacks claim;
    private final AnswerCallback answer;
    private final CallbackQueries queries;
    private final CaseCommands commands;
    private final Command command;
    private final SurveyConfig survey;
    private final Caller caller;
    private final OfficeCopy office;

    public CallbackResource(
            ClaimCallbacks claim,
            AnswerCallback answer,
            CallbackQueries queries,
            CaseCommands commands,
            Command command,
            SurveyConfig survey,
            Caller caller,
            OfficeCopy office) {
        this.claim = claim;
        this.answer = answer;
        this.queries = queries;
        this.commands = commands;
        this.command = command;
        this.survey = survey;
        this.caller = caller;
        this.office = office;
    }

    /** Callbacks in a state, OPEN if none is named, about rounds of handling or answers on the spot, the oldest first. */
    @GET
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Page<CallbackView>> list(
            @RestQuery CallbackState state, @RestQuery CallbackOrigin origin, @BeanParam PageRequest page) {
        return queries.list(
                state == null ? CallbackState.OPEN : state,
                origin == null ? CallbackOrigin.REPLY : origin,
                sight(),
                page);
    }

    /** A callback. */
    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CallbackView.class)))
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR})
    public Uni<Response> get(@RestPath UUID id) {
        return queries.find(id, sight()).map(found -> {
            if (found == null) {
                throw Problem.notFound();
            }
            return answer(found);
        });
    }

    /** Takes callbacks on lease for 30 minutes; each comes with a fresh link to the survey page. */
    @POST
    @Path("/claim")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClaimView.class)))
    @RolesAllowed(Roles.CALLBACK_AGENT)
    @RequestHeaders(Name.KEY)
    public Uni<Response> claim(@Context UriInfo uri, @Valid ClaimInput input) {
        var wish = new ClaimCallbacks.Wish(
                input == null || input.max() == null ? 1 : input.max(),
                input == null || input.origin() == null ? CallbackOrigin.REPLY : input.origin(),
                input != null && Boolean.TRUE.equals(input.anyHour()),
                sight(),
                survey.page()
                        .orElseGet(() ->
                                uri.getBaseUri().resolve("/api/v1/survey/").toString()));
        return claim.claim(wish, input);
    }

    /** The result of a call. */
    @POST
    @Path("/{id}/result")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = CallbackView.class)))
    @RolesAllowed(Roles.CALLBACK_AGENT)
    @RequestHeaders({Name.KEY, Name.IF_MATCH})
    public Uni<Response> result(@RestPath UUID id, AnswerInput input) {
        if (input == null) {
            throw Problem.invalid("reached", "violation.required");
        }
        String ifMatch = command.ifMatch();
        return commands.run(Cases.By.CALLBACK, id, input, (hand, cause) -> {
            Callback callback = answer.byAgent(hand, input, ifMatch, cause);
            return answer(CallbackView.of(AskedCase.of(hand.file().facts(), callback), null, true));
        });
    }

    /** An agent of a unit or of a platform below is not the centre. */
    private CallbackSight sight() {
        if (caller.isOfOffice()) {
            return CallbackSight.OF_CENTRE;
        }
        return CallbackSight.ofUnits(
                caller.unit() == null ? Set.of() : office.withSubordinates(caller.unit()), caller.unitAndAbove());
    }

    private static Response answer(CallbackView view) {
        return Command.ok(view, view.version());
    }
}
