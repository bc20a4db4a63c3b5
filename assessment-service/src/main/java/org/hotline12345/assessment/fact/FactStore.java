package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.model.AppealFact;
import org.hotline12345.assessment.fact.model.CaseFact;
import org.hotline12345.assessment.fact.model.CaseLife;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.fact.model.CoHandlingFact;
import org.hotline12345.assessment.fact.model.CorrectedAnswer;
import org.hotline12345.assessment.fact.model.RoundEnd;
import org.hotline12345.assessment.fact.model.RoundFact;
import org.hotline12345.assessment.fact.model.SurveyFact;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.Urgency;

/** The rows of the tables of facts: read and written many at a time. */
@ApplicationScoped
public class FactStore {
    /** The tables of facts: what can be rebuilt from the journal. */
    public static final List<String> TABLES =
            List.of("case_fact", "round_fact", "survey_fact", "co_handling_fact", "appeal_fact");

    /** Case by case along the index: statistics that still say "empty" would have the table read whole. */
    private static final String LOAD_CASES = """
            select
              case_id,
              position,
              case_number,
              registered_at,
              imported,
              channel,
              type,
              urgency,
              category,
              area,
              anonymity,
              contactable,
              outcome,
              outcome_at,
              unit,
              dispatched_at,
              withdrawn_at,
              merged_at,
              merged_into,
              reworks,
              citizen_urges,
              closed_at,
              close_reason,
              pattern
            from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
              select *
              from case_fact
              where case_id = wanted.id
              offset 0) known
            """;

    private static final String LOAD_ROUNDS = """
            select
              case_id,
              work_order_id,
              round,
              cause,
              unit,
              channel,
              type,
              category,
              area,
              to_be_informed,
              registered_at,
              dispatched_at,
              sign_due_at,
              signed_at,
              due_at,
              finished_at,
              disposition,
              end_kind,
              ended_at,
              return_requested_at,
              extended,
              supervised,
              urges,
              informed_at,
              informed_by,
              denied,
              rework_ordered,
              returns_refused,
              position
            from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
              select *
              from round_fact
              where case_id = wanted.id
              offset 0) known
            order by dispatched_at, work_order_id
            """;

    private static final String SAVE_CASES = """
            insert into case_fact (
              case_id,
              position,
              case_number,
              registered_at,
              imported,
              channel,
              type,
              urgency,
              category,
              area,
              anonymity,
              contactable,
              outcome,
              outcome_at,
              unit,
              dispatched_at,
              withdrawn_at,
              merged_at,
              merged_into,
              reworks,
              citizen_urges,
              closed_at,
              close_reason,
              pattern)
            select *
            from unnest(
              $1::uuid[],
              $2::bigint[],
              $3::text[],
              $4::timestamptz[],
              $5::boolean[],
              $6::text[],
              $7::text[],
              $8::text[],
              $9::text[],
              $10::text[],
              $11::text[],
              $12::boolean[],
              $13::text[],
              $14::timestamptz[],
              $15::text[],
              $16::timestamptz[],
              $17::timestamptz[],
              $18::timestamptz[],
              $19::uuid[],
              $20::integer[],
              $21::integer[],
              $22::timestamptz[],
              $23::text[],
              $24::text[])
            on conflict (case_id) do update
            set position = excluded.position,
                case_number = excluded.case_number,
                registered_at = excluded.registered_at,
                imported = excluded.imported,
                channel = excluded.channel,
                type = excluded.type,
                urgency = excluded.urgency,
                category = excluded.category,
                area = excluded.area,
                anonymity = excluded.anonymity,
                contactable = excluded.contactable,
                outcome = excluded.outcome,
                outcome_at = excluded.outcome_at,
                unit = excluded.unit,
                dispatched_at = excluded.dispatched_at,
                withdrawn_at = excluded.withdrawn_at,
                merged_at = excluded.merged_at,
                merged_into = excluded.merged_into,
                reworks = excluded.reworks,
                citizen_urges = excluded.citizen_urges,
                closed_at = excluded.closed_at,
                close_reason = excluded.close_reason,
                pattern = excluded.pattern
            """;

