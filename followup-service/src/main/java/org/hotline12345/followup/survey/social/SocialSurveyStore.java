package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.survey.social.SocialSurveyResource.SurveyInput;
import org.hotline12345.followup.survey.social.SocialSurveyResource.SurveyView;

/** Social surveys: their samples, and what was answered. */
@ApplicationScoped
class SocialSurveyStore {
    private static final String SURVEYS = """
            select s.id, s.title, s.surveyor, s.from_day, s.to_day, s.size, s.seed, s.drawn,
              (select count(*)::integer
               from social_survey_sample p
               where p.survey_id = s.id
                 and p.answered_at is not null) as answered,
              s.by_agents,
              (select count(*)::integer
               from social_survey_sample p
               where p.survey_id = s.id
                 and p.answered_at is null
                 and p.ended_at is not null) as unreached
            from social_survey s
            """;

    private static final String ALL = SURVEYS + "order by s.created_at desc";

    private static final String ONE = SURVEYS + "where s.id = $1";

    private static final String DRAW = """
            with asked as (
              select distinct on (cb.citizen_ref) cb.id, md5($2 || cb.id::text) as chance
              from callback cb
              join case_file c on c.case_id = cb.case_id
              where cb.opened_at >= $3
                and cb.opened_at < $4
                and cb.state <> 'CANCELLED'
                and not cb.confidential
                and c.anonymity = 'NAMED'
                and c.contactable
              order by cb.citizen_ref, md5($2 || cb.id::text)),
            drawn as (
              select id, chance
              from asked
              order by chance
              limit $5)
            insert into social_survey_sample (survey_id, number, callback_id, next_attempt_at)
            select $1, row_number() over (order by chance)::integer, id, $6
            from drawn
            """;

    private static final String SAMPLE = """
            select p.number, cb.case_id, c.case_number, c.title, cb.unit, cb.opened_at
            from social_survey_sample p
            join callback cb on cb.id = p.callback_id
            join case_file c on c.case_id = cb.case_id
            where p.survey_id = $1
            order by p.number
            """;

    private static final String CALLBACK = """
            select callback_id
            from social_survey_sample
            where survey_id = $1
              and number = $2
            """;

    /** A citizen of a sample. */
    record Sampled(UUID surveyId, int number, Instant answeredAt) {}

    private static final Table<Sampled> SAMPLES = new Table<Sampled>("social_survey_sample")
            .uuid("survey_id", Sampled::surveyId)
            .key()
            .number("number", Sampled::number)
            .key()
            .time("answered_at", Sampled::answeredAt);

    private static final RecordReader<SurveyView> VIEW =
            RecordReader.of(SurveyView.class).column("from", "from_day").column("to", "to_day");

    private final Pool pool;

    SocialSurveyStore(Pool pool) {
        this.pool = pool;
    }

    /** All of them, the latest first. */
    Uni<List<SurveyView>> all() {
        return Sql.on(pool).select(ALL).map(rows -> rows.stream().map(VIEW).toList());
    }

    /** One of them; null if there is none. */
    Uni<SurveyView> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    Uni<SurveyView> draw(Mutiny.Session session, SurveyInput input, String by, Instant now) {
        Sql sql = Sql.on(session);
        UUID id = UuidV7.next();
        boolean byAgents = Boolean.TRUE.equals(input.byAgents());
        String seed = input.seed() == null ? UUID.randomUUID().toString() : input.seed();
        return sql.update(
                        """
                        insert into social_survey (
                          id, title, surveyor, from_day, to_day, size, seed, drawn, created_at, created_by, by_agents)
                        values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10)
                        """,
                        id,
                        input.title().strip(),
                        input.surveyor().strip(),
                        input.from(),
                        input.to(),
                        input.size(),
                        seed,
                        now,
                        by,
                        byAgents)
                .chain(() -> sql.update(
                        DRAW,
                        id,
                        seed,
                        ShanghaiTime.start(input.from()),
                        ShanghaiTime.start(input.to().plusDays(1)),
                        input.size(),
                        byAgents ? now : null))
                .chain(drawn -> sql.update("update social_survey set drawn = $2 where id = $1", id, drawn))
                .chain(() -> find(sql, id));
    }

    /** The sample of a survey. */
    Uni<List<Row>> sample(UUID surveyId) {
        return Sql.on(pool).select(SAMPLE, surveyId);
    }

    /** The callback of a number in the sample; 404 if there is none. */
    Uni<UUID> callback(UUID surveyId, int number) {
        return Sql.on(pool)
                .first(CALLBACK, surveyId, number)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(row -> row.getUUID("callback_id"));
    }

    /** Somebody has answered. */
    static void answered(Writes writes, Sampled sampled) {
        writes.update(SAMPLES, List.of(sampled));
    }

    private static Uni<SurveyView> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> row == null ? null : VIEW.apply(row));
    }
}
