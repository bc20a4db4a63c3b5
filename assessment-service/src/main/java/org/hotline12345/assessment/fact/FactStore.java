package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;

/** The rows of the tables of facts: read and written many at a time. */
@ApplicationScoped
public class FactStore {
    /** The tables of facts: what can be rebuilt from the journal. */
    public static final List<String> TABLES =
            List.of("case_fact", "round_fact", "survey_fact", "co_handling_fact", "appeal_fact");

    /** The rule set of an objection whose event names none. */
    private static final String USUAL_RULE_SET = "four-rates";

    private static final Table<CaseFact> CASES = new Table<CaseFact>("case_fact")
            .uuid("case_id", CaseFact::caseId)
            .key()
            .bigNumber("position", CaseFact::position)
            .text("case_number", CaseFact::caseNumber)
            .time("registered_at", CaseFact::registeredAt)
            .flag("imported", CaseFact::imported)
            .text("channel", CaseFact::channel)
            .name("type", CaseFact::type)
            .name("urgency", CaseFact::urgency)
            .text("category", CaseFact::category)
            .text("area", CaseFact::area)
            .name("anonymity", CaseFact::anonymity)
            .flag("contactable", CaseFact::contactable)
            .name("outcome", CaseFact::outcome)
            .time("outcome_at", CaseFact::outcomeAt)
            .text("unit", CaseFact::unit)
            .time("dispatched_at", CaseFact::dispatchedAt)
            .time("withdrawn_at", CaseFact::withdrawnAt)
            .time("merged_at", CaseFact::mergedAt)
            .uuid("merged_into", CaseFact::mergedInto)
            .number("reworks", CaseFact::reworks)
            .number("citizen_urges", CaseFact::citizenUrges)
            .time("closed_at", CaseFact::closedAt)
            .name("close_reason", CaseFact::closeReason)
            .name("pattern", CaseFact::pattern)
            .text("course", fact -> encoded(fact.course()));

    private static final Table<RoundFact> ROUNDS = new Table<RoundFact>("round_fact")
            .uuid("case_id", RoundFact::caseId)
            .key()
            .uuid("work_order_id", RoundFact::workOrderId)
            .key()
            .number("round", RoundFact::round)
            .name("cause", RoundFact::cause)
            .text("unit", RoundFact::unit)
            .text("channel", RoundFact::channel)
            .name("type", RoundFact::type)
            .text("category", RoundFact::category)
            .text("area", RoundFact::area)
            .flag("to_be_informed", RoundFact::toBeInformed)
            .time("registered_at", RoundFact::registeredAt)
            .time("dispatched_at", RoundFact::dispatchedAt)
            .time("sign_due_at", RoundFact::signDueAt)
            .time("signed_at", RoundFact::signedAt)
            .time("due_at", RoundFact::dueAt)
            .time("finished_at", RoundFact::finishedAt)
            .name("disposition", RoundFact::disposition)
            .name("end_kind", RoundFact::end)
            .time("ended_at", RoundFact::endedAt)
            .time("return_requested_at", RoundFact::returnRequestedAt)
            .flag("extended", RoundFact::extended)
            .flag("supervised", RoundFact::supervised)
            .number("urges", RoundFact::urges)
            .time("informed_at", RoundFact::informedAt)
            .name("informed_by", RoundFact::informedBy)
            .flag("denied", RoundFact::denied)
            .flag("rework_ordered", RoundFact::reworkOrdered)
            .day("receipt_day", RoundFact::receiptDay)
            .day("reply_day", RoundFact::replyDay)
            .number("returns_refused", RoundFact::returnsRefused)
            .bigNumber("position", RoundFact::position)
            .text("course", round -> encoded(round.course()));

    /** What a later event does not say stays as an earlier one said it. */
    private static final Table<CoHandlingFact> CO_HANDLING = new Table<CoHandlingFact>("co_handling_fact")
            .uuid("co_handling_id", CoHandlingFact::coHandlingId)
            .key()
            .uuid("case_id", CoHandlingFact::caseId)
            .fixed()
            .uuid("work_order_id", CoHandlingFact::workOrderId)
            .kept()
            .text("unit", CoHandlingFact::unit)
            .kept()
            .text("lead_unit", CoHandlingFact::leadUnit)
            .kept()
            .text("channel", CoHandlingFact::channel)
            .kept()
            .name("type", CoHandlingFact::type)
            .kept()
            .text("category", CoHandlingFact::category)
            .kept()
            .text("area", CoHandlingFact::area)
            .kept()
            .time("asked_at", CoHandlingFact::askedAt)
            .kept()
            .time("due_at", CoHandlingFact::dueAt)
            .kept()
            .time("answered_at", CoHandlingFact::answeredAt)
            .kept()
            .time("ended_at", CoHandlingFact::endedAt)
            .kept();

    private static final Table<CorrectedAnswer> CORRECTED = new Table<CorrectedAnswer>("survey_fact")
            .uuid("callback_id", CorrectedAnswer::callbackId)
            .key()
            .name("instrument", CorrectedAnswer::instrument)
            .key();

