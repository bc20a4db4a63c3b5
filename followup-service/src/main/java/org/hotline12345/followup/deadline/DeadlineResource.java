package org.hotline12345.followup.deadline;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.calendar.Calendars;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.deadline.model.CitizensTime;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.Wording;
import org.hotline12345.followup.policy.Policies;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Deadlines with their reasons. */
@Path("/api/v1")
public class DeadlineResource {
    private static final TypeReference<List<ExplanationStep>> STEPS = new TypeReference<>() {};

    private static final String COLUMNS = """
            id, case_id, work_order_id, round, kind, clock, unit, started_at, due_at, state, provisional, yellow_at, red_at,
              ended_at, cancel_reason, extension_days, moved_from, moved_because, moved_because_en,
              policy_because, policy_because_en, policy_ended, done_note, return_until, policy_id, policy_version, calendar_revision,
              explanation
            """;

    private static final String OF_CASE = """
            select %s
            from deadline
            where case_id = $1
            order by started_at, id
            """.formatted(COLUMNS);

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

    private final Pool pool;
    private final EventJson json;
    private final Calendars calendars;
    private final Policies policies;
    private final OfficeCopy office;
    private final Caller caller;
    private final Clock clock;

    public DeadlineResource(
            Pool pool,
            EventJson json,
            Calendars calendars,
            Policies policies,
            OfficeCopy office,
            Caller caller,
            Clock clock) {
        this.pool = pool;
        this.json = json;
        this.calendars = calendars;
        this.policies = policies;
        this.office = office;
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
    public Uni<CaseDeadlines> ofCase(@RestPath UUID caseId, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String accepted) {
        Sql sql = Sql.on(pool);
        Language language = Language.of(accepted);
        boolean ofOffice = caller.hasAny(Roles.OF_OFFICE);
        return sql.first("""
                        select registered_at, closed_at, phase, type, urgency, channel, category, unit, round,
                          policy_id, policy_version, dispatched_at
                        from case_file
                        where case_id = $1
                        """, caseId).chain(file -> {
            if (file == null) {
                throw ofOffice ? Problem.notKnownYet() : Problem.notFound();
            }
            return sql.select(OF_CASE, caseId).chain(rows -> {
                List<Row> seen = ofOffice ? rows : ofUnit(rows);
                if (!ofOffice && seen.isEmpty()) {
                    throw Problem.notFound();
                }
                return calendars
                        .now(sql)
                        .chain(calendar -> returnWindow(sql, file, calendar, language)
                                .map(window -> new CaseDeadlines(
                                        seen.stream()
                                                .map(row -> view(row, language))
                                                .toList(),
                                        null,
                                        clock(calendar, file, language),
                                        window)));
            });
        });
    }

    /** What the caller's unit owes, and the rulings on its own returns. */
    private List<Row> ofUnit(List<Row> rows) {
        Set<UUID> orders = rows.stream()
                .filter(row -> caller.covers(row.getString("unit")))
                .map(row -> row.getUUID("work_order_id"))
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> row.getString("unit") == null
                        ? orders.contains(row.getUUID("work_order_id"))
                        : caller.covers(row.getString("unit")))
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
    public Uni<Page<DeadlineView>> list(
            @RestQuery String unit,
            @RestQuery DeadlineState state,
            @RestQuery DeadlineKind kind,
            @RestQuery OffsetDateTime dueBefore,
            @BeanParam PageRequest page,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        String wanted = caller.unitAskedFor(unit);
        Cursor cursor = page.cursor();
        int limit = page.limit();
        var filter = new Filter();
        if (wanted != null) {
            filter.and("unit = ?", wanted);
        }
        if (state != null) {
            // spelled out, so that the index of open deadlines is found
            filter.and("state = '" + state.name() + "'");
        }
        if (kind != null) {
            filter.and("kind = ?", kind);
        }
        if (dueBefore != null) {
            filter.and("due_at < ?", dueBefore);
        }
        if (cursor != null) {
            filter.and("(due_at, id) > (?, ?)", cursor.time(0), cursor.uuid(1));
        }
        return Sql.on(pool)
                .select(filter.sql(limit + 1), filter.args())
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.encode(instant(row, "due_at"), row.getUUID("id")),
                        row -> view(row, Language.of(language))));
    }

    /** The conditions that were asked for, and only those: so each combination finds its own index. */
    private static final class Filter {
        private final StringBuilder where = new StringBuilder();
        private final List<Object> args = new ArrayList<>();

        void and(String condition, Object... values) {
            where.append(where.isEmpty() ? "where " : "  and ");
            String numbered = condition;
            for (Object value : values) {
                args.add(value);
                numbered = numbered.replaceFirst("\\?", "\\$" + args.size());
            }
            where.append(numbered).append('\n');
        }

        String sql(int limit) {
            return """
                    select %s
                    from deadline
                    %sorder by due_at, id
                    limit %d
                    """.formatted(COLUMNS, where, limit);
        }

        Object[] args() {
            return args.toArray();
        }
    }

    private CitizensClock clock(WorkingCalendar calendar, Row file, Language language) {
        Instant start = instant(file, "registered_at");
        Instant end = instant(file, "closed_at");
        Instant until = end == null ? clock.instant() : end;
        var time = new CitizensTime(calendar, start, until, end != null);
        return new CitizensClock(
                ShanghaiTime.of(start),
                ShanghaiTime.of(end),
                time.workingDays(),
                time.calendarDays(),
                DeadlineView.steps(time.explanation(), language));
    }

    private Uni<ReturnWindow> returnWindow(Sql sql, Row file, WorkingCalendar calendar, Language language) {
        String unit = file.getString("unit");
        boolean isSeen = caller.hasAny(Roles.OF_OFFICE) || caller.covers(unit);
        if (!"HANDLING".equals(file.getString("phase")) || !isSeen) {
            return Uni.createFrom().nullItem();
        }
        Instant start = instant(file, "dispatched_at");
        var traits = new CaseTraits(
                CaseType.valueOf(file.getString("type")),
                Urgency.valueOf(file.getString("urgency")),
                file.getString("channel"),
                file.getString("category"),
                office.unit(unit).map(UnitInfo::level).orElse(null),
                file.getInteger("round") > 1);
        return policies.one(sql, file.getString("policy_id"), file.getInteger("policy_version"))
                .map(policy -> new DeadlineCalculator(calendar, policy)
                        .returnWindow(traits, start)
                        .map(window -> new ReturnWindow(
                                unit,
                                ShanghaiTime.of(start),
                                ShanghaiTime.of(window.dueAt()),
                                !clock.instant().isAfter(window.dueAt()),
                                window.provisional(),
                                DeadlineView.steps(window.explanation(), language)))
                        .orElse(null));
    }

    private DeadlineView view(Row row, Language language) {
        String reason = row.getString("cancel_reason");
        return new DeadlineView(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                DeadlineKind.valueOf(row.getString("kind")),
                row.getString("clock"),
                row.getString("unit"),
                time(row, "started_at"),
                time(row, "due_at"),
                DeadlineState.valueOf(row.getString("state")),
                row.getBoolean("provisional"),
                time(row, "yellow_at"),
                time(row, "red_at"),
                time(row, "ended_at"),
                reason == null ? null : DeadlineCancelReason.valueOf(reason),
                row.getInteger("extension_days"),
                time(row, "moved_from"),
                row.getString(language == Language.ZH ? "moved_because" : "moved_because_en"),
                row.getString("done_note"),
                time(row, "return_until"),
                row.getString("policy_id"),
                row.getInteger("policy_version"),
                row.getLong("calendar_revision"),
                DeadlineView.steps(explanation(row), language));
    }

    /** How the moment was found, with how it moved last before the moment itself, and the policy that brought or ended it. */
    private List<ExplanationStep> explanation(Row row) {
        try {
            var steps = new ArrayList<>(json.mapper().readValue(row.getString("explanation"), STEPS));
            Instant movedFrom = instant(row, "moved_from");
            if (movedFrom != null) {
                var because = new Wording(row.getString("moved_because"), row.getString("moved_because_en"));
                steps.add(Math.max(0, steps.size() - 1), DeadlineCalculator.moved(movedFrom, because));
            }
            String policy = row.getString("policy_because");
            if (policy != null) {
                var because = new Wording(policy, row.getString("policy_because_en"));
                if (row.getBoolean("policy_ended")) {
                    steps.add(DeadlineCalculator.endedBy(instant(row, "ended_at"), because));
                } else if (!steps.get(0).step().equals("SET")) {
                    // computed anew since then
                    steps.add(0, DeadlineCalculator.setBy(because));
                }
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OffsetDateTime time(Row row, String column) {
        return ShanghaiTime.of(instant(row, column));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
