package org.hotline12345.followup.urging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.notice.NoticePages;
import org.hotline12345.followup.notice.NoticeTemplates;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Reminders to units, 催办. */
@Path("/api/v1")
public class UrgeResource {
    private static final int MAX_NOTE = 500;

    private static final String OF_WORK_ORDER = """
            select %s
            from unit_urge u
            where u.work_order_id = $1
            order by u.urged_at, u.id
            """.formatted(UrgeView.COLUMNS);

    private static final String DELIVERED = """
            select %s
            from unit_urge u
            where u.delivered_at is not null
              and u.revoked_at is null
              and ($1::text is null or u.level = $1)
              and u.delivered_at >= coalesce($2, '-infinity'::timestamptz)
              and u.delivered_at < coalesce($3, 'infinity'::timestamptz)
              and (u.delivered_at, u.id) < (coalesce($4, 'infinity'::timestamptz), $5::uuid)
            """.formatted(UrgeView.COLUMNS);

    /** Those of a unit, and those that went to it as the unit above. */
    private static final String OF_UNIT = """
              and (u.unit = $7 or u.level = 'PARENT_UNIT' and u.unit = any($8))
            """;

    private static final String LATEST_FIRST = """
            order by u.delivered_at desc, u.id desc
            limit $6
            """;

    private static final UUID LAST = new UUID(-1, -1);

    private static final String WITH_CASE = """
            select %s, c.case_number, c.title, c.registered_at, c.dispatched_at
            from unit_urge u
            join case_file c on c.case_id = u.case_id
            where u.id = $1
            """.formatted(UrgeView.COLUMNS);

    /**
     * A reminder.
     *
     * @param note What the unit is told.
     * @param level Whom it goes to; the handlers if it is missing. A circular is drawn up by the timer only.
     */
    public record UrgeInput(String note, UrgeLevel level) {}

    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Pool pool;
    private final Caller caller;
    private final OfficeCopy office;
    private final NoticePages pages;
    private final NoticeTemplates templates;
    private final Clock clock;

    public UrgeResource(
            Idempotency idempotency,
            CaseCommands commands,
            Pool pool,
            Caller caller,
            OfficeCopy office,
            NoticePages pages,
            NoticeTemplates templates,
            Clock clock) {
        this.idempotency = idempotency;
        this.commands = commands;
        this.pool = pool;
        this.caller = caller;
        this.office = office;
        this.pages = pages;
        this.templates = templates;
        this.clock = clock;
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
    public Uni<Response> urge(@RestPath UUID workOrderId, @HeaderParam("Idempotency-Key") String key, UrgeInput input) {
        if (input == null
                || input.note() == null
                || input.note().isBlank()
                || input.note().length() > MAX_NOTE) {
            throw Problem.invalid("note", "violation.Size", 1, MAX_NOTE);
        }
        if (input.level() == UrgeLevel.CIRCULAR) {
            throw Problem.invalid("level", "violation.urge.level");
        }
        UrgeLevel level = input.level() == null ? UrgeLevel.HANDLERS : input.level();
        String note = Masking.mask(input.note().strip());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> commands.onWorkOrder(
                                session,
                                workOrderId,
                                (file, book) -> Uni.createFrom()
                                        .item(file.urging()
                                                .bySupervisor(level, note, cause, book)
                                                .id()))
                        .chain(id -> Sql.on(session).first(WITH_CASE, id))
                        .map(row -> {
                            UrgeView view = UrgeView.of(row, Language.ZH, templates);
                            return Response.created(URI.create("/api/v1/urges/" + view.id()))
                                    .entity(view)
                                    .build();
                        }));
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
        return Sql.on(pool)
                .select(OF_WORK_ORDER, workOrderId)
                .map(rows -> new Page<>(
                        rows.stream()
                                .filter(this::isVisible)
                                .map(row -> UrgeView.of(row, Language.of(language), templates))
                                .toList(),
                        null));
    }

    /**
     * The reminders that were delivered, the latest first. A unit's people see their own unit's, and those that went to it as the
     * unit above.
     *
     * @param level {@code CIRCULAR} lists what is to be named in a circular
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
            @RestQuery OffsetDateTime from,
            @RestQuery OffsetDateTime to,
            @BeanParam PageRequest page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        String wanted = caller.unitAskedFor(unit);
        Cursor cursor = page.cursor();
        int limit = page.limit();
        var args = new ArrayList<Object>();
        args.add(level == null ? null : level.name());
        args.add(from);
        args.add(to);
        args.add(cursor == null ? null : cursor.time(0));
        args.add(cursor == null ? LAST : cursor.uuid(1));
        args.add(limit + 1);
        String ofUnit = "";
        if (wanted != null) {
            ofUnit = OF_UNIT;
            args.add(wanted);
            args.add(directlyBelow(wanted).toArray(String[]::new));
        }
        return Sql.on(pool)
                .select(DELIVERED + ofUnit + LATEST_FIRST, args.toArray())
                .map(rows -> Page.of(
                        rows.stream()
                                .map(row -> UrgeView.of(row, Language.of(language), templates))
                                .toList(),
                        limit,
                        view -> Cursor.encode(view.deliveredAt().toInstant(), view.id())));
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
        return find(id).map(row -> UrgeView.of(row, Language.of(language), templates));
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
        return find(id).chain(row -> pages.urge(page(row, language), language));
    }

    private NoticePages.Urge page(Row row, Language language) {
        UrgeView view = UrgeView.of(row, language, templates);
        return new NoticePages.Urge(
                view.number(),
                view.unit(),
                view.level(),
                view.origin(),
                view.note(),
                view.urgedBy(),
                row.getString("case_number"),
                row.getString("title"),
                row.getOffsetDateTime("registered_at").toInstant(),
                row.getOffsetDateTime("dispatched_at").toInstant(),
                row.getOffsetDateTime("due_at") == null
                        ? null
                        : row.getOffsetDateTime("due_at").toInstant(),
                view.deliverAt().toInstant(),
                view.revokedAt() != null);
    }

    private Uni<Row> find(UUID id) {
        return Sql.on(pool).first(WITH_CASE, id).map(row -> {
            if (row == null || !isVisible(row)) {
                throw Problem.notFound();
            }
            return row;
        });
    }

    private boolean isVisible(Row row) {
        return caller.hasAny(Roles.OF_OFFICE)
                || caller.covers(row.getString("unit")) && row.getOffsetDateTime("delivered_at") != null;
    }

    private List<String> directlyBelow(String unit) {
        var below = new ArrayList<String>();
        for (UnitInfo info : office.units()) {
            if (unit.equals(info.parent())) {
                below.add(info.code());
            }
        }
        return below;
    }
}
