package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.notice.NoticePages;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Supervision, 督办: opened by a supervisor or by itself, reported on by the unit, raised, closed with a finding. */
@Path("/api/v1/supervisions")
public class SupervisionResource {
    private static final int MAX_TEXT = 2000;
    private static final int MAX_DAYS = 60;
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private static final String OF_CASE = """
            select c.case_number, c.title, c.registered_at, c.dispatched_at
            from supervision s
            join case_file c on c.case_id = s.case_id
            where s.id = $1
            """;

    /**
     * An order.
     *
     * @param workOrderId The work order.
     * @param order The order in words.
     * @param dueWorkingDays How many working days the unit has to report.
     */
    public record OrderInput(UUID workOrderId, String order, Integer dueWorkingDays) {}

    /** A unit's report. */
    public record FeedbackInput(String text) {}

    /**
     * Why it is raised.
     *
     * @param note Why.
     * @param dueWorkingDays How many working days the unit has to report anew; as the policy says if it is missing.
     */
    public record RaiseInput(String note, Integer dueWorkingDays) {}

    /** The course of a supervision. */
    public record Course(List<SupervisionSteps.View> items, String next) {}

    /** The finding. */
    public record CloseInput(String finding) {}

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Outbox outbox;
    private final OfficeBook book;
    private final SupervisionSteps steps;
    private final NoticePages pages;
    private final Caller caller;
    private final Clock clock;

