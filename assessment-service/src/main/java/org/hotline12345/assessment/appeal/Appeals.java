package org.hotline12345.assessment.appeal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.appeal.model.Impartiality;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.HandDeductions;
import org.hotline12345.assessment.scoring.ReadScores;
import org.hotline12345.assessment.scoring.ScoreSheets;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.events.AppealDecided;

/**
 * Objections to scores (考核异议). A unit objects while the scores are open; somebody who did not score decides; the decision goes
 * into the stream of the case, from which the score is computed anew.
 */
@ApplicationScoped
public class Appeals {
    private static final ProblemType SCORED_IT = new ProblemType("decider-scored-it", 403);

    private static final String COLUMNS = """
            select
              appeal_id,
              period,
              rule_set,
              unit,
              case_id,
              item,
              wish,
              to_unit,
              reason,
              state,
              raised_by,
              raised_at,
              decided_by,
              decided_at,
              decision_reason,
              reassigned_to,
              version,
              (select case_number
               from case_fact
               where case_fact.case_id = appeal.case_id) as case_number
            from appeal
            """;

    private static final String ONE = COLUMNS + """
            where appeal_id = $1
            """;

    private static final String LIST = COLUMNS + """
            where ($1::text is null or period = $1)
              and ($2::text is null or rule_set = $2)
              and ($3::text[] is null or unit = any($3::text[]))
              and ($4::text is null or state = $4)
              and ($5::timestamptz is null or (raised_at, appeal_id) > ($5::timestamptz, $6::uuid))
            order by raised_at, appeal_id
            limit $7
            """;

    private static final String RAISE = """
            insert into appeal (
              appeal_id,
              period,
              rule_set,
              unit,
              case_id,
              item,
              wish,
              to_unit,
              reason,
              state,
              raised_by,
              raised_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'OPEN', $10, $11)
            on conflict (period, rule_set, unit, case_id, item) where state = 'OPEN' do nothing
            """;

    private static final String DECIDE = """
            update appeal
            set state = $2,
                decided_by = $3,
                decided_at = $4,
                decision_reason = $5,
                reassigned_to = $6,
                version = version + 1
            where appeal_id = $1
              and state = 'OPEN'
            """;

    private static final String OPEN = """
            select count(*)
            from appeal
            where period = $1
              and rule_set = $2
              and state = 'OPEN'
            """;

