package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.followup.survey.social.model.SurveyCall;
import org.hotline12345.followup.survey.social.model.SurveyCallState;

/** The citizens of samples whom agents of the centre call. */
@ApplicationScoped
class SurveyCallStore {
    /**
     * A citizen to be called.
     *
     * @param survey Title of the survey.
     * @param drawnAt When the sample was drawn.
     * @param unit Lead unit. May be null.
     * @param reply What the citizen was told.
     */
    record Asked(
            UUID id,
            UUID surveyId,
            String survey,
            Instant drawnAt,
            int number,
            UUID callbackId,
            UUID caseId,
            String caseNumber,
            String title,
            CaseType type,
            Anonymity anonymity,
            String unit,
            String reply,
            SurveyCall call,
            int version) {
        /** The same after a call; its version is the one that it was read with. */
        Asked with(SurveyCall after) {
            return new Asked(
                    id,
                    surveyId,
                    survey,
                    drawnAt,
                    number,
                    callbackId,
                    caseId,
                    caseNumber,
                    title,
                    type,
                    anonymity,
                    unit,
                    reply,
                    after,
                    version);
        }
    }

    private static final String ASKED = """
            select
              p.id, p.survey_id, s.title as survey, s.created_at as drawn_at, p.number, p.callback_id, b.case_id, c.case_number,
              c.title, c.type, c.anonymity, b.unit, b.reply_text as reply, p.attempts, p.next_attempt_at, p.claimed_by,
              p.claimed_until, p.outcome, p.note, coalesce(p.ended_at, p.answered_at) as ended_at,
              p.version
            from social_survey_sample p
            join social_survey s on s.id = p.survey_id
            join callback b on b.id = p.callback_id
            join case_file c on c.case_id = b.case_id
            """;

    /** Who is still to be called is found by an index, however many have been. */
    private static final String LIST = ASKED + """
            where s.by_agents
              and ($4::text is null or p.claimed_by = $4)
              and %s
              and (s.created_at, p.id) > ($1, $2)
            order by s.created_at, p.id
            limit $3
            """;

    private static final String TO_BE_CALLED = LIST.formatted(
            "p.next_attempt_at is not null and p.answered_at is null and coalesce(p.claimed_until > $5, false) = $6");

    private static final String ENDED = LIST.formatted("coalesce(p.ended_at, p.answered_at) is not null");

    private static final String ONE = ASKED + "where s.by_agents and p.id = $1";

    /** Of the citizens who may still be asked, those first who wait longest. */
    private static final String TAKE = """
            with due as (
              select p.id
              from social_survey_sample p
              join callback b on b.id = p.callback_id
              join case_file c on c.case_id = b.case_id
              where p.next_attempt_at <= $1
                and p.answered_at is null
                and (p.claimed_until is null or p.claimed_until <= $1)
                and b.state <> 'CANCELLED'
                and c.anonymity = 'NAMED'
                and c.contactable
              order by p.next_attempt_at, p.id
              limit $2
              for update of p skip locked)
            update social_survey_sample p
            set claimed_by = $3,
                claimed_until = $4,
                version = p.version + 1
            from due
            where p.id = due.id
            returning p.id
            """;

    private static final String THESE = ASKED + """
            where p.id = any($1)
            order by p.next_attempt_at, p.id
            """;

    private record Kept(UUID id, Instant answeredAt, SurveyCall call, int version) {}

    private static final Table<Kept> CALLS = new Table<Kept>("social_survey_sample")
            .uuid("id", Kept::id)
            .key()
            .version("version", Kept::version)
            .time("answered_at", Kept::answeredAt)
            .number("attempts", kept -> kept.call().attempts())
            .time("next_attempt_at", kept -> kept.call().nextAttemptAt())
            .text("claimed_by", kept -> kept.call().claimedBy())
            .time("claimed_until", kept -> kept.call().claimedUntil())
            .name("outcome", kept -> kept.call().outcome())
            .text("note", kept -> kept.call().note())
            .time("ended_at", kept -> kept.call().endedAt());

    private static final RecordReader<Asked> READER = RecordReader.of(Asked.class);

    private final Pool pool;

    SurveyCallStore(Pool pool) {
        this.pool = pool;
    }

    /** Those in a state at that moment, of an agent if one is named, the samples drawn first before the others. */
    Uni<Page<Asked>> list(SurveyCallState state, Instant now, String agent, PageRequest page) {
        Sql sql = Sql.on(pool);
        return state == SurveyCallState.ENDED
                ? sql.rising(ENDED, "drawn_at", "id", page, READER, agent)
                : sql.rising(
                        TO_BE_CALLED, "drawn_at", "id", page, READER, agent, now, state == SurveyCallState.CLAIMED);
    }

    /** One of them; 404 if there is none. */
    Uni<Asked> find(UUID id) {
        return Sql.on(pool)
                .first(ONE, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .map(READER);
    }

    /** Gives an agent the next ones on lease. */
    Uni<List<Asked>> take(Mutiny.Session session, int most, String agent, Instant now, Instant until) {
        Sql sql = Sql.on(session);
        return sql.select(TAKE, now, most, agent, until)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new))
                .chain(ids -> sql.select(THESE, (Object) ids))
                .map(rows -> rows.stream().map(READER).toList());
    }

    /**
     * Writes what came of a call, if nobody took or ended it since it was read.
     *
     * @param answeredAt null where the citizen gave no answer
     */
    static void write(Writes writes, Asked after, Instant answeredAt) {
        writes.updateGuarded(CALLS, List.of(new Kept(after.id(), answeredAt, after.call(), after.version())));
    }
}
