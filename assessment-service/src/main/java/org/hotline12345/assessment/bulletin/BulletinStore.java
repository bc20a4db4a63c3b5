package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.period.UsesPeriods;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/** Lists, numbers, receipts and instructions of bulletins, and which periods they are about. */
@ApplicationScoped
class BulletinStore implements UsesPeriods {
    /**
     * A bulletin in a list.
     *
     * @param subject As JSON. May be null.
     */
    record Summary(
            UUID id,
            Kind kind,
            String period,
            String subject,
            String title,
            State state,
            Integer issueYear,
            Integer issueNumber,
            OffsetDateTime draftedAt,
            OffsetDateTime issuedAt) {}

    /** That a unit took note. */
    record Receipt(String unit, String note, String by, OffsetDateTime at) {}

    /** What a leader wrote on it. */
    public record InstructionView(UUID instructionId, String text, List<String> units, String by, OffsetDateTime at) {}

    /** Which bulletins are wanted; null for no restriction. */
    record Wanted(Kind kind, String period, State state, Collection<String> units) {}

    private static final String LIST = """
            select
              bulletin_id as id, kind, period, subject, title, state, issue_year, issue_number, drafted_at, issued_at
            from bulletin
            where ($4::text is null or kind = $4)
              and ($5::text is null or period = $5)
              and ($6::text is null or state = $6)
              and ($7::text[] is null or state = 'ISSUED' and recipients && $7::text[])
              and ($1::timestamptz is null or (drafted_at, bulletin_id) < ($1::timestamptz, $2::uuid))
            order by drafted_at desc, bulletin_id desc
            limit $3
            """;

    /** The row of the year stays locked until the issue is committed, so numbers have no gaps and none is given twice. */
    private static final String NUMBER = """
            insert into bulletin_number as number (kind, year, last)
            values ($1, $2, coalesce($3::integer, 1))
            on conflict (kind, year) do update
            set last = greatest(number.last, coalesce($3::integer, number.last + 1))
            returning last
            """;

    private static final String NUMBER_TAKEN = """
            select 1
            from bulletin
            where kind = $1
              and issue_year = $2
              and issue_number = $3
            """;

    private static final String RECEIVE = """
            insert into bulletin_receipt (bulletin_id, unit, note, received_by, received_at)
            values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """;

    private static final String RECEIPTS = """
            select unit, note, received_by as by, received_at as at
            from bulletin_receipt
            where bulletin_id = $1
              and ($2::text[] is null or unit = any($2::text[]))
            order by received_at, unit
            """;

    private static final String INSTRUCT = """
            insert into bulletin_instruction (instruction_id, bulletin_id, text, units, given_by, given_at)
            values ($1, $2, $3, $4, $5, $6)
            """;

    private static final String INSTRUCTIONS = """
            select instruction_id, text, units, given_by as by, given_at as at
            from bulletin_instruction
            where bulletin_id = $1
              and ($2::text[] is null or units = '{}' or units && $2::text[])
            order by given_at, instruction_id
            """;

    private final Pool pool;

    BulletinStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String used() {
        return """
                select distinct period from bulletin where period = any($1::text[])
                """;
    }

    /** A page of bulletins, the latest first. Of units only issued ones that went to one of them. */
    Uni<Page<Summary>> list(Wanted wanted, PageRequest page) {
        return Sql.on(pool)
                .page(
                        LIST,
                        "drafted_at",
                        page,
                        Rows.as(Summary.class),
                        wanted.kind(),
                        wanted.period(),
                        wanted.state(),
                        wanted.units() == null ? null : wanted.units().toArray(String[]::new));
    }

    /**
     * The next number of the kind in the year.
     *
     * @param wanted The number it shall have; null: the next one.
     * @return the number; null if another bulletin has it
     */
    Uni<IssueNumber> number(Mutiny.Session session, Kind kind, int year, Integer wanted) {
        var sql = Sql.on(session);
        return sql.first(NUMBER, kind, year, wanted).chain(row -> {
            int number = wanted == null ? row.getInteger("last") : wanted;
            return sql.first(NUMBER_TAKEN, kind, year, number)
                    .map(taken -> taken == null ? new IssueNumber(year, number) : null);
        });
    }

    /** Writes a receipt; false if the unit gave one before. */
    Uni<Boolean> receive(Mutiny.Session session, UUID id, Receipt receipt) {
        return Sql.on(session)
                .update(RECEIVE, id, receipt.unit(), receipt.note(), receipt.by(), receipt.at())
                .map(written -> written > 0);
    }

    /** Receipts in the order they came; of all units for null. */
    Uni<List<Receipt>> receipts(UUID id, Collection<String> units) {
        return Sql.on(pool).list(Receipt.class, RECEIPTS, id, units == null ? null : units.toArray(String[]::new));
    }

    Uni<Integer> instruct(Mutiny.Session session, UUID id, InstructionView instruction) {
        return Sql.on(session)
                .update(
                        INSTRUCT,
                        instruction.instructionId(),
                        id,
                        instruction.text(),
                        instruction.units().toArray(String[]::new),
                        instruction.by(),
                        instruction.at());
    }

    /** Instructions in the order they were given; those for one of these units, all for null. */
    Uni<List<InstructionView>> instructions(UUID id, Collection<String> units) {
        return Sql.on(pool)
                .list(InstructionView.class, INSTRUCTIONS, id, units == null ? null : units.toArray(String[]::new));
    }
}
