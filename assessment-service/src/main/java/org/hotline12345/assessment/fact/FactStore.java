package org.hotline12345.assessment.fact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.model.AppealFact;
import org.hotline12345.assessment.fact.model.CaseFact;
import org.hotline12345.assessment.fact.model.CaseLife;
import org.hotline12345.assessment.fact.model.CoHandlingFact;
import org.hotline12345.assessment.fact.model.LaterWord;
import org.hotline12345.assessment.fact.model.RoundFact;
import org.hotline12345.assessment.fact.model.SurveyFact;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.events.course.CaseCourse;

/** The rows of the tables of facts: read and written many at a time. */
@ApplicationScoped
public class FactStore {
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

    /**
     * As {@link LaterWord#supersedes} has it; of several later words in one batch that of the same instrument is kept, else any. What
     * is written with it is not seen by it.
     */
    private static final String SUPERSEDE = """
            update survey_fact stands
            set superseded_by = found.by
            from (
              select
                earlier.event_id,
                coalesce(
                  max(later.instrument) filter (where later.instrument = earlier.instrument),
                  max(later.instrument)) as by
              from unnest($1::uuid[], $2::text[], $3::boolean[], $4::uuid[])
                as later (callback_id, instrument, correction, event_id)
              join survey_fact earlier
                on earlier.callback_id = later.callback_id
              where earlier.event_id <> later.event_id
                and earlier.superseded_by is distinct from earlier.instrument
                and (earlier.instrument = later.instrument
                  or earlier.instrument <> 'SOCIAL_SURVEY' and later.instrument <> 'SOCIAL_SURVEY')
                and (later.correction or earlier.outcome <> 'ANSWERED')
              group by earlier.event_id) found
            where stands.event_id = found.event_id
            """;

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

    /** The lives of the cases that are known, ready to be folded on. */
    public Uni<Map<UUID, CaseLife>> load(Mutiny.Session session, Collection<UUID> cases) {
        var sql = Sql.on(session);
        var ids = cases.toArray(UUID[]::new);
        return sql.select(LOAD_CASES, (Object) ids)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Map.<UUID, CaseLife>of())
                        : sql.select(LOAD_ROUNDS, (Object) ids).map(rounds -> lives(found, rounds)));
    }

    /** Writes what is noted of events that are counted for the first time. */
    Uni<Void> note(Mutiny.Session session, Consumer<Writes> notes) {
        var writes = new Writes();
        notes.accept(writes);
        return writes.run(Sql.on(session));
    }

    /** Writes what changed, in one statement. */
    public Uni<Void> save(Mutiny.Session session, Collection<CaseLife> lives) {
        var writes = new Writes();
        supersede(
                writes,
                lives.stream().flatMap(life -> life.laterWords().stream()).toList());
        for (CaseLife life : lives) {
            writes.upsert(CASES, life.caseChanged() ? List.of(life.fact()) : List.of())
                    .upsert(ROUNDS, life.changedRounds())
                    .upsert(CO_HANDLING, life.changedCoHandling())
                    .insertMissing(SURVEYS, life.newSurveys())
                    .insertMissing(APPEALS, life.newAppeals());
        }
        return writes.run(Sql.on(session));
    }

    private static void supersede(Writes writes, List<LaterWord> words) {
        if (!words.isEmpty()) {
            writes.sql(
                    SUPERSEDE,
                    words.stream().map(LaterWord::callbackId).toArray(UUID[]::new),
                    words.stream().map(word -> word.instrument().name()).toArray(String[]::new),
                    words.stream().map(LaterWord::correction).toArray(Boolean[]::new),
                    words.stream().map(LaterWord::eventId).toArray(UUID[]::new));
        }
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
