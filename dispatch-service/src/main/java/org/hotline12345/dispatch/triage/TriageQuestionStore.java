package org.hotline12345.dispatch.triage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.model.TriageQuestion;
import org.hotline12345.dispatch.triage.TriageQuestionResource.OpenQuestion;

/** What agents were asked back, and answered. */
@Singleton
class TriageQuestionStore {
    private static final Table<TriageQuestion> NEW = Table.of("triage_question", TriageQuestion.class);
    private static final Table<TriageQuestion> ANSWERED =
            Table.of("triage_question", TriageQuestion.class).key("id");

    private static final RecordReader<TriageQuestion> QUESTIONS = RecordReader.of(TriageQuestion.class);

    private static final String FIND = """
            select *
            from triage_question
            where id = $1
            """;

    /** One whose case was decided meanwhile needs no answer. */
    private static final String OPEN =
            """
            select q.id, q.case_id, c.case_number, c.title, c.urgency, c.registered_at, q.question, q.asked_by,
              q.asked_at, t.reason as triage_reason, %s::text as clock
            from triage_question q
            join triage_entry t on t.case_id = q.case_id and t.decided_at is null and t.sent_at <= q.asked_at
            join registered_case c on c.case_id = q.case_id
            where q.answered_at is null
              and ($1::timestamptz is null or (q.asked_at, q.id) > ($1, $2::uuid))
              and %s
            order by q.asked_at, q.id
            limit $3
            """.formatted(OfficeClock.column("q.case_id", "ASK_BACK"), HiddenCases.seen("q.case_id", "$4"));

    private final Pool pool;
    private final Caller caller;
    private final RecordReader<OpenQuestion> open;

    TriageQuestionStore(Pool pool, Caller caller, ObjectMapper json) {
        this.pool = pool;
        this.caller = caller;
        this.open = RecordReader.of(OpenQuestion.class, json)
                .column("questionId", "id")
                .with("allowed", row -> caller.has(Roles.AGENT) ? List.of("answer") : List.of());
    }

    Uni<TriageQuestion> find(Mutiny.Session session, UUID id) {
        return Sql.on(session).first(FIND, id).map(row -> row == null ? null : QUESTIONS.apply(row));
    }

    Uni<Void> insert(Mutiny.Session session, TriageQuestion asked) {
        return new Writes().insert(NEW, List.of(asked)).run(Sql.on(session));
    }

    Uni<Void> update(Mutiny.Session session, TriageQuestion answered) {
        return new Writes().update(ANSWERED, List.of(answered)).run(Sql.on(session));
    }

    /** Those that nobody has answered, the oldest first. */
    Uni<Page<OpenQuestion>> open(PageRequest page) {
        return Sql.on(pool).page(OPEN, "asked_at", page, open, caller.unitAndAbove());
    }
}
