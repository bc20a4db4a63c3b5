package org.hotline12345.followup.urging;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Checked;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.problem.Words;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.rest.RequestHeaders.Name;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.notice.NoticePages;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reminders to units, 催办. */
@Path("/api/v1")
public class UrgeResource {
    private static final int MAX_NOTE = 500;

    /**
     * A reminder.
     *
     * @param note What the unit is told.
     * @param level Whom it goes to; the handlers if it is missing. A circular is drawn up by the timer only.
     */
    public record UrgeInput(@Words(max = MAX_NOTE) String note, UrgeLevel level) implements Checked {
        @Override
        public void check(Violations violations) {
            violations.unless(level != UrgeLevel.CIRCULAR, "level", "violation.urge.level");
        }
    }

    private final CaseCommands commands;
    private final UrgeQueries queries;
    private final Caller caller;
    private final OfficeCopy office;
    private final NoticePages pages;

    public UrgeResource(
            CaseCommands commands, UrgeQueries queries, Caller caller, OfficeCopy office, NoticePages pages) {
        this.commands = commands;
        this.queries = queries;
        this.caller = caller;
        this.office = office;
        this.pages = pages;
    }

    /** A supervisor urges the unit that has the work order; in the quiet hours the notice waits for the morning. */
    @POST
    @Path("/work-orders/{workOrderId}/urges")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UrgeView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    @RequestHeaders(Name.KEY)
    public Uni<Response> urge(@RestPath UUID workOrderId, @Context UriInfo uri, @NotNull @Valid UrgeInput input) {
        caller.requireOffice();
        URI base = uri.getBaseUri();
        UrgeLevel level = input.level() == null ? UrgeLevel.HANDLERS : input.level();
        String note = Masking.official(input.note().strip());
        return commands.run(Cases.By.URGED_ORDER, workOrderId, input, (hand, cause) -> {
            var urge = hand.file().urging().bySupervisor(level, note, hand.number(), cause, hand.office());
            return Response.status(Response.Status.CREATED)
                    .header(
                            HttpHeaders.LOCATION,
                            base.resolve("/api/v1/urges/" + urge.id()).toString())
                    .entity(UrgeView.of(urge))
                    .build();
        });
    }

    /** The reminders of a work order, the oldest first. A unit does not see those that still wait. */
    @GET
    @Path("/work-orders/{workOrderId}/urges")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.DISPATCHER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<UrgeView>> ofWorkOrder(
            @RestPath UUID workOrderId, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return queries.ofWorkOrder(workOrderId, Language.of(language))
                .map(urges -> new Page<>(urges.stream().filter(this::isVisible).toList(), null));
    }

    /**
     * The reminders that were delivered, the latest first. A unit's people see their own unit's, and those that went to it as the
     * unit above.
     *
     * @param level {@code CIRCULAR} lists what is to be named in a circular
     * @param waiting true: those that still wait to be delivered instead, the first to be told first; for the office
     */
    @GET
    @Path("/urges")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<UrgeView>> delivered(
            @RestQuery String unit,
            @RestQuery UrgeLevel level,
            @RestQuery boolean waiting,
            @RestQuery OffsetDateTime from,
            @RestQuery OffsetDateTime to,
            @BeanParam PageRequest page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        String wanted = caller.unitAskedFor(unit);
        var filter = new UrgeQueries.Filter(
                wanted, wanted == null ? List.of() : office.directlyBelow(wanted), level, from, to);
        if (waiting) {
            caller.requireOffice();
            return queries.waiting(filter, page, Language.of(language));
        }
        return queries.delivered(filter, page, Language.of(language));
    }

    /** A reminder. */
    @GET
    @Path("/urges/{id}")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<UrgeView> get(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return find(id, Language.of(language)).map(UrgeQueries.OfCase::view);
    }

    /** A reminder as a page to be printed, 催办通知单. */
    @GET
    @Path("/urges/{id}/notice")
    @Produces(MediaType.TEXT_HTML)
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Response> notice(@RestPath UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted) {
        Language language = Language.of(accepted);
        return find(id, language).chain(urge -> pages.urge(page(urge), language));
    }

    private static NoticePages.Urge page(UrgeQueries.OfCase urge) {
        UrgeView view = urge.view();
        return new NoticePages.Urge(
                view.number(),
                view.unit(),
                view.level(),
                view.origin(),
                view.note(),
                view.urgedBy(),
                urge.matter(),
                urge.dueAt(),
                view.urgedAt().toInstant(),
                view.deliverAt().toInstant(),
                view.revokedAt() != null);
    }

    private Uni<UrgeQueries.OfCase> find(UUID id, Language language) {
        return queries.find(id, language).invoke(urge -> {
            if (urge == null || !isVisible(urge.view())) {
                throw Problem.notFound();
            }
        });
    }

    private boolean isVisible(UrgeView urge) {
        return caller.isOfOffice() || caller.covers(urge.unit()) && urge.deliveredAt() != null;
    }
}
