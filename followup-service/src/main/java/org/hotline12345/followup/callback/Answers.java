package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.model.Answer;

/** The table of answers: one in force for a callback and instrument, corrected ones are kept. */
@ApplicationScoped
public class Answers {
    /** An answer in force. */
    public record Given(Answer answer, Instant at) {}

    /** The answers in force to a callback, the latest first. */
    public Uni<List<Given>> inForce(Sql sql, UUID callbackId) {
        return sql.select("""
                        select instrument, informed, resolved, satisfaction, attitude, reasons, reason, objective, explanation,
                          answered_at
                        from callback_answer
                        where callback_id = $1
                          and not corrected
                        order by answered_at desc, id desc
                        """, callbackId)
                .map(rows -> rows.stream().map(Answers::given).toList());
    }

    /** When the first answer by the instrument was given; null if there is none. */
    public Uni<Instant> firstAt(Sql sql, UUID callbackId, SurveyInstrument instrument) {
        return sql.first("""
                        select min(answered_at) as first_at
                        from callback_answer
                        where callback_id = $1
                          and instrument = $2
                        """, callbackId, instrument)
                .map(row -> row.getOffsetDateTime("first_at"))
                .map(at -> at == null ? null : at.toInstant());
    }

    /** The answer in force by this instrument counts as corrected. */
    public Uni<Void> correct(Sql sql, UUID callbackId, SurveyInstrument instrument) {
        return sql.update("""
                        update callback_answer
                        set corrected = true
                        where callback_id = $1
                          and instrument = $2
                          and not corrected
                        """, callbackId, instrument).replaceWithVoid();
    }

    /** Writes an answer; the one of the same instrument before it is corrected already. */
    public Uni<Void> add(Sql sql, UUID callbackId, Answer answer, String note, String by, Instant at) {
        return sql.update(
                        """
                        insert into callback_answer (
                          id, callback_id, instrument, informed, resolved, satisfaction, attitude, reasons, reason, objective,
                          explanation, note, answered_by, answered_at, corrected, plan_version)
                        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, false, survey_version
                        from office_state
                        """,
                        UuidV7.next(),
                        callbackId,
                        answer.instrument(),
                        answer.informed(),
                        answer.resolved(),
                        answer.satisfaction(),
                        answer.attitude(),
                        answer.reasons().toArray(String[]::new),
                        answer.reason(),
                        answer.objective(),
                        answer.explanation(),
                        note,
                        by,
                        at)
                .replaceWithVoid();
    }

    private static Given given(Row row) {
        String attitude = row.getString("attitude");
        return new Given(
                new Answer(
                        SurveyInstrument.valueOf(row.getString("instrument")),
                        row.getBoolean("informed"),
                        row.getBoolean("resolved"),
                        Satisfaction.valueOf(row.getString("satisfaction")),
                        attitude == null ? null : Satisfaction.valueOf(attitude),
                        List.of(row.getArrayOfStrings("reasons")),
                        row.getString("reason"),
                        row.getBoolean("objective"),
                        row.getString("explanation")),
                row.getOffsetDateTime("answered_at").toInstant());
    }
}
