package org.hotline12345.intake.pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;

/** Somebody who knows better says what the pattern is; from then on no rule changes it. The history keeps both. */
@ApplicationScoped
public class CorrectPattern {
    private static final String PUT = """
            insert into case_pattern as p (case_id, day, pattern, by_hand)
            select case_id, (registered_at at time zone 'Asia/Shanghai')::date, $2, true
            from hotline_case
            where case_id = $1
            on conflict (case_id) do update
            set pattern = excluded.pattern,
                by_hand = true
            returning p.case_id
            """;

    private static final String SILENT = """
            select c.imported and not coalesce(s.live, false) as silent
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_id = $1
            """;

    private static final String HISTORY = """
            select pattern, derived, reason, set_by, set_at
            from case_pattern_change
            where case_id = $1
            order by set_at, change_id
            """;

    private final Idempotency idempotency;
    private final Patterns patterns;
    private final Caller caller;
    private final Clock clock;
    private final Pool pool;

    public CorrectPattern(Idempotency idempotency, Patterns patterns, Caller caller, Clock clock, Pool pool) {
        this.idempotency = idempotency;
        this.patterns = patterns;
        this.caller = caller;
        this.clock = clock;
        this.pool = pool;
    }

    /**
     * The pattern of a case with how it came to be.
     *
     * @param pattern The pattern now; null: none.
     * @param history The earliest first.
     */
    @JsonInclude
    public record View(UUID caseId, ProblemPattern pattern, List<Change> history) {}

    /** A finding, or a correction. */
    @JsonInclude
    public record Change(ProblemPattern pattern, boolean derived, String reason, String setBy, Instant setAt) {}

    /** Sets the pattern by hand; null: none. */
    Uni<Response> correct(Object body, UUID caseId, ProblemPattern pattern, String reason) {
        String who = caller.subject();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return idempotency.run(
                body,
                session -> Sql.on(session)
                        .first(SILENT, caseId)
                        .onItem()
                        .ifNull()
                        .failWith(Problem::notFound)
                        .chain(row -> Sql.on(session)
                                .select(PUT, caseId, pattern == null ? null : pattern.name())
                                .chain(() -> patterns.tell(
                                        session,
                                        List.of(new Patterns.Change(
                                                new ProblemPatternSet(
                                                        caseId, pattern, false, Masking.mask(reason), who, at),
                                                row.getBoolean("silent"))))))
                        .chain(() -> view(Sql.on(session), caseId))
                        .map(view -> Response.ok(view).build()));
    }

    /** The pattern and its history; 404 for a case that does not exist. */
    Uni<View> find(UUID caseId) {
        Sql sql = Sql.on(pool);
        return sql.first(SILENT, caseId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(() -> view(sql, caseId));
    }

    private static Uni<View> view(Sql sql, UUID caseId) {
        return sql.select(HISTORY, caseId).map(rows -> {
            List<Change> history = rows.stream().map(CorrectPattern::change).toList();
            return new View(
                    caseId,
                    history.isEmpty() ? null : history.get(history.size() - 1).pattern(),
                    history);
        });
    }

    private static Change change(Row row) {
        String pattern = row.getString("pattern");
        return new Change(
                pattern == null ? null : ProblemPattern.valueOf(pattern),
                row.getBoolean("derived"),
                row.getString("reason"),
                row.getString("set_by"),
                row.getOffsetDateTime("set_at").toInstant());
    }
}