    public SupervisionResource(
            Transactions transactions,
            Idempotency idempotency,
            CaseCommands commands,
            Outbox outbox,
            OfficeBook book,
            SupervisionSteps steps,
            NoticePages pages,
            Caller caller,
            Clock clock) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.commands = commands;
        this.outbox = outbox;
        this.book = book;
        this.steps = steps;
        this.pages = pages;
        this.caller = caller;
        this.clock = clock;
    }

    /** A supervisor opens supervision. */
    @POST
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> open(@HeaderParam("Idempotency-Key") String key, OrderInput input) {
        var violations = new ArrayList<Violation>();
        if (input == null || input.workOrderId() == null) {
            violations.add(new Violation("workOrderId", "violation.required"));
        }
        if (input == null
                || input.order() == null
                || input.order().isBlank()
                || input.order().length() > MAX_TEXT) {
            violations.add(Violation.of("order", "violation.Size", 1, MAX_TEXT));
        }
        if (input == null || input.dueWorkingDays() == null || !isReportTime(input.dueWorkingDays())) {
            violations.add(Violation.of("dueWorkingDays", "violation.supervision.days", 1, MAX_DAYS));
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        String order = Masking.mask(input.order().strip());
        var cause = Cause.at(clock.instant(), caller.subject());
        return idempotency.run(
                key,
                input,
                session -> commands.onWorkOrder(session, input.workOrderId(), (file, office) -> {
                            Instant dueAt = reportBy(office, cause.time(), input.dueWorkingDays());
                            return Uni.createFrom().item(file.supervising().bySupervisor(order, dueAt, cause, office));
                        })
                        .chain(id -> session.find(Supervision.class, id))
                        .map(supervision -> {
                            SupervisionView view = supervision.view(cause.time());
                            return Response.created(URI.create("/api/v1/supervisions/" + view.id()))
                                    .header(HttpHeaders.ETAG, ETags.tag(view.version()))
                                    .entity(view)
                                    .build();
                        }));
    }

    /** Supervisions by state and unit, the earliest due first. A unit's people see their own unit's. */
    @GET
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Page<SupervisionView>> list(
            @RestQuery SupervisionState state, @RestQuery String unit, @BeanParam PageRequest page) {
        Instant now = clock.instant();
        boolean ofOffice = caller.hasAny(Roles.OF_OFFICE);
        String ofUnit = caller.unitAskedFor(unit);
        int limit = page.limit();
        Cursor cursor = page.cursor();
        return transactions
                .inTransaction(session -> {
                    var query = session.createSelectionQuery(
                                    """
                                    from Supervision
                                    where state = :state %s
                                      and notifyAt <= :notified
                                      and (dueAt > :due or dueAt = :due and id > :id)
                                    order by dueAt, id
                                    """.formatted(ofUnit == null ? "" : "and unit = :unit"), Supervision.class)
                            .setParameter("state", state == null ? SupervisionState.OPEN : state)
                            .setParameter("notified", ShanghaiTime.of(ofOffice ? FAR : now))
                            .setParameter("due", cursor == null ? ShanghaiTime.of(Instant.EPOCH) : cursor.time(0))
                            .setParameter("id", cursor == null ? new UUID(0, 0) : cursor.uuid(1))
                            .setMaxResults(limit + 1);
                    return (ofUnit == null ? query : query.setParameter("unit", ofUnit)).getResultList();
                })
                .map(found -> Page.of(
                        found.stream().map(one -> one.view(now)).toList(),
                        limit,
                        view -> Cursor.encode(view.dueAt().toInstant(), view.id())));
    }

    /** A supervision. */
    @GET
    @Path("/{id}")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Response> get(@RestPath UUID id) {
        return transactions
                .inTransaction(session -> session.find(Supervision.class, id))
                .map(found -> answer(visible(found).view(clock.instant())));
    }

    /** Its course: the order, each report, each raising, the finding. */
    @GET
    @Path("/{id}/course")
    @RolesAllowed({
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER
    })
    public Uni<Course> course(@RestPath UUID id) {
        return transactions.inTransaction(session -> session.find(Supervision.class, id)
                .chain(found -> steps.of(Sql.on(session), visible(found).view(clock.instant())))
                .map(all -> new Course(all, null)));
    }

    /** The order as a page to be printed, 督办通知单; of a raised one, 提级督办通知单. */
    @GET
    @Path("/{id}/notice")
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
        return transactions.inTransaction(session -> session.find(Supervision.class, id)
                .map(found -> visible(found).view(clock.instant()))
                .chain(view -> steps.of(Sql.on(session), view)
                        .chain(course -> Sql.on(session).first(OF_CASE, id).map(row -> page(view, course, row))))
                .chain(page -> pages.supervision(page, Language.of(accepted))));
    }

    private static NoticePages.Supervision page(SupervisionView view, List<SupervisionSteps.View> course, Row row) {
        return new NoticePages.Supervision(
                view.number(),
                view.unit(),
                view.cause(),
                view.level(),
                view.order(),
                view.dueAt().toInstant(),
                view.openedBy(),
                view.openedAt().toInstant(),
                view.finding(),
                row.getString("case_number"),
                row.getString("title"),
                row.getOffsetDateTime("registered_at").toInstant(),
                row.getOffsetDateTime("dispatched_at").toInstant(),
                course.stream()
                        .map(step -> new NoticePages.Step(
                                step.step().name(),
                                step.text(),
                                step.by(),
                                step.at().toInstant()))
                        .toList());
    }

    /** The unit reports. */
    @POST
    @Path("/{id}/feedback")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER})
    public Uni<Response> feedback(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            FeedbackInput input) {
        String text = text("text", input == null ? null : input.text());
        Instant now = clock.instant();
        return change(id, key, ifMatch, input, (supervision, office) -> {
            supervision.report(text, caller.subject(), now);
            return new Change(SupervisionStep.REPORTED, text, null, now, null);
        });
    }

    /** It goes up a level. */
    @POST
    @Path("/{id}/raise")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> raise(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            RaiseInput input) {
        String note = text("note", input == null ? null : input.note());
        if (input.dueWorkingDays() != null && !isReportTime(input.dueWorkingDays())) {
            throw Problem.invalid("dueWorkingDays", "violation.supervision.days", 1, MAX_DAYS);
        }
        Instant now = clock.instant();
        return change(id, key, ifMatch, input, (supervision, office) -> {
            Instant dueAt = reportBy(office, now, input.dueWorkingDays());
            supervision.raise(dueAt);
            var event = new SupervisionRaised(
                    supervision.caseId(),
                    supervision.id(),
                    supervision.workOrderId(),
                    supervision.unit(),
                    supervision.level(),
                    note,
                    now,
                    dueAt);
            return new Change(SupervisionStep.RAISED, note, dueAt, now, event);
        });
    }

    /** It ends with a finding. */
    @POST
    @Path("/{id}/close")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SupervisionView.class)))
    @RolesAllowed(Roles.SUPERVISOR)
    public Uni<Response> close(
            @RestPath UUID id,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            CloseInput input) {
        String finding = text("finding", input == null ? null : input.finding());
        Instant now = clock.instant();
        return change(id, key, ifMatch, input, (supervision, office) -> {
            supervision.close(finding, caller.subject(), now);
            var event = new SupervisionClosed(
                    supervision.caseId(),
                    supervision.id(),
                    supervision.workOrderId(),
                    supervision.unit(),
                    finding,
                    now);
            return new Change(SupervisionStep.CLOSED, finding, null, now, event);
        });
    }

    /**
     * What a command made of a supervision.
     *
     * @param event What others are told. May be null.
     */
    private record Change(SupervisionStep step, String text, Instant dueAt, Instant at, CaseEvent event) {}

    private Uni<Response> change(
            UUID id, String key, String ifMatch, Object input, BiFunction<Supervision, Office, Change> command) {
        String by = caller.subject();
        return idempotency.run(
                key,
                input,
                session -> lockCase(session, id)
                        .chain(() -> book.now(Sql.on(session)))
                        .chain(office -> session.find(Supervision.class, id).chain(found -> {
                            Supervision supervision = visible(found);
                            ETags.check(ifMatch, supervision.version());
                            Change change = command.apply(supervision, office);
                            List<EventDraft> events = change.event() == null
                                    ? List.of()
                                    : List.of(EventDraft.of(change.event(), change.at())
                                            .by(by));
                            return session.flush()
                                    .chain(() -> steps.add(
                                            Sql.on(session),
                                            id,
                                            change.step(),
                                            supervision.level(),
                                            change.text(),
                                            change.dueAt(),
                                            by,
                                            change.at()))
                                    .chain(() -> outbox.add(session, events))
                                    .map(ignored -> answer(supervision.view(change.at())));
                        })));
    }

    private static boolean isReportTime(int workingDays) {
        return workingDays >= 1 && workingDays <= MAX_DAYS;
    }

    /** By when the unit must report: in so many working days, or as the policy in force says. */
    private static Instant reportBy(Office office, Instant from, Integer workingDays) {
        DeadlinePolicy policy = office.policies().inForceAt(from).policy();
        Span span = workingDays == null
                ? policy.supervision().reportWithin()
                : new Span(workingDays, SpanUnit.WORKING_DAYS);
        return new DeadlineCalculator(office.calendar(), policy).after(from, span);
    }

    /** The events of a case keep the order in which it changed: whoever adds one holds its row. */
    private static Uni<Void> lockCase(Mutiny.Session session, UUID supervisionId) {
        return Sql.on(session).select("""
                        select c.case_id
                        from case_file c
                        join supervision s on s.case_id = c.case_id
                        where s.id = $1
                        for update of c
                        """, supervisionId).replaceWithVoid();
    }

    private Supervision visible(Supervision found) {
        if (found == null) {
            throw Problem.notFound();
        }
        if (!caller.hasAny(Roles.OF_OFFICE)) {
            caller.requireUnit(found.unit());
            if (!found.isNotified(clock.instant())) {
                throw Problem.notFound();
            }
        }
        return found;
    }

    private static String text(String field, String text) {
        if (text == null || text.isBlank() || text.length() > MAX_TEXT) {
            throw Problem.invalid(field, "violation.Size", 1, MAX_TEXT);
        }
        return Masking.mask(text.strip());
    }

    private static Response answer(SupervisionView view) {
        return Response.ok(view)
                .header(HttpHeaders.ETAG, ETags.tag(view.version()))
                .build();
    }
}
