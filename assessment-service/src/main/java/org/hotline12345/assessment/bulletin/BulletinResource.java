package org.hotline12345.assessment.bulletin;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hotline12345.assessment.bulletin.Bulletin.StaffText;
import org.hotline12345.assessment.bulletin.BulletinStore.Receipt;
import org.hotline12345.assessment.bulletin.BulletinStore.Wanted;
import org.hotline12345.assessment.bulletin.BulletinViews.SummaryView;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.figures.FigureScope;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Bulletins (情况通报) and special reports (督查专报) as JSON, as a page, and as a file for the office. */
@Path("/api/v1/bulletins")
@Tag(name = "bulletins")
@RolesAllowed({
    Roles.EVALUATOR,
    Roles.OFFICE_LEADER,
    Roles.SUPERVISOR,
    Roles.UNIT_HANDLER,
    Roles.UNIT_REVIEWER,
    Roles.UNIT_LEADER
})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BulletinResource {
    private static final String HTML_IF_ASKED = MediaType.TEXT_HTML + ";qs=0.5";
    private static final String DOCX_IF_ASKED = BulletinDocx.MEDIA_TYPE + ";qs=0.4";
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Text that can be printed on one line, and on several. */
    private static final String PRINTABLE = "\\P{Cntrl}*";

    private static final String PRINTABLE_LINES = "[\\P{Cntrl}\\n\\r\\t]*";

    private final Bulletins bulletins;
    private final BulletinViews views;
    private final BulletinStore store;
    private final FigureScope scope;
    private final Caller caller;
    private final Command command;
    private final Idempotency idempotency;
    private final OfficeCopy office;
    private final ReportingPeriods periods;
    private final Template page;
    private final Clock clock;

    public BulletinResource(
            Bulletins bulletins,
            BulletinViews views,
            BulletinStore store,
            FigureScope scope,
            Caller caller,
            Command command,
            Idempotency idempotency,
            OfficeCopy office,
            ReportingPeriods periods,
            @Location("bulletin") Template page,
            Clock clock) {
        this.bulletins = bulletins;
        this.views = views;
        this.store = store;
        this.scope = scope;
        this.caller = caller;
        this.command = command;
        this.idempotency = idempotency;
        this.office = office;
        this.periods = periods;
        this.page = page;
        this.clock = clock;
    }

    /**
     * A bulletin to be drafted.
     *
     * @param subject What a special report is about: a unit, a category or certain cases; absent: a bulletin.
     * @param title Its title; absent: the usual one.
     * @param addressees 主送 in words; absent: the usual one.
     * @param recipients Units it goes to; absent: all active ones, of a special report those concerned.
     * @param paragraphs Paragraphs of the staff by section.
     */
    public record Draft(
            @NotBlank String period,
            Subject subject,
            @Size(max = 200) @Pattern(regexp = PRINTABLE) String title,
            @Size(max = 500) @Pattern(regexp = PRINTABLE) String addressees,
            @Size(max = 5_000) List<@NotBlank String> recipients,
            Map<Section, @Size(max = 100) List<@NotNull @Size(max = 5_000) @Pattern(regexp = PRINTABLE_LINES) String>>
                    paragraphs) {}

    /**
     * What the staff writes; what is absent becomes the usual. The figures stay.
     *
     * @param paragraphs Paragraphs of the staff by section; the whole of them.
     */
    public record Edit(
            @Size(max = 200) @Pattern(regexp = PRINTABLE) String title,
            @Size(max = 500) @Pattern(regexp = PRINTABLE) String addressees,
            @Size(max = 5_000) List<@NotBlank String> recipients,
            Map<Section, @Size(max = 100) List<@NotNull @Size(max = 5_000) @Pattern(regexp = PRINTABLE_LINES) String>>
                    paragraphs) {}

    /**
     * How it is issued.
     *
     * @param number Its number in the year; absent: the next one.
     */
    public record Issue(@Positive @Max(9_999) Integer number) {}

    /** What a unit says when it takes note (签收). */
    public record Note(
            @Size(max = 1_000) @Pattern(regexp = PRINTABLE_LINES)
            String note) {}

    /**
     * What a leader writes on it (批示).
     *
     * @param units To whom; absent: all recipients.
     */
    public record Order(
            @NotBlank @Size(max = 2_000) @Pattern(regexp = PRINTABLE_LINES)
            String text,

            @Size(max = 5_000) List<@NotBlank String> units) {}

    @POST
    @RolesAllowed(Roles.EVALUATOR)
    @APIResponseSchema(value = BulletinViews.BulletinView.class, responseCode = "201")
    @RequestHeaders(Name.KEY)
    public Uni<Response> draft(@NotNull @Valid Draft draft) {
        Language language = command.language();
        var written = staffText(draft.title(), draft.addressees(), draft.recipients(), draft.paragraphs());
        return bulletins
                .prepare(periods.read("period", draft.period()), draft.subject(), written, command.now())
                .chain(prepared -> idempotency.run(
                        draft,
                        session -> bulletins
                                .draft(session, prepared)
                                .map(drafted -> Command.created(
                                        "/api/v1/bulletins/" + drafted.id(),
                                        views.of(drafted, List.of(), List.of(), ownUnits(), language),
                                        drafted.version()))));
    }

    @GET
    public Uni<Page<SummaryView>> list(
            @QueryParam("kind") Kind kind,
            @QueryParam("period") String period,
            @QueryParam("state") State state,
            @BeanParam PageRequest page) {
        String text = period == null || period.isBlank()
                ? null
                : periods.read("period", period).text();
        return store.list(new Wanted(kind, text, state, ownUnits()), page)
                .map(found -> new Page<>(found.items().stream().map(views::of).toList(), found.next()));
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(value = BulletinViews.BulletinView.class, responseCode = "200")
    public Uni<Response> one(@PathParam("id") UUID id) {
        Language language = command.language();
        return visible(id).chain(bulletin -> answer(bulletin, language));
    }

    @GET
    @Path("/{id}")
    @Produces(HTML_IF_ASKED)
    @Operation(hidden = true)
    public Uni<Response> html(@PathParam("id") UUID id) {
        Language language = command.language();
        return visible(id)
                .chain(bulletin -> page.data("d", bulletins.document(bulletin, language))
                        .createUni()
                        .map(text -> Response.ok(text, MediaType.TEXT_HTML + ";charset=UTF-8")
                                .header(HttpHeaders.ETAG, ETags.tag(bulletin.version()))
                                .header(
                                        HttpHeaders.CONTENT_LANGUAGE,
                                        language.locale().toLanguageTag())
                                .header("Content-Security-Policy", PAGE_POLICY)
                                .header("X-Content-Type-Options", "nosniff")
                                .header("Cache-Control", "private, no-cache")
                                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                                .build()));
    }

    @GET
    @Path("/{id}")
    @Produces(DOCX_IF_ASKED)
    @Operation(hidden = true)
    public Uni<Response> docx(@PathParam("id") UUID id) {
        return file(id, command.language());
    }

    @GET
    @Path("/{id: [0-9a-fA-F-]{36}}.docx")
    @Produces(BulletinDocx.MEDIA_TYPE)
    public Uni<Response> docxByName(@PathParam("id") UUID id) {
        return file(id, command.language());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = BulletinViews.BulletinView.class, responseCode = "200")
    public Uni<Response> edit(@PathParam("id") UUID id, @NotNull @Valid Edit edit) {
        Language language = command.language();
        return bulletins
                .edit(
                        id,
                        staffText(edit.title(), edit.addressees(), edit.recipients(), edit.paragraphs()),
                        command.now())
                .chain(bulletin -> answer(bulletin, language));
    }

    @POST
    @Path("/{id}/refresh")
    @RolesAllowed(Roles.EVALUATOR)
    @Consumes(MediaType.WILDCARD)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = BulletinViews.BulletinView.class, responseCode = "200")
    public Uni<Response> refresh(@PathParam("id") UUID id) {
        Language language = command.language();
        return bulletins.refresh(id, command.now()).chain(bulletin -> answer(bulletin, language));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EVALUATOR)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponse(responseCode = "204", description = "无内容 No content")
    public Uni<Response> discard(@PathParam("id") UUID id) {
        return bulletins
                .discard(id, command.now())
                .replaceWith(Response.noContent().build());
    }

    @POST
    @Path("/{id}/issue")
    @RolesAllowed(Roles.OFFICE_LEADER)
    @RequestHeaders(Name.IF_MATCH)
    @APIResponseSchema(value = BulletinViews.BulletinView.class, responseCode = "200")
    public Uni<Response> issue(@PathParam("id") UUID id, @Valid Issue issue) {
        Language language = command.language();
        return bulletins
                .issue(id, issue == null ? null : issue.number(), command.now())
                .chain(bulletin -> answer(bulletin, language));
    }

    @POST
    @Path("/{id}/receipts")
    @RolesAllowed({Roles.UNIT_LEADER, Roles.UNIT_HANDLER})
    @APIResponseSchema(value = BulletinViews.ReceiptView.class, responseCode = "200")
    @APIResponse(
            responseCode = "201",
            description = "首次签收 For the first time",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BulletinViews.ReceiptView.class)))
    public Uni<Response> receive(@PathParam("id") UUID id, @Valid Note note) {
        String unit = caller.unit();
        caller.requireUnit(unit);
        String by = caller.subject();
        String text = note == null ? null : blankToNull(note.note());
        return visible(id)
                .chain(bulletin -> bulletins.receive(id, new Receipt(unit, text, by, ShanghaiTime.of(clock.instant()))))
                .chain(first -> store.receipts(id, List.of(unit))
                        .map(receipts -> Response.status(first ? Response.Status.CREATED : Response.Status.OK)
                                .entity(views.of(receipts.get(0)))
                                .build()));
    }

    @POST
    @Path("/{id}/instructions")
    @RolesAllowed(Roles.OFFICE_LEADER)
    @APIResponseSchema(value = BulletinStore.InstructionView.class, responseCode = "201")
    public Uni<Response> instruct(@PathParam("id") UUID id, @NotNull @Valid Order order) {
        return bulletins
                .instruct(
                        id,
                        order.text().strip(),
                        order.units() == null
                                ? List.of()
                                : order.units().stream().distinct().toList(),
                        command.now())
                .map(instruction -> Response.status(Response.Status.CREATED)
                        .entity(instruction)
                        .build());
    }

    private Uni<Response> file(UUID id, Language language) {
        return visible(id).chain(bulletin -> {
            var document = bulletins.document(bulletin, language);
            String name = (bulletin.kind == Kind.BULLETIN ? "bulletin-" : "special-report-")
                    + bulletin.period.replace("..", "_") + ".docx";
            return Uni.createFrom()
                    .item(() -> BulletinDocx.of(document))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .map(bytes -> Response.ok(bytes, BulletinDocx.MEDIA_TYPE)
                            .header(HttpHeaders.ETAG, ETags.tag(bulletin.version()))
                            .header(
                                    HttpHeaders.CONTENT_LANGUAGE,
                                    language.locale().toLanguageTag())
                            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                            .header(HttpHeaders.VARY, "Accept, Accept-Language")
                            .build());
        });
    }

    /** The bulletin, if the caller may see it: the office all, units those issued to them or to units below them. */
    private Uni<Bulletin> visible(UUID id) {
        Collection<String> units = ownUnits();
        return bulletins.find(id).invoke(bulletin -> {
            boolean seen = units == null
                    || bulletin.state() == State.ISSUED
                            && bulletin.recipients().stream().anyMatch(units::contains);
            if (!seen) {
                throw Problem.notFound();
            }
        });
    }

    /** The caller's unit and those below it; null for the office. */
    private Collection<String> ownUnits() {
        if (!scope.confined()) {
            return null;
        }
        return caller.unit() == null ? List.of() : office.withSubordinates(caller.unit());
    }

    private Uni<Response> answer(Bulletin bulletin, Language language) {
        Collection<String> units = ownUnits();
        return store.receipts(bulletin.id(), null)
                .chain(receipts -> store.instructions(bulletin.id(), units)
                        .map(instructions -> Response.ok(views.of(bulletin, receipts, instructions, units, language))
                                .header(HttpHeaders.ETAG, ETags.tag(bulletin.version()))
                                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                                .build()));
    }

    private static StaffText staffText(
            String title, String addressees, List<String> recipients, Map<Section, List<String>> paragraphs) {
        return new StaffText(
                blankToNull(title),
                blankToNull(addressees),
                recipients == null ? List.of() : recipients.stream().distinct().toList(),
                Bulletins.tidy(paragraphs));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
