package org.hotline12345.assessment.appeal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.appeal.Appeal.State;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.reading.ReadCase;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.attachment.AttachmentView;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.SendFile;
import org.hotline12345.chassis.decision.Wanted;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.FreeText;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.jboss.resteasy.reactive.RestMulti;

/** Objections of units to their scores, and the decisions on them. */
@Path("/api/v1/appeals")
@Tag(name = "appeals")
@RolesAllowed({Roles.EVALUATOR, Roles.OFFICE_LEADER, Roles.UNIT_LEADER})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AppealResource {
    private static final int MOST_EVIDENCE = 20;

    private final Appeals appeals;
    private final FigureScope scope;
    private final Caller caller;
    private final Idempotency idempotency;
    private final Command command;
    private final OfficeCopy office;
    private final ReportingPeriods periods;
    private final CaseSight sight;
    private final Attachments files;
    private final ReadCase readings;
    private final SendFile send;

    public AppealResource(
            Appeals appeals,
            FigureScope scope,
            Caller caller,
            Idempotency idempotency,
            Command command,
            OfficeCopy office,
            ReportingPeriods periods,
            CaseSight sight,
            Attachments files,
            ReadCase readings,
            SendFile send) {
        this.appeals = appeals;
        this.scope = scope;
        this.caller = caller;
        this.idempotency = idempotency;
        this.command = command;
        this.office = office;
        this.periods = periods;
        this.sight = sight;
        this.files = files;
        this.readings = readings;
        this.send = send;
    }

    /**
     * An objection.
     *
     * @param item Item of the score, by its id or the rate it rests on.
     * @param ruleSet Rule set of the score; absent: the one that counts for the unit's group.
     * @param toUnit Unit that should answer for the case, of {@code /appeals/units}; absent: the case should be left out.
     * @param evidence What the unit refers to, each a line: number of a paper or recording, where it is kept.
     * @param attachments Files that go with it, by the ids they were given when they were sent.
     */
    public record Objection(
            @NotBlank String unit,
            @NotBlank String period,
            @NotNull UUID caseId,
            @NotBlank String item,
            @NotBlank @Size(max = 2_000) String reason,
            String ruleSet,
            String toUnit,
            @Size(max = MOST_EVIDENCE) List<@NotBlank @Size(max = 500) String> evidence,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> attachments) {}

    /** A unit that can answer for a case. */
    public record AnsweringUnit(String code, String name) {}

    /**
     * A decision.
     *
     * @param reassignedTo Unit that answers for the case if it is granted; absent: the one the unit named.
     */
    public record Decision(
            @NotNull Boolean granted,
            @NotBlank @Size(max = 2_000) String reason,
            String reassignedTo) {}

    /** An objection as it stands. */
    public record AppealView(
            UUID appealId,
            String unit,
            String period,
            String ruleSet,
            UUID caseId,
            String caseNumber,
            String item,
            Appeal.Wish wish,
            String toUnit,
            String reason,
            List<String> evidence,
            State state,
            String raisedBy,
            OffsetDateTime raisedAt,
            String decidedBy,
            OffsetDateTime decidedAt,
            String decisionReason,
            String reassignedTo,
            List<String> allowed,
            List<AttachmentView> attachments) {}

    @POST
    @RolesAllowed(Roles.UNIT_LEADER)
    @APIResponseSchema(value = AppealView.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> raise(@NotNull @Valid Objection objection) {
        caller.requireUnit(objection.unit());
        var raised = new Appeals.Objection(
                objection.unit(),
                periods.read("period", objection.period()),
                FreeText.given(objection.ruleSet()),
                objection.caseId(),
                objection.item(),
                FreeText.given(objection.toUnit()),
                objection.reason(),
                objection.evidence() == null ? List.of() : objection.evidence());
        var now = command.now();
        return files.named(objection.attachments())
                .chain(named -> idempotency.run(
                        objection,
                        session -> sight.require(session, List.of(raised.caseId()))
                                .chain(() -> appeals.raise(session, raised, named, now))
                                .chain(appeal -> views(List.of(appeal))
                                        .map(views -> Command.created(
                                                "/api/v1/appeals/" + appeal.id(), views.get(0), appeal.version())))));
    }

    @GET
    public Uni<Page<AppealView>> list(
            @QueryParam("period") String period,
            @QueryParam("ruleSet") String ruleSet,
            @QueryParam("unit") String unit,
            @QueryParam("state") State state,
            @BeanParam PageRequest page) {
        String text = FreeText.given(period) == null
                ? null
                : periods.read("period", period).text();
        var wanted = new Wanted()
                .with("d.period = :period", "period", text)
                .with("d.ruleSet = :ruleSet", "ruleSet", FreeText.given(ruleSet))
                .with("d.unit in :units", "units", scope.units(unit, null))
                .with("d.state = :state", "state", state);
        return appeals.list(wanted, page)
                .chain(found -> seen(found.items()).chain(this::views).map(views -> new Page<>(views, found.next())));
    }

    @GET
    @Path("/units")
    public List<AnsweringUnit> units() {
        return office.units().stream()
                .filter(UnitInfo::active)
                .sorted(Comparator.comparing(UnitInfo::code))
                .map(unit -> new AnsweringUnit(unit.code(), unit.name()))
                .toList();
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = AppealView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        return readable(id).chain(this::answer);
    }

    private Uni<Appeal> readable(UUID id) {
        return appeals.find(id).chain(appeal -> {
            if (!scope.covers(appeal.unit)) {
                throw Problem.notFound();
            }
            return sight.require(List.of(appeal.caseId)).replaceWith(appeal);
        });
    }

    /** The bytes of a file that came with the objection. */
    @GET
    @Path("/{id}/attachments/{attachmentId}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<Buffer> attachment(@PathParam("id") UUID id, @PathParam("attachmentId") UUID attachmentId) {
        return send.send(readable(id)
                .chain(appeal -> files.of(List.of(appeal.id()))
                        .map(found -> SendFile.readable(Attachments.one(found, attachmentId)))
                        .call(file -> readings.logAttachment(appeal.caseId, attachmentId))));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = AppealView.class, responseCode = "200")
    public Uni<Response> decide(@PathParam("id") UUID id, @NotNull @Valid Decision decision) {
        var now = command.now();
        return appeals.find(id)
                .chain(appeal -> sight.require(List.of(appeal.caseId)))
                .chain(() -> appeals.decide(
                        id,
                        decision.granted(),
                        decision.reason(),
                        FreeText.given(decision.reassignedTo()),
                        ownUnits(),
                        now))
                .chain(this::answer);
    }

    /** Those whose cases the caller may see. */
    private Uni<List<Appeal>> seen(List<Appeal> found) {
        return sight.hidden(found.stream().map(appeal -> appeal.caseId).toList())
                .map(hidden -> found.stream()
                        .filter(appeal -> !hidden.contains(appeal.caseId))
                        .toList());
    }

    private Collection<String> ownUnits() {
        return caller.unit() == null ? List.of() : office.withSubordinates(caller.unit());
    }

    private Uni<Response> answer(Appeal appeal) {
        return views(List.of(appeal)).map(views -> Command.ok(views.get(0), appeal.version()));
    }

    private Uni<List<AppealView>> views(List<Appeal> found) {
        var units = ownUnits();
        String subject = caller.subject();
        return files.views(found.stream().map(Appeal::id).toList())
                .chain(views -> appeals.scorers(found)
                        .map(scorers -> found.stream()
                                .map(appeal -> view(
                                        appeal,
                                        appeal.mayBeDecidedBy(subject, units, scorers.get(Appeals.Scores.of(appeal))),
                                        views.getOrDefault(appeal.id(), List.of())))
                                .toList()));
    }

    private AppealView view(Appeal appeal, boolean mayDecide, List<AttachmentView> attachments) {
        return new AppealView(
                appeal.id(),
                appeal.unit,
                appeal.period,
                appeal.ruleSet,
                appeal.caseId,
                appeal.caseNumber,
                appeal.item,
                appeal.wish,
                appeal.toUnit,
                appeal.reason,
                appeal.evidence(),
                appeal.state(),
                appeal.madeBy(),
                Appeal.shown(appeal.madeAt()),
                appeal.decidedBy,
                Appeal.shown(appeal.decidedAt),
                appeal.decisionReason,
                appeal.reassignedTo,
                mayDecide ? Appeal.STEPS.allowed(appeal.state(), caller) : List.of(),
                attachments);
    }
}
