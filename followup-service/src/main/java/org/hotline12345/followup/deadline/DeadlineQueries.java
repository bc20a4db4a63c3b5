package org.hotline12345.followup.deadline;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.SqlBuilder;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.calendar.CalendarQueries;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.Explanation;
import org.hotline12345.followup.policy.PolicyQueries;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.DeadlinePolicy;

/** Deadlines as they are shown. */
@ApplicationScoped
class DeadlineQueries {
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

    private static final String CASE = """
            select registered_at, closed_at, phase, type, urgency, channel, category, unit, round,
              policy_id, policy_version, dispatched_at
            from case_file
            where case_id = $1
              and %s
            """.formatted(HiddenCases.seen("case_file.case_id", "$2"));

    /**
     * A case whose deadlines are shown.
     *
     * @param closedAt When it was closed or ended; null while it runs.
     * @param handled Null while no unit handles it.
     * @param deadlines The oldest first.
     */
    record ShownCase(
            Instant registeredAt,
            Instant closedAt,
            Handled handled,
            WorkingCalendar calendar,
            List<DeadlineView> deadlines) {}

    /** Who handles a case, since when and by which policy. */
    record Handled(String unit, Instant dispatchedAt, CaseTraits traits, String policyId, int policyVersion) {}

    private static final RecordReader<DeadlineView> VIEW = RecordReader.of(DeadlineView.class);

    private final Pool pool;
    private final Caller caller;
    private final EventJson json;
    private final CalendarQueries calendars;
    private final PolicyQueries policies;
    private final OfficeCopy office;

    DeadlineQueries(
            Pool pool,
            Caller caller,
            EventJson json,
            CalendarQueries calendars,
            PolicyQueries policies,
            OfficeCopy office) {
        this.pool = pool;
        this.caller = caller;
        this.json = json;
        this.calendars = calendars;
        this.policies = policies;
        this.office = office;
    }

    /** A case with its deadlines; null if it is not known, or hidden from the caller. */
    Uni<ShownCase> ofCase(UUID caseId, Language language) {
        Sql sql = Sql.on(pool);
        return sql.first(CASE, caseId, caller.unitAndAbove())
                .chain(file -> file == null
                        ? Uni.createFrom().nullItem()
                        : sql.select(OF_CASE, caseId)
                                .chain(rows -> calendars
                                        .now()
                                        .map(calendar -> new ShownCase(
                                                Rows.instant(file, "registered_at"),
                                                Rows.instant(file, "closed_at"),
                                                handled(file),
                                                calendar,
                                                rows.stream()
                                                        .map(view(language))
                                                        .toList()))));
    }

    /** The policy under which a case is handled. */
    Uni<DeadlinePolicy> policy(Handled handled) {
        return policies.one(handled.policyId(), handled.policyVersion());
    }

    /** Those that meet the conditions, null meaning any; the earliest due first. */
    Uni<Page<DeadlineView>> list(
            String unit,
            DeadlineState state,
            DeadlineKind kind,
            OffsetDateTime dueBefore,
            PageRequest page,
            Language language) {
        var query = new SqlBuilder()
                .add("select " + COLUMNS + "from deadline\nwhere true\n")
                .and("unit = $?", unit);
        var hiddenFrom = caller.unitAndAbove();
        if (!hiddenFrom.isEmpty()) {
            query.and(HiddenCases.notHidden("deadline.case_id", "$?"), hiddenFrom);
        }
        if (state != null) {
            // spelled out, so that the index of open deadlines is found
            query.add("  and state = '" + state.name() + "'\n");
        }
        query.and("kind = $?", kind).and("due_at < $?", dueBefore);
        Cursor after = page.cursor();
        if (after != null) {
            query.and("(due_at, id) > ($?, $?)", after.time(0), after.uuid(1));
        }
        return query.add("order by due_at, id\nlimit " + (page.limit() + 1))
                .select(Sql.on(pool))
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "due_at"), row.getUUID("id")),
                        view(language)));
    }

    private Handled handled(Row file) {
        if (!"HANDLING".equals(file.getString("phase"))) {
            return null;
        }
        String unit = file.getString("unit");
        var traits = new CaseTraits(
                CaseType.valueOf(file.getString("type")),
                Urgency.valueOf(file.getString("urgency")),
                file.getString("channel"),
                file.getString("category"),
                office.unit(unit).map(UnitInfo::level).orElse(null),
                file.getInteger("round") > 1);
        return new Handled(
                unit,
                Rows.instant(file, "dispatched_at"),
                traits,
                file.getString("policy_id"),
                file.getInteger("policy_version"));
    }

    private Function<Row, DeadlineView> view(Language language) {
        return VIEW.with(
                        "movedBecause",
                        row -> row.getString(language == Language.ZH ? "moved_because" : "moved_because_en"))
                .with("explanation", row -> DeadlineView.steps(explanation(row), language));
    }

    /** How the moment was found, with how it moved last before the moment itself, and the policy that brought or ended it. */
    private List<ExplanationStep> explanation(Row row) {
        try {
            var steps = new ArrayList<>(json.mapper().readValue(row.getString("explanation"), STEPS));
            Instant movedFrom = Rows.instant(row, "moved_from");
            if (movedFrom != null) {
                var because = new Text(row.getString("moved_because"), row.getString("moved_because_en"));
                steps.add(Math.max(0, steps.size() - 1), Explanation.moved(movedFrom, because));
            }
            String policy = row.getString("policy_because");
            if (policy != null) {
                var because = new Text(policy, row.getString("policy_because_en"));
                if (row.getBoolean("policy_ended")) {
                    steps.add(Explanation.endedBy(Rows.instant(row, "ended_at"), because));
                } else if (!steps.get(0).step().equals("SET")) {
                    // computed anew since then
                    steps.add(0, Explanation.setBy(because));
                }
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
