package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.model.AppealFact;
import org.hotline12345.assessment.fact.model.CaseFact;
import org.hotline12345.assessment.fact.model.CaseLife;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.fact.model.CoHandlingFact;
import org.hotline12345.assessment.fact.model.CorrectedAnswer;
import org.hotline12345.assessment.fact.model.RoundFact;
import org.hotline12345.assessment.fact.model.SurveyFact;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.events.course.CaseCourse;

/** The rows of the tables of facts: read and written many at a time. */
@ApplicationScoped
public class FactStore {
    /** The tables of facts: what can be rebuilt from the journal. */
    public static final List<String> TABLES =
            List.of("case_fact", "round_fact", "survey_fact", "co_handling_fact", "appeal_fact");

    private static final Table.Coded<CaseCourse> COURSE =
            new Table.Coded<>(CaseCourse.class, CaseCourse::encode, CaseCourse::decode);

    private static final Table<CaseFact> CASES =
            Table.ofFields("case_fact", CaseFact.class, COURSE).key("case_id");

    private static final Table<RoundFact> ROUNDS = Table.ofFields("round_fact", RoundFact.class, COURSE)
            .key("case_id")
            .key("work_order_id")
            .day("receipt_day", RoundFact::receiptDay)
            .day("reply_day", RoundFact::replyDay);

    /** What a later event does not say stays as an earlier one said it. */
    private static final Table<CoHandlingFact> CO_HANDLING = Table.ofFields("co_handling_fact", CoHandlingFact.class)
            .key("co_handling_id")
            .allKept();

    private static final Table<CorrectedAnswer> CORRECTED =
            Table.of("survey_fact", CorrectedAnswer.class).key("callback_id").key("instrument");

    private static final Table<SurveyFact> SURVEYS = Table.of("survey_fact", SurveyFact.class);

    private static final Table<AppealFact> APPEALS = Table.of("appeal_fact", AppealFact.class);

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
        var corrections = new Writes();
        var writes = new Writes();
        for (CaseLife life : lives) {
            corrections.delete(CORRECTED, life.correctedAnswers());
            writes.upsert(CASES, life.caseChanged() ? List.of(life.fact()) : List.of())
                    .upsert(ROUNDS, life.changedRounds())
                    .upsert(CO_HANDLING, life.changedCoHandling())
                    .insertMissing(SURVEYS, life.newSurveys())
                    .insertMissing(APPEALS, life.newAppeals());
        }
        var sql = Sql.on(session);
        // what a correction replaces goes first: in one statement a correction that is told again would take itself
        // away
        return corrections.run(sql).chain(() -> writes.run(sql));
    }

    private static Map<UUID, CaseLife> lives(List<Row> cases, List<Row> rounds) {
        var roundsByCase = rounds.stream().map(ROUNDS::read).collect(Collectors.groupingBy(RoundFact::caseId));
        var lives = new LinkedHashMap<UUID, CaseLife>();
        cases.stream()
                .map(CASES::read)
                .forEach(fact -> lives.put(
                        fact.caseId(), new CaseLife(fact, roundsByCase.getOrDefault(fact.caseId(), List.of()))));
        return lives;
    }
}
