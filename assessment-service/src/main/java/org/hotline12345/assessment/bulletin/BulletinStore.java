package org.hotline12345.assessment.bulletin;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.PageRequest;

/** Lists, numbers, receipts and instructions of bulletins. */
@ApplicationScoped
class BulletinStore {
    private static final BulletinJson.OfSubject SUBJECT = new BulletinJson.OfSubject();

    /** A bulletin in a list. */
    record Summary(
            UUID id,
            Kind kind,
            String period,
            Subject subject,
            String title,
            State state,
            IssueNumber number,
            Instant draftedAt,
            Instant issuedAt) {}

    /** That a unit took note. */
    record Receipt(String unit, String note, String by, Instant at) {}

    /** What a leader wrote on it. */
    record Instruction(UUID id, String text, List<String> units, String by, Instant at) {}

    /** Which bulletins are wanted; null for no restriction. */
    record Wanted(Kind kind, String period, State state, Collection<String> units) {}

    private static final String LIST = """
            select
              bulletin_id, kind, period, subject, title, state, issue_year, issue_number, drafted_at, issued_at
            from bulletin
            where ($1::text is null or kind = $1)
              and ($2::text is null or period = $2)
              and ($3::text is null or state = $3)
              and ($4::text[] is null or state = 'ISSUED' and recipients && $4::text[])
              and ($5::timestamptz is null or (drafted_at, bulletin_id) < ($5::timestamptz, $6::uuid))
            order by drafted_at desc, bulletin_id desc
            limit $7
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
            select unit, note, received_by, received_at
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
            select instruction_id, text, units, given_by, given_at
            from bulletin_instruction
            where bulletin_id = $1
              and ($2::text[] is null or units = '{}' or units && $2::text[])
            order by given_at, instruction_id
            """;

    /** Bulletins, the latest first; one more than the page. Of units only issued ones that went to one of them. */
    Uni<List<Summary>> list(Sql sql, Wanted wanted, PageRequest page) {
        var cursor = page.cursor();
        return sql.select(
                        LIST,
                        wanted.kind(),
                        wanted.period(),
                        wanted.state(),
                        wanted.units() == null ? null : wanted.units().toArray(String[]::new),
                        cursor == null ? null : cursor.instant(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> rows.stream().map(BulletinStore::summary).toList());
    }

    /**
     * The next number of the kind in the year.
     *
     * @param wanted The number it shall have; null: the next one.
     * @return the number; null if another bulletin has it
     */
    Uni<IssueNumber> number(Sql sql, Kind kind, int year, Integer wanted) {
        return sql.first(NUMBER, kind, year, wanted).chain(row -> {
            int number = wanted == null ? row.getInteger("last") : wanted;
            return sql.first(NUMBER_TAKEN, kind, year, number)
                    .map(taken -> taken == null ? new IssueNumber(year, number) : null);
        });
    }

    /** Writes a receipt, unless the unit gave one before. */
    Uni<Boolean> receive(Sql sql, UUID id, Receipt receipt) {
        return sql.update(RECEIVE, id, receipt.unit(), receipt.note(), receipt.by(), receipt.at())
                .map(written -> written > 0);
    }

    /** Receipts in the order they came; of all units for null. */
    Uni<List<Receipt>> receipts(Sql sql, UUID id, Collection<String> units) {
        return sql.select(RECEIPTS, id, units == null ? null : units.toArray(String[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new Receipt(
                                row.getString("unit"),
                                row.getString("note"),
                                row.getString("received_by"),
                                Rows.instant(row, "received_at")))
                        .toList());
    }

    Uni<Void> instruct(Sql sql, UUID id, Instruction instruction) {
        return sql.update(
                        INSTRUCT,
                        instruction.id(),
                        id,
                        instruction.text(),
                        instruction.units().toArray(String[]::new),
                        instruction.by(),
                        instruction.at())
                .replaceWithVoid();
    }

    /** Instructions in the order they were given; those for one of these units, all for null. */
    Uni<List<Instruction>> instructions(Sql sql, UUID id, Collection<String> units) {
        return sql.select(INSTRUCTIONS, id, units == null ? null : units.toArray(String[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new Instruction(
                                row.getUUID("instruction_id"),
                                row.getString("text"),
                                texts(row, "units"),
                                row.getString("given_by"),
                                Rows.instant(row, "given_at")))
                        .toList());
    }

    private static Summary summary(Row row) {
        return new Summary(
                row.getUUID("bulletin_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("period"),
                SUBJECT.convertToEntityAttribute(row.getString("subject")),
                row.getString("title"),
                State.valueOf(row.getString("state")),
                number(row),
                Rows.instant(row, "drafted_at"),
                Rows.instant(row, "issued_at"));
    }

    private static IssueNumber number(Row row) {
        Integer year = row.getInteger("issue_year");
        return year == null ? null : new IssueNumber(year, row.getInteger("issue_number"));
    }

    private static List<String> texts(Row row, String column) {
        return List.of(row.getArrayOfStrings(column));
    }
}