    private static final String SAVE_ROUNDS = """
            insert into round_fact (
              case_id,
              work_order_id,
              round,
              cause,
              unit,
              channel,
              type,
              category,
              area,
              to_be_informed,
              registered_at,
              dispatched_at,
              sign_due_at,
              signed_at,
              due_at,
              finished_at,
              disposition,
              end_kind,
              ended_at,
              return_requested_at,
              extended,
              supervised,
              urges,
              informed_at,
              informed_by,
              denied,
              rework_ordered,
              receipt_day,
              reply_day,
              returns_refused,
              position)
            select *
            from unnest(
              $1::uuid[],
              $2::uuid[],
              $3::integer[],
              $4::text[],
              $5::text[],
              $6::text[],
              $7::text[],
              $8::text[],
              $9::text[],
              $10::boolean[],
              $11::timestamptz[],
              $12::timestamptz[],
              $13::timestamptz[],
              $14::timestamptz[],
              $15::timestamptz[],
              $16::timestamptz[],
              $17::text[],
              $18::text[],
              $19::timestamptz[],
              $20::timestamptz[],
              $21::boolean[],
              $22::boolean[],
              $23::integer[],
              $24::timestamptz[],
              $25::text[],
              $26::boolean[],
              $27::boolean[],
              $28::date[],
              $29::date[],
              $30::integer[],
              $31::bigint[])
            on conflict (case_id, work_order_id) do update
            set round = excluded.round,
                cause = excluded.cause,
                unit = excluded.unit,
                channel = excluded.channel,
                type = excluded.type,
                category = excluded.category,
                area = excluded.area,
                to_be_informed = excluded.to_be_informed,
                registered_at = excluded.registered_at,
                dispatched_at = excluded.dispatched_at,
                sign_due_at = excluded.sign_due_at,
                signed_at = excluded.signed_at,
                due_at = excluded.due_at,
                finished_at = excluded.finished_at,
                disposition = excluded.disposition,
                end_kind = excluded.end_kind,
                ended_at = excluded.ended_at,
                return_requested_at = excluded.return_requested_at,
                extended = excluded.extended,
                supervised = excluded.supervised,
                urges = excluded.urges,
                informed_at = excluded.informed_at,
                informed_by = excluded.informed_by,
                denied = excluded.denied,
                rework_ordered = excluded.rework_ordered,
                receipt_day = excluded.receipt_day,
                reply_day = excluded.reply_day,
                returns_refused = excluded.returns_refused,
                position = excluded.position
            """;

    private static final String SAVE_CO_HANDLING = """
            insert into co_handling_fact as old (
              co_handling_id,
              case_id,
              work_order_id,
              unit,
              lead_unit,
              channel,
              type,
              category,
              area,
              asked_at,
              due_at,
              answered_at,
              ended_at)
            select *
            from unnest(
              $1::uuid[],
              $2::uuid[],
              $3::uuid[],
              $4::text[],
              $5::text[],
              $6::text[],
              $7::text[],
              $8::text[],
              $9::text[],
              $10::timestamptz[],
              $11::timestamptz[],
              $12::timestamptz[],
              $13::timestamptz[])
            on conflict (co_handling_id) do update
            set work_order_id = coalesce(excluded.work_order_id, old.work_order_id),
                unit = coalesce(excluded.unit, old.unit),
                lead_unit = coalesce(excluded.lead_unit, old.lead_unit),
                channel = coalesce(excluded.channel, old.channel),
                type = coalesce(excluded.type, old.type),
                category = coalesce(excluded.category, old.category),
                area = coalesce(excluded.area, old.area),
                asked_at = coalesce(excluded.asked_at, old.asked_at),
                due_at = coalesce(excluded.due_at, old.due_at),
                answered_at = coalesce(excluded.answered_at, old.answered_at),
                ended_at = coalesce(excluded.ended_at, old.ended_at)
            """;

    private static final String DROP_CORRECTED_SURVEYS = """
            delete from survey_fact old
            using unnest($1::uuid[], $2::text[]) as corrected (callback_id, instrument)
            where old.callback_id = corrected.callback_id
              and old.instrument = corrected.instrument
            """;

    private static final String SAVE_SURVEYS = """
            insert into survey_fact (
              event_id,
              callback_id,
              case_id,
              work_order_id,
              round,
              unit,
              channel,
              type,
              category,
              area,
              instrument,
              outcome,
              informed,
              resolved,
              satisfaction,
              attitude,
              objective,
              completed_at)
            select *
            from unnest(
              $1::uuid[],
              $2::uuid[],
              $3::uuid[],
              $4::uuid[],
              $5::integer[],
              $6::text[],
              $7::text[],
              $8::text[],
              $9::text[],
              $10::text[],
              $11::text[],
              $12::text[],
              $13::boolean[],
              $14::boolean[],
              $15::text[],
              $16::text[],
              $17::boolean[],
              $18::timestamptz[])
            on conflict do nothing
            """;