    private static final Table<SurveyFact> SURVEYS = new Table<SurveyFact>("survey_fact")
            .uuid("event_id", SurveyFact::eventId)
            .uuid("callback_id", SurveyFact::callbackId)
            .uuid("case_id", SurveyFact::caseId)
            .uuid("work_order_id", SurveyFact::workOrderId)
            .number("round", SurveyFact::round)
            .text("unit", SurveyFact::unit)
            .text("channel", SurveyFact::channel)
            .name("type", SurveyFact::type)
            .text("category", SurveyFact::category)
            .text("area", SurveyFact::area)
            .name("instrument", SurveyFact::instrument)
            .name("outcome", SurveyFact::outcome)
            .flag("informed", SurveyFact::informed)
            .flag("resolved", SurveyFact::resolved)
            .name("satisfaction", SurveyFact::satisfaction)
            .name("attitude", SurveyFact::attitude)
            .flag("objective", SurveyFact::objective)
            .time("completed_at", SurveyFact::completedAt);

    private static final Table<AppealFact> APPEALS = new Table<AppealFact>("appeal_fact")
            .uuid("appeal_id", AppealFact::appealId)
            .uuid("case_id", AppealFact::caseId)
            .text("unit", AppealFact::unit)
            .text("period", AppealFact::period)
            .text("rule_set", appeal -> appeal.ruleSet() == null ? USUAL_RULE_SET : appeal.ruleSet())
            .text("item", AppealFact::item)
            .flag("granted", AppealFact::granted)
            .text("reassigned_to", AppealFact::reassignedTo)
            .time("decided_at", AppealFact::decidedAt);

    /** Case by case along the index: statistics that still say "empty" would have the table read whole. */
    private static final String LOAD_CASES = """
            select %s
            from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
              select *
              from case_fact
              where case_id = wanted.id
              offset 0) known
            """.formatted(CASES.columns());

    private static final String LOAD_ROUNDS = """
            select %s
            from unnest($1::uuid[]) as wanted (id)
            cross join lateral (
              select *
              from round_fact
              where case_id = wanted.id
              offset 0) known
            order by dispatched_at, work_order_id
            """.formatted(ROUNDS.columns());

    private static final String GRANTED = """
            select
              item, case_id, unit, reassigned_to
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
            rows.forEach(row -> moves.computeIfAbsent(row.getString("item"), item -> new ArrayList<>())
                    .add(new CaseMove(row.getUUID("case_id"), row.getString("unit"), row.getString("reassigned_to"))));
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

    /** Writes what changed, in one statement. */
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
        // what a correction replaces goes first: in one statement a correction that is told again would take itself
        // away
        return new Writes()
                .delete(CORRECTED, corrected)
                .run(sql)
                .chain(() -> new Writes()
                        .upsert(CASES, cases)
                        .upsert(ROUNDS, rounds)
                        .upsert(CO_HANDLING, coHandling)
                        .insertMissing(SURVEYS, surveys)
                        .insertMissing(APPEALS, appeals)
                        .run(sql));
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
                row.getUUID("case_id"),
                row.getLong("position"),
                row.getString("case_number"),
                Rows.instant(row, "registered_at"),
                row.getBoolean("imported"),
                row.getString("channel"),
                constant(CaseType.class, row.getString("type")),
                constant(Urgency.class, row.getString("urgency")),
                row.getString("category"),
                row.getString("area"),
                constant(Anonymity.class, row.getString("anonymity")),
                row.getBoolean("contactable"),
                constant(IntakeOutcome.class, row.getString("outcome")),
                Rows.instant(row, "outcome_at"),
                row.getString("unit"),
                Rows.instant(row, "dispatched_at"),
                Rows.instant(row, "withdrawn_at"),
                Rows.instant(row, "merged_at"),
                row.getUUID("merged_into"),
                row.getInteger("reworks"),
                row.getInteger("citizen_urges"),
                Rows.instant(row, "closed_at"),
                constant(CloseReason.class, row.getString("close_reason")),
                constant(ProblemPattern.class, row.getString("pattern")),
                course(row));
    }

    private static RoundFact round(Row row) {
        return RoundFact.restored(
                row.getUUID("case_id"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                constant(DispatchCause.class, row.getString("cause")),
                row.getString("unit"),
                row.getString("channel"),
                constant(CaseType.class, row.getString("type")),
                row.getString("category"),
                row.getString("area"),
                row.getBoolean("to_be_informed"),
                Rows.instant(row, "registered_at"),
                Rows.instant(row, "dispatched_at"),
                Rows.instant(row, "sign_due_at"),
                Rows.instant(row, "signed_at"),
                Rows.instant(row, "due_at"),
                Rows.instant(row, "finished_at"),
                constant(Disposition.class, row.getString("disposition")),
                constant(RoundEnd.class, row.getString("end_kind")),
                Rows.instant(row, "ended_at"),
                Rows.instant(row, "return_requested_at"),
                row.getBoolean("extended"),
                row.getBoolean("supervised"),
                row.getInteger("urges"),
                Rows.instant(row, "informed_at"),
                constant(NoticeChannel.class, row.getString("informed_by")),
                row.getBoolean("denied"),
                row.getBoolean("rework_ordered"),
                row.getInteger("returns_refused"),
                row.getLong("position"),
                course(row));
    }

    private static CaseCourse course(Row row) {
        String encoded = row.getString("course");
        return encoded == null ? null : CaseCourse.decode(encoded);
    }

    private static String encoded(CaseCourse course) {
        return course == null ? null : course.encode();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }
}
