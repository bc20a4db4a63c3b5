package org.hotline12345.assessment.sampling;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.sampling.SampleStore.Finding;
import org.hotline12345.assessment.sampling.SampleStore.ItemView;
import org.hotline12345.assessment.sampling.Samples.FindingInput;
import org.hotline12345.assessment.sampling.Samples.SampleInput;
import org.hotline12345.assessment.sampling.model.Method;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.decision.Wanted;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.jboss.resteasy.reactive.RestMulti;

/** Samples for supervision, and what was found (督查). */
@Path("/api/v1/sample-plans")
@Tag(name = "sample-plans")
@RolesAllowed({Roles.EVALUATOR, Roles.SUPERVISOR, Roles.OFFICE_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SamplePlanResource {
    private final Samples samples;
    private final SampleStore store;
    private final Decide decide;
    private final Idempotency idempotency;
    private final Command command;
    private final Attachments files;
    private final ReadFinding readFinding;
    private final SendFile send;

    SamplePlanResource(
            Samples samples,
            SampleStore store,
            Decide decide,
            Idempotency idempotency,
            Command command,
            Attachments files,
            ReadFinding readFinding,
            SendFile send) {
        this.samples = samples;
        this.store = store;
        this.decide = decide;
        this.idempotency = idempotency;
        this.command = command;
        this.files = files;
        this.readFinding = readFinding;
        this.send = send;
    }

    /** A plan that was drawn. */
    public record PlanView(
            UUID planId,
            String name,
            String period,
            Method method,
            String methodName,
            String seed,
            int perUnit,
            List<String> units,
            List<String> excludedUnits,
            List<UUID> excludedCases,
            int drawn,
            String drawnBy,
            OffsetDateTime drawnAt) {}

    /** A finding; {@code rectificationId} is the order that was made of it. */
    public record FindingView(
            UUID findingId,
            Integer number,
            String unit,
            Severity severity,
            String severityName,
            String text,
            String foundBy,
            OffsetDateTime foundAt,
            UUID rectificationId,
            List<AttachmentView> attachments) {}

    @POST
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = PlanView.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> draw(@NotNull @Valid SampleInput input) {
        var now = command.now();
        return idempotency.run(
                input,
                session -> samples.draw(session, input, now)
                        .map(plan -> Response.created(URI.create("/api/v1/sample-plans/" + plan.id()))
                                .entity(view(plan))
                                .build()));
    }

    @GET
    public Uni<Page<PlanView>> list(@BeanParam PageRequest page) {
        return decide.list(SamplePlan.class, new Wanted(), true, page)
                .map(found -> new Page<>(
                        found.items().stream().map(SamplePlanResource::view).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    public Uni<PlanView> one(@PathParam("id") UUID id) {
        return decide.find(SamplePlan.class, id).map(SamplePlanResource::view);
    }

    @GET
    @Path("/{id}/items")
    public Uni<Page<ItemView>> items(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return decide.find(SamplePlan.class, id).chain(plan -> store.items(id, page));
    }

    @POST
    @Path("/{id}/findings")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.KEY)
    @APIResponseSchema(value = FindingView.class, responseCode = "201")
    public Uni<Response> note(@PathParam("id") UUID id, @NotNull @Valid FindingInput input) {
        var now = command.now();
        return files.named(input.attachments())
                .chain(named -> idempotency.run(
                        input,
                        session -> samples.note(session, id, input, named, now)
                                .map(finding -> Response.status(Response.Status.CREATED)
                                        .entity(view(finding, named.views(Origin.FINDING, finding.findingId())))
                                        .build())));
    }

    @GET
    @Path("/{id}/findings")
    public Uni<Page<FindingView>> findings(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return decide.find(SamplePlan.class, id)
                .chain(plan -> store.findings(id, page))
                .chain(found -> files.views(
                                found.items().stream().map(Finding::findingId).toList())
                        .map(views -> new Page<>(
                                found.items().stream()
                                        .map(finding ->
                                                view(finding, views.getOrDefault(finding.findingId(), List.of())))
                                        .toList(),
                                found.next())));
    }

    /** The bytes of a file that came with the finding. */
    @GET
    @Path("/{id}/findings/{findingId}/attachments/{attachmentId}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<Buffer> attachment(
            @PathParam("id") UUID id,
            @PathParam("findingId") UUID findingId,
            @PathParam("attachmentId") UUID attachmentId) {
        return send.send(readFinding.file(id, findingId, attachmentId));
    }

    private static PlanView view(SamplePlan plan) {
        return new PlanView(
                plan.id(),
                plan.name,
                plan.period,
                plan.method,
                plan.method.chinese(),
                plan.seed,
                plan.perUnit,
                List.of(plan.units),
                List.of(plan.excludedUnits),
                List.of(plan.excludedCases),
                plan.drawn,
                plan.madeBy(),
                SamplePlan.shown(plan.madeAt()));
    }

    private static FindingView view(Finding finding, List<AttachmentView> attachments) {
        return new FindingView(
                finding.findingId(),
                finding.number(),
                finding.unit(),
                finding.severity(),
                finding.severity().chinese(),
                finding.text(),
                finding.foundBy(),
                finding.foundAt(),
                finding.rectificationId(),
                attachments);
    }
}