    /** The default rule set stands where the event names none. */
    private static final String SAVE_APPEALS = """
            insert into appeal_fact (
              appeal_id,
              case_id,
              unit,
              period,
              rule_set,
              item,
              granted,
              reassigned_to,
              decided_at)
            select
              appeal_id,
              case_id,
              unit,
              period,
              coalesce(rule_set, 'four-rates'),
              item,
              granted,
              reassigned_to,
              decided_at
            from unnest(
              $1::uuid[],
              $2::uuid[],
              $3::text[],
              $4::text[],
              $5::text[],
              $6::text[],
              $7::boolean[],
              $8::text[],
              $9::timestamptz[]) as decided (
                appeal_id,
                case_id,
                unit,
                period,
                rule_set,
                item,
                granted,
                reassigned_to,
                decided_at)
            on conflict do nothing
            """;

    private static final String GRANTED = """
            select
              item,
              case_id,
              unit,
              reassigned_to
            from appeal_fact
            where period = $1
              and rule_set = $2
              and granted
            order by decided_at, appeal_id
            """;

    /** The cases that appeals took from units in the scores of a period, by item. */
    public Uni<Map<String, List<CaseMove>>> moves(Sql sql, String period, String ruleSet) {
        return sql.select(GRANTED, period, ruleSet).map(rows -> {
            var moves = new LinkedHashMap<String, List<CaseMove>>();
            rows.forEach(row -> moves.computeIfAbsent(row.getString(0), item -> new ArrayList<>())
                    .add(new CaseMove(row.getUUID(1), row.getString(2), row.getString(3))));
            moves.replaceAll((item, decided) -> CaseMove.resolved(decided));
            return moves;
        });
    }

