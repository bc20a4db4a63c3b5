package org.hotline12345.followup.survey.social;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.channel.Contacts;

/** Draws the sample of a social survey: at random by its seed, so that anybody can draw it again. */
@ApplicationScoped
public class DrawSample {
    /** Head of the sample's file. */
    static final List<String> HEAD = List.of("number", "caseNumber", "title", "unit", "repliedAt", "name", "phone");

    private static final int AT_ONCE = 8;

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
            insert into social_survey_sample (survey_id, number, callback_id)
            select $1, row_number() over (order by chance)::integer, id
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

    private final SocialSurveyQueries queries;
    private final Contacts contacts;
    private final Pool pool;

    public DrawSample(SocialSurveyQueries queries, Contacts contacts, Pool pool) {
        this.queries = queries;
        this.contacts = contacts;
        this.pool = pool;
    }

    Uni<SocialSurveyResource.SurveyView> draw(Mutiny.Session session, SocialSurveyResource.SurveyInput input, String by, Instant now) {
        Sql sql = Sql.on(session);
        UUID id = UuidV7.next();
        String seed = input.seed() == null ? UUID.randomUUID().toString() : input.seed();
        return sql.update(
                        """
                        insert into social_survey (
                          id, title, surveyor, from_day, to_day, size, seed, drawn, created_at, created_by)
                        values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)
                        """,
                        id,
                        input.title().strip(),
                        input.surveyor().strip(),
                        input.from(),
                        input.to(),
                        input.size(),
                        seed,
                        now,
                        by)
                .chain(() -> sql.update(
                        DRAW,
                        id,
                        seed,
                        input.from().atStartOfDay(ShanghaiTime.ZONE).toInstant(),
                        input.to().plusDays(1).atStartOfDay(ShanghaiTime.ZONE).toInstant(),
                        input.size()))
                .chain(drawn -> sql.update("update social_survey set drawn = $2 where id = $1", id, drawn))
                .chain(() -> queries.find(session, id));
    }

    /** The sample of a survey. */
    Uni<List<Row>> sample(UUID surveyId) {
        return Sql.on(pool).select(SAMPLE, surveyId);
    }

    /** The sample as rows of its file, with what intake tells for this purpose. */
    Uni<List<List<String>>> withContacts(List<Row> sample, String purpose) {
        return Multi.createFrom()
                .iterable(sample)
                .onItem()
                .transformToUni(row -> contacts.of(row.getUUID("case_id"), purpose)
                        .map(contact -> Arrays.asList(
                                row.getInteger("number").toString(),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getString("unit"),
                                ShanghaiTime.of(row.getOffsetDateTime("opened_at")
                                                .toInstant())
                                        .toString(),
                                contact.name(),
                                contact.phone())))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .sorted((a, b) -> Integer.compare(Integer.parseInt(a.get(0)), Integer.parseInt(b.get(0))))
                        .toList());
    }
}
