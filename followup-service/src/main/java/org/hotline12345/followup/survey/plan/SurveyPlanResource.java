package org.hotline12345.followup.survey.plan;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** The callback plan, 回访方案: what citizens are asked, how often, when, and how the figures are made. */
@Path("/api/v1/survey-plan")
public class SurveyPlanResource {
    /** Media type of the document. */
    private static final String YAML = "application/yaml";

    /**
     * The plan in force.
     *
     * @param version Its version; 0 for the one that the service ships.
     * @param plan What it says.
     * @param document The document, YAML.
     */
    public record PlanView(int version, SurveyPlan plan, String document) {}

    private final SurveyPlanQueries plans;
    private final SurveyPlanStore store;
    private final SurveyPlanDocuments documents;
    private final Caller caller;
    private final Clock clock;

    public SurveyPlanResource(
            SurveyPlanQueries plans, SurveyPlanStore store, SurveyPlanDocuments documents, Caller caller, Clock clock) {
        this.plans = plans;
        this.store = store;
        this.documents = documents;
        this.caller = caller;
        this.clock = clock;
    }

    /** The plan in force. */
    @GET
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PlanView.class)))
    @RolesAllowed({Roles.CALLBACK_AGENT, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.ADMIN})
    public Uni<Response> get() {
        return plans.current().map(SurveyPlanResource::answer);
    }

    /** A new version of the plan, in force at once; answers given before keep theirs. */
    @PUT
    @Consumes({YAML, "application/x-yaml", "text/plain"})
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PlanView.class)))
    @RolesAllowed(Roles.ADMIN)
    public Uni<Response> put(String document) {
        if (document == null || document.isBlank()) {
            throw Problem.invalid("document", "violation.required");
        }
        SurveyPlan plan = documents.read(document);
        String by = caller.subject();
        return store.add(document, clock.instant(), by)
                .map(version -> answer(new SurveyPlanQueries.Version(version, plan, document)));
    }

    private static Response answer(SurveyPlanQueries.Version version) {
        return Response.ok(new PlanView(version.version(), version.plan(), version.document()))
                .header(HttpHeaders.ETAG, ETags.tag(version.version()))
                .build();
    }
}