    /** The lives of the cases that are known, ready to be folded on. */
    public Uni<Map<UUID, CaseLife>> load(Mutiny.Session session, Collection<UUID> cases) {
        var sql = Sql.on(session);
        var ids = cases.toArray(UUID[]::new);
        return sql.select(LOAD_CASES, (Object) ids)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Map.<UUID, CaseLife>of())
                        : sql.select(LOAD_ROUNDS, (Object) ids).map(rounds -> lives(found, rounds)));
    }

    /** Writes what changed: one statement per table. */
    public Uni<Void> save(Mutiny.Session session, Collection<CaseLife> lives) {
        var cases = new ArrayList<CaseFact>();
        var rounds = new ArrayList<RoundFact>();
        var surveys = new ArrayList<SurveyFact>();
        var corrected = new ArrayList<CorrectedAnswer>();
        var coHandling = new ArrayList<CoHandlingFact>();
        var appeals = new ArrayList<AppealFact>();
        for (CaseLife life : lives) {
            if (life.caseChanged()) {
                cases.add(life.fact());
            }
            rounds.addAll(life.changedRounds());
            surveys.addAll(life.newSurveys());
            corrected.addAll(life.correctedAnswers());
            coHandling.addAll(life.changedCoHandling());
            appeals.addAll(life.newAppeals());
        }
        var sql = Sql.on(session);
        return saveCases(sql, cases)
                .chain(() -> saveRounds(sql, rounds))
                .chain(() -> saveCoHandling(sql, coHandling))
                .chain(() -> corrected.isEmpty()
                        ? done()
                        : sql.update(
                                DROP_CORRECTED_SURVEYS,
                                corrected.stream()
                                        .map(CorrectedAnswer::callbackId)
                                        .toArray(UUID[]::new),
                                corrected.stream()
                                        .map(answer -> answer.instrument().name())
                                        .toArray(String[]::new)))
                .chain(() -> saveSurveys(sql, surveys))
                .chain(() -> saveAppeals(sql, appeals))
                .replaceWithVoid();
    }

    private static Uni<Integer> done() {
        return Uni.createFrom().item(0);
    }

    private static Map<UUID, CaseLife> lives(List<Row> cases, List<Row> rounds) {
        var roundsByCase = new HashMap<UUID, List<RoundFact>>();
        for (Row row : rounds) {
            var round = round(row);
            roundsByCase
                    .computeIfAbsent(round.caseId(), id -> new ArrayList<>())
                    .add(round);
        }
        var lives = new LinkedHashMap<UUID, CaseLife>();
        for (Row row : cases) {
            var fact = caseFact(row);
            lives.put(fact.caseId(), new CaseLife(fact, roundsByCase.getOrDefault(fact.caseId(), List.of())));
        }
        return lives;
    }

    private static CaseFact caseFact(Row row) {
        return CaseFact.restored(
                row.getUUID(0),
                row.getLong(1),
                row.getString(2),
                instant(row, 3),
                row.getBoolean(4),
                row.getString(5),
                constant(CaseType.class, row.getString(6)),
                constant(Urgency.class, row.getString(7)),
                row.getString(8),
                row.getString(9),
                constant(Anonymity.class, row.getString(10)),
                row.getBoolean(11),
                constant(IntakeOutcome.class, row.getString(12)),
                instant(row, 13),
                row.getString(14),
                instant(row, 15),
                instant(row, 16),
                instant(row, 17),
                row.getUUID(18),
                row.getInteger(19),
                row.getInteger(20),
                instant(row, 21),
                constant(CloseReason.class, row.getString(22)),
                constant(ProblemPattern.class, row.getString(23)));
    }

    private static RoundFact round(Row row) {
        return RoundFact.restored(
                row.getUUID(0),
                row.getUUID(1),
                row.getInteger(2),
                constant(DispatchCause.class, row.getString(3)),
                row.getString(4),
                row.getString(5),
                constant(CaseType.class, row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9),
                instant(row, 10),
                instant(row, 11),
                instant(row, 12),
                instant(row, 13),
                instant(row, 14),
                instant(row, 15),
                constant(Disposition.class, row.getString(16)),
                constant(RoundEnd.class, row.getString(17)),
                instant(row, 18),
                instant(row, 19),
                row.getBoolean(20),
                row.getBoolean(21),
                row.getInteger(22),
                instant(row, 23),
                constant(NoticeChannel.class, row.getString(24)),
                row.getBoolean(25),
                row.getBoolean(26),
                row.getInteger(27),
                row.getLong(28));
    }

    private static Uni<Integer> saveCases(Sql sql, List<CaseFact> rows) {
        return rows.isEmpty()
                ? done()
                : sql.update(
                        SAVE_CASES,
                        ids(rows, CaseFact::caseId),
                        longs(rows, CaseFact::position),
                        texts(rows, CaseFact::caseNumber),
                        times(rows, CaseFact::registeredAt),
                        flags(rows, CaseFact::imported),
                        texts(rows, CaseFact::channel),
                        texts(rows, r -> name(r.type())),
                        texts(rows, r -> name(r.urgency())),
                        texts(rows, CaseFact::category),
                        texts(rows, CaseFact::area),
                        texts(rows, r -> name(r.anonymity())),
                        flags(rows, CaseFact::contactable),
                        texts(rows, r -> name(r.outcome())),
                        times(rows, CaseFact::outcomeAt),
                        texts(rows, CaseFact::unit),
                        times(rows, CaseFact::dispatchedAt),
                        times(rows, CaseFact::withdrawnAt),
                        times(rows, CaseFact::mergedAt),
                        ids(rows, CaseFact::mergedInto),
                        numbers(rows, CaseFact::reworks),
                        numbers(rows, CaseFact::citizenUrges),
                        times(rows, CaseFact::closedAt),
                        texts(rows, r -> name(r.closeReason())),
                        texts(rows, r -> name(r.pattern())));
    }

    private static Uni<Integer> saveRounds(Sql sql, List<RoundFact> rows) {
        return rows.isEmpty()
                ? done()
                : sql.update(
                        SAVE_ROUNDS,
                        ids(rows, RoundFact::caseId),
                        ids(rows, RoundFact::workOrderId),
                        numbers(rows, RoundFact::round),
                        texts(rows, r -> name(r.cause())),
                        texts(rows, RoundFact::unit),
                        texts(rows, RoundFact::channel),
                        texts(rows, r -> name(r.type())),
                        texts(rows, RoundFact::category),
                        texts(rows, RoundFact::area),
                        flags(rows, RoundFact::toBeInformed),
                        times(rows, RoundFact::registeredAt),
                        times(rows, RoundFact::dispatchedAt),
                        times(rows, RoundFact::signDueAt),
                        times(rows, RoundFact::signedAt),
                        times(rows, RoundFact::dueAt),
                        times(rows, RoundFact::finishedAt),
                        texts(rows, r -> name(r.disposition())),
                        texts(rows, r -> name(r.end())),
                        times(rows, RoundFact::endedAt),
                        times(rows, RoundFact::returnRequestedAt),
                        flags(rows, RoundFact::extended),
                        flags(rows, RoundFact::supervised),
                        numbers(rows, RoundFact::urges),
                        times(rows, RoundFact::informedAt),
                        texts(rows, r -> name(r.informedBy())),
                        flags(rows, RoundFact::denied),
                        flags(rows, RoundFact::reworkOrdered),
                        days(rows, RoundFact::receiptDay),
                        days(rows, RoundFact::replyDay),
                        numbers(rows, RoundFact::returnsRefused),
                        longs(rows, RoundFact::position));
    }

    private static Uni<Integer> saveCoHandling(Sql sql, List<CoHandlingFact> rows) {
        return rows.isEmpty()
                ? done()
                : sql.update(
                        SAVE_CO_HANDLING,
                        ids(rows, CoHandlingFact::coHandlingId),
                        ids(rows, CoHandlingFact::caseId),
                        ids(rows, CoHandlingFact::workOrderId),
                        texts(rows, CoHandlingFact::unit),
                        texts(rows, CoHandlingFact::leadUnit),
                        texts(rows, CoHandlingFact::channel),
                        texts(rows, r -> name(r.type())),
                        texts(rows, CoHandlingFact::category),
                        texts(rows, CoHandlingFact::area),
                        times(rows, CoHandlingFact::askedAt),
                        times(rows, CoHandlingFact::dueAt),
                        times(rows, CoHandlingFact::answeredAt),
                        times(rows, CoHandlingFact::endedAt));
    }

    private static Uni<Integer> saveSurveys(Sql sql, List<SurveyFact> rows) {
        return rows.isEmpty()
                ? done()
                : sql.update(
                        SAVE_SURVEYS,
                        ids(rows, SurveyFact::eventId),
                        ids(rows, SurveyFact::callbackId),
                        ids(rows, SurveyFact::caseId),
                        ids(rows, SurveyFact::workOrderId),
                        numbers(rows, SurveyFact::round),
                        texts(rows, SurveyFact::unit),
                        texts(rows, SurveyFact::channel),
                        texts(rows, r -> name(r.type())),
                        texts(rows, SurveyFact::category),
                        texts(rows, SurveyFact::area),
                        texts(rows, r -> name(r.instrument())),
                        texts(rows, r -> name(r.outcome())),
                        flags(rows, SurveyFact::informed),
                        flags(rows, SurveyFact::resolved),
                        texts(rows, r -> name(r.satisfaction())),
                        texts(rows, r -> name(r.attitude())),
                        flags(rows, SurveyFact::objective),
                        times(rows, SurveyFact::completedAt));
    }

    private static Uni<Integer> saveAppeals(Sql sql, List<AppealFact> rows) {
        return rows.isEmpty()
                ? done()
                : sql.update(
                        SAVE_APPEALS,
                        ids(rows, AppealFact::appealId),
                        ids(rows, AppealFact::caseId),
                        texts(rows, AppealFact::unit),
                        texts(rows, AppealFact::period),
                        texts(rows, AppealFact::ruleSet),
                        texts(rows, AppealFact::item),
                        flags(rows, AppealFact::granted),
                        texts(rows, AppealFact::reassignedTo),
                        times(rows, AppealFact::decidedAt));
    }

    private static Instant instant(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static <R> UUID[] ids(List<R> rows, Function<R, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    private static <R> String[] texts(List<R> rows, Function<R, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <R> Integer[] numbers(List<R> rows, Function<R, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    private static <R> Long[] longs(List<R> rows, Function<R, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static <R> Boolean[] flags(List<R> rows, Function<R, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }

    private static <R> LocalDate[] days(List<R> rows, Function<R, LocalDate> column) {
        return rows.stream().map(column).toArray(LocalDate[]::new);
    }

    private static <R> OffsetDateTime[] times(List<R> rows, Function<R, Instant> column) {
        return rows.stream().map(column).map(ShanghaiTime::of).toArray(OffsetDateTime[]::new);
    }
}
