package org.hotline12345.dispatch.cohandling;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.AskedOfCases;
import org.hotline12345.dispatch.cohandling.UnitQuestionsResource.Question;
import org.hotline12345.dispatch.cohandling.UnitQuestionsResource.State;

@Singleton
class CoHandlingStore extends AskedOfCases<CoHandling> {
    private static final String OF_UNIT = """
            select h.id, h.work_order_id, h.case_id, o.case_number, o.title, h.unit, h.question, h.requested_at,
              d.due_at, d.state as deadline_state, h.answered_at
            from co_handling h
            join work_order o on o.id = h.work_order_id
            left join deadline_mirror d on d.deadline_id = h.id
            where h.co_unit = $4
              and %s
              and ($1::timestamptz is null or (h.requested_at, h.id) > ($1, $2::uuid))
              and %s
            order by h.requested_at, h.id
            limit $3
            """;
    private static final String SEEN = HiddenCases.seen("o.case_id", "$5");
    private static final String OPEN = OF_UNIT.formatted(SEEN, "h.answered_at is null and o.ended_at is null");
    private static final String ANSWERED = OF_UNIT.formatted(SEEN, "h.answered_at is not null");

    private final RecordReader<Question> questions =
            RecordReader.of(Question.class).column("coHandlingId", "id");

    CoHandlingStore(Pool pool) {
        super(pool, "co_handling", Table.of("co_handling", CoHandling.class), RecordReader.of(CoHandling.class));
    }

    /** What the unit was asked, the oldest first, but nothing of cases that accuse one of the hidden units. */
    Uni<Page<Question>> ofUnit(String unit, State state, List<String> hidden, PageRequest page) {
        return Sql.on(pool).page(state == State.OPEN ? OPEN : ANSWERED, "requested_at", page, questions, unit, hidden);
    }
}
