package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.RequestHeaders;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.model.CitizensTime;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Deadlines with their reasons. */
@Path("/api/v1")
public class DeadlineResource {
    /**
     * The citizen's clock: from registration on; it never resets.
     *
     * @param startedAt Registration.
     * @param endedAt When the case was closed or ended; null while it runs.
     * @param workingDays Working days so far, after the day of registration.
     * @param calendarDays Calendar days so far.
     * @param explanation The same in words.
     */
    public record CitizensClock(
            OffsetDateTime startedAt,
            OffsetDateTime endedAt,
            int workingDays,
            long calendarDays,
            List<DeadlineView.Step> explanation) {}

    /**
     * Until when the unit may say that it is not responsible, 退单期限: it ends without a mark.
     *
     * @param startedAt Dispatch.
     * @param until Its end.
     * @param open Whether it still runs.
     * @param provisional True while a calendar year it crosses has no notice.
     * @param explanation How the end was found.
     */
    public record ReturnWindow(
            String unit,
            OffsetDateTime startedAt,
            OffsetDateTime until,
            boolean open,
            boolean provisional,
            List<DeadlineView.Step> explanation) {}

    /**
     * The deadlines of a case.
     *
     * @param items The deadlines, the oldest first.
     * @param next Always null: they come in one part.
     * @param citizensClock The citizen's clock beside the unit's.
     * @param returnWindow Until when the unit that handles the case may return it; null if nobody handles it or the policy sets no end.
     */
    public record CaseDeadlines(
            List<DeadlineView> items, String next, CitizensClock citizensClock, ReturnWindow returnWindow) {}

    private final DeadlineQueries queries;
    private final Command command;
    private final Caller caller;
    private final Clock clock;

    public DeadlineResource(DeadlineQueries queries, Command command, Caller caller, Clock clock) {
        this.queries = queries;
        this.command = command;
        this.caller = caller;
        this.clock = clock;
    }

    /** The deadlines of a case with the citizen's clock. A unit sees its own. */
    @GET
    @Path("/cases/{caseId}/deadlines")
    @RolesAllowed({
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER,
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.DISPATCHER,
        Roles.AGENT,
        Roles.CALLBACK_AGENT,
        Roles.OFFICE_LEADER,
        Roles.IMPORTER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<CaseDeadlines> ofCase(@RestPath UUID caseId) {
        Language language = command.language();
        boolean ofOffice = caller.isOfOffice();
        return queries.ofCase(caseId, language).chain(found -> {
            if (found == null) {
                throw ofOffice ? Command.missing(caseId) : Problem.notFound();
            }
            List<DeadlineView> seen = ofOffice ? found.deadlines() : ofUnit(found.deadlines());
            if (!ofOffice && seen.isEmpty()) {
                throw Problem.notFound();
            }
            return returnWindow(found, language)
                    .map(window -> new CaseDeadlines(seen, null, clock(found, language), window));
        });
    }

    /** What the caller's unit owes, and the rulings on its own returns. */
    private List<DeadlineView> ofUnit(List<DeadlineView> deadlines) {
        Set<UUID> orders = deadlines.stream()
                .filter(deadline -> caller.covers(deadline.unit()))
                .map(DeadlineView::workOrderId)
                .collect(Collectors.toSet());
        return deadlines.stream()
                .filter(deadline -> deadline.unit() == null
                        ? orders.contains(deadline.workOrderId())
                        : caller.covers(deadline.unit()))
                .toList();
    }

    /** Deadlines by unit, state, kind and moment, the earliest first. A unit's people see their own unit's. */
    @GET
    @Path("/deadlines")
    @RolesAllowed({
        Roles.UNIT_HANDLER,
        Roles.UNIT_REVIEWER,
        Roles.UNIT_LEADER,
        Roles.SUPERVISOR,
        Roles.EVALUATOR,
        Roles.OFFICE_LEADER,
        Roles.DISPATCHER,
        Roles.ADMIN,
        Roles.SERVICE
    })
    @RequestHeaders(RequestHeaders.Name.LANGUAGE)
    public Uni<Page<DeadlineView>> list(
            @RestQuery String unit,
            @RestQuery DeadlineState state,
            @RestQuery DeadlineKind kind,
            @RestQuery OffsetDateTime dueBefore,
            @BeanParam PageRequest page) {
        String wanted = caller.unitAskedFor(unit);
        return queries.list(wanted, state, kind, dueBefore, page, command.language());
    }

    private CitizensClock clock(DeadlineQueries.ShownCase found, Language language) {
        Instant start = found.registeredAt();
        Instant end = found.closedAt();
        Instant until = end == null ? clock.instant() : end;
        var time = new CitizensTime(found.calendar(), start, until, end != null);
        return new CitizensClock(
                ShanghaiTime.of(start),
                ShanghaiTime.of(end),
                time.workingDays(),
                time.calendarDays(),
                DeadlineView.steps(time.explanation(), language));
    }

    private Uni<ReturnWindow> returnWindow(DeadlineQueries.ShownCase found, Language language) {
        DeadlineQueries.Handled handled = found.handled();
        if (handled == null || !caller.isOfOffice() && !caller.covers(handled.unit())) {
            return Uni.createFrom().nullItem();
        }
        return queries.policy(handled)
                .map(policy -> new DeadlineCalculator(found.calendar(), policy)
                        .returnWindow(handled.traits(), handled.dispatchedAt())
                        .map(window -> new ReturnWindow(
                                handled.unit(),
                                ShanghaiTime.of(handled.dispatchedAt()),
                                ShanghaiTime.of(window.dueAt()),
                                !clock.instant().isAfter(window.dueAt()),
                                window.provisional(),
                                DeadlineView.steps(window.explanation(), language)))
                        .orElse(null));
    }
}