    private static final String NOT_COUNTED_YET = """
            select count(*)
            from appeal
            where period = $1
              and rule_set = $2
              and state = 'GRANTED'
              and not exists (
                select 1
                from appeal_fact
                where appeal_fact.appeal_id = appeal.appeal_id)
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final ReadScores scores;
    private final ScoreSheets sheets;
    private final HandDeductions deductions;
    private final Decisions decisions;
    private final Outbox outbox;
    private final OfficeCopy office;
    private final Clock clock;

    public Appeals(
            Pool pool,
            Transactions transactions,
            ReadScores scores,
            ScoreSheets sheets,
            HandDeductions deductions,
            Decisions decisions,
            Outbox outbox,
            OfficeCopy office,
            Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.scores = scores;
        this.sheets = sheets;
        this.deductions = deductions;
        this.decisions = decisions;
        this.outbox = outbox;
        this.office = office;
        this.clock = clock;
    }

    /** What a unit wishes. */
    public enum Wish {
        /** That the case is left out. */
        EXCLUDE,
        /** That another unit answers for it. */
        REASSIGN
    }

    /** How far an objection is. */
    public enum State {
        /** Nobody has decided. */
        OPEN,
        /** The unit was right. */
        GRANTED,
        /** The score stands. */
        REFUSED
    }

    /** An objection. */
    public record Appeal(
            UUID id,
            String period,
            String ruleSet,
            String unit,
            UUID caseId,
            String caseNumber,
            String item,
            Wish wish,
            String toUnit,
            String reason,
            State state,
            String raisedBy,
            Instant raisedAt,
            String decidedBy,
            Instant decidedAt,
            String decisionReason,
            String reassignedTo,
            int version) {}

    /**
     * An objection to be raised.
     *
     * @param ruleSet Rule set of the score; null: the one that counts for the unit's group.
     * @param toUnit Who should answer for the case; null: it should be left out.
     */
    public record Objection(
            String unit, Period period, String ruleSet, UUID caseId, String item, String toUnit, String reason) {}

    /**
     * Which objections are wanted; null for no restriction.
     *
     * @param units Of these units.
     */
    public record Wanted(String period, String ruleSet, Collection<String> units, State state) {}

    /** Raises an objection, in the transaction of the session. */
    public Uni<Appeal> raise(Mutiny.Session session, Objection objection, String by) {
        String group =
                office.unit(objection.unit()).orElseThrow(Problem::notFound).group();
        if (objection.toUnit() != null
                && (office.unit(objection.toUnit()).isEmpty()
                        || objection.toUnit().equals(objection.unit()))) {
            throw Problem.invalid("toUnit", "violation.unit");
        }
        var sql = Sql.on(session);
        Instant now = clock.instant();
        UUID id = UuidV7.next();
        return scores.ground(objection.period(), objection.ruleSet(), group).chain(ground -> {
            String period = ground.period().text();
            RuleSet rules = ground.rules();
            RuleSet.Item item =
                    rules.meantBy(objection.item()).orElseThrow(() -> Problem.invalid("item", "violation.item"));
            return sheets.hold(sql, period, rules.id())
                    .invoke(sheet -> refuseUnlessOpen(sheet, now))
                    .chain(() -> scores.counts(ground, objection.unit(), item, objection.caseId()))
                    .invoke(counts -> {
                        if (!counts) {
                            throw Problem.invalid("caseId", "violation.appeal.case");
                        }
                    })
                    .chain(() -> sql.update(
                            RAISE,
                            id,
                            period,
                            rules.id(),
                            objection.unit(),
                            objection.caseId(),
                            item.item(),
                            objection.toUnit() == null ? Wish.EXCLUDE : Wish.REASSIGN,
                            objection.toUnit(),
                            objection.reason(),
                            by,
                            now))
                    .invoke(raised -> {
                        if (raised == 0) {
                            throw Problem.of(ProblemType.ALREADY_EXISTS);
                        }
                    })
                    .chain(() -> decisions.add(
                            session,
                            new Decision(
                                    Kind.APPEALED,
                                    period,
                                    rules.id(),
                                    objection.unit(),
                                    id + " " + objection.reason(),
                                    by,
                                    now)))
                    .chain(() -> find(sql, id));
        });
    }

    /**
     * Decides an objection.
     *
     * @param reassignedTo Who answers for the case if it is granted and the unit wished so; null: whom the unit named.
     * @param units The decider's own unit and those below it.
     */
    public Uni<Appeal> decide(
            UUID id,
            boolean granted,
            String reason,
            String reassignedTo,
            String by,
            Collection<String> units,
            String ifMatch) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            Instant now = clock.instant();
            return sql.first(ONE + "for update\n", id)
                    .map(Appeals::appealOrNotFound)
                    .chain(appeal -> {
                        ETags.check(ifMatch, appeal.version());
                        if (appeal.state() != State.OPEN) {
                            throw Problem.wrongState(appeal.state().name(), List.of());
                        }
                        String receiver = receiver(appeal, granted, reassignedTo);
                        return sheets.hold(sql, appeal.period(), appeal.ruleSet())
                                .chain(sheet -> {
                                    if (sheet == null || sheet.approved()) {
                                        throw Problem.wrongState(state(sheet), List.of());
                                    }
                                    return deductions
                                            .makers(sql, appeal.period(), appeal.ruleSet())
                                            .invoke(makers -> {
                                                var scorers = new HashSet<>(makers);
                                                scorers.add(sheet.openedBy());
                                                boolean concerned = units.contains(appeal.unit())
                                                        || receiver != null && units.contains(receiver);
                                                if (!new Impartiality(scorers, appeal.raisedBy())
                                                        .allows(by, concerned)) {
                                                    throw Problem.of(SCORED_IT);
                                                }
                                            });
                                })
                                .chain(() -> sql.update(
                                        DECIDE, id, granted ? State.GRANTED : State.REFUSED, by, now, reason, receiver))
                                .chain(() -> decisions.add(
                                        session,
                                        new Decision(
                                                Kind.APPEAL_DECIDED,
                                                appeal.period(),
                                                appeal.ruleSet(),
                                                appeal.unit(),
                                                id + " " + (granted ? State.GRANTED : State.REFUSED) + " " + reason,
                                                by,
                                                now)))
                                .chain(() -> outbox.add(
                                        session,
                                        EventDraft.of(event(appeal, granted, receiver, reason, by, now), now)
                                                .by(by)))
                                .chain(() -> find(sql, id));
                    });
        });
    }

    private String receiver(Appeal appeal, boolean granted, String reassignedTo) {
        if (!granted || appeal.wish() == Wish.EXCLUDE) {
            if (reassignedTo != null) {
                throw Problem.invalid("reassignedTo", "violation.Null");
            }
            return null;
        }
        String receiver = reassignedTo == null ? appeal.toUnit() : reassignedTo;
        if (office.unit(receiver).isEmpty() || receiver.equals(appeal.unit())) {
            throw Problem.invalid("reassignedTo", "violation.unit");
        }
        return receiver;
    }

    private static AppealDecided event(
            Appeal appeal, boolean granted, String receiver, String reason, String by, Instant at) {
        return new AppealDecided(
                appeal.caseId(),
                appeal.id(),
                appeal.unit(),
                appeal.period(),
                appeal.item(),
                granted,
                reason,
                by,
                at,
                appeal.ruleSet(),
                receiver);
    }

    /** An objection. */
    public Uni<Appeal> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    private static Uni<Appeal> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(Appeals::appealOrNotFound);
    }

    /** A page of objections, the oldest first. */
    public Uni<Page<Appeal>> list(Wanted wanted, PageRequest page) {
        var cursor = page.cursor();
        var args = new ArrayList<Object>();
        args.add(wanted.period());
        args.add(wanted.ruleSet());
        args.add(wanted.units() == null ? null : wanted.units().toArray(String[]::new));
        args.add(wanted.state());
        args.add(cursor == null ? null : cursor.time(0));
        args.add(cursor == null ? null : cursor.uuid(1));
        args.add(page.limit() + 1);
        return Sql.on(pool)
                .select(LIST, args.toArray())
                .map(rows -> Page.of(
                        rows.stream().map(Appeals::appeal).toList(),
                        page.limit(),
                        appeal -> Cursor.encode(appeal.raisedAt(), appeal.id())));
    }

    /** How many objections to the scores nobody has decided. */
    public Uni<Long> undecided(Sql sql, String period, String ruleSet) {
        return sql.first(OPEN, period, ruleSet).map(row -> row.getLong(0));
    }

    /** How many granted objections the facts do not show yet, because their events are under way. */
    public Uni<Long> underWay(Sql sql, String period, String ruleSet) {
        return sql.first(NOT_COUNTED_YET, period, ruleSet).map(row -> row.getLong(0));
    }

    private static void refuseUnlessOpen(ScoreSheets.Sheet sheet, Instant now) {
        if (sheet == null || sheet.approved()) {
            throw Problem.wrongState(state(sheet), List.of());
        }
        if (sheet.objectionsUntil() != null && now.isAfter(sheet.objectionsUntil())) {
            throw Problem.wrongState("OBJECTIONS_ENDED", List.of());
        }
    }

    private static String state(ScoreSheets.Sheet sheet) {
        return (sheet == null ? ScoreSheets.State.PROVISIONAL : sheet.state()).name();
    }

    private static Appeal appealOrNotFound(Row row) {
        if (row == null) {
            throw Problem.notFound();
        }
        return appeal(row);
    }

    private static Appeal appeal(Row row) {
        var decidedAt = row.getOffsetDateTime(13);
        return new Appeal(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getUUID(4),
                row.getString(17),
                row.getString(5),
                Wish.valueOf(row.getString(6)),
                row.getString(7),
                row.getString(8),
                State.valueOf(row.getString(9)),
                row.getString(10),
                row.getOffsetDateTime(11).toInstant(),
                row.getString(12),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString(14),
                row.getString(15),
                row.getInteger(16));
    }
}
