package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.survey.social.SocialSurveyResource.SurveyView;

/** Social surveys as they are shown. */
@ApplicationScoped
class SocialSurveyQueries {
    private static final String SURVEYS = """
            select s.id, s.title, s.surveyor, s.from_day, s.to_day, s.size, s.seed, s.drawn,
              (select count(*)::integer
               from social_survey_sample p
               where p.survey_id = s.id
                 and p.answered_at is not null) as answered
            from social_survey s
            """;

    private static final String ALL = SURVEYS + "order by s.created_at desc";

    private static final String ONE = SURVEYS + "where s.id = $1";

    private final Pool pool;

    SocialSurveyQueries(Pool pool) {
        this.pool = pool;
    }

    /** All of them, the latest first. */
    Uni<List<SurveyView>> all() {
        return Sql.on(pool)
                .select(ALL)
                .map(rows -> rows.stream().map(SocialSurveyQueries::view).toList());
    }

    /** One of them; null if there is none. */
    Uni<SurveyView> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    /** The same, as the session's transaction sees it. */
    Uni<SurveyView> find(Mutiny.Session session, UUID id) {
        return find(Sql.on(session), id);
    }

    private static Uni<SurveyView> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> row == null ? null : view(row));
    }

    private static SurveyView view(Row row) {
        return new SurveyView(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("surveyor"),
                row.getLocalDate("from_day"),
                row.getLocalDate("to_day"),
                row.getInteger("size"),
                row.getString("seed"),
                row.getInteger("drawn"),
                row.getInteger("answered"));
    }
}
