package org.hotline12345.assessment.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.bulletin.Bulletin.Instruction;
import org.hotline12345.assessment.bulletin.Bulletin.Printed;
import org.hotline12345.assessment.bulletin.Bulletin.Receipt;
import org.hotline12345.assessment.bulletin.Bulletin.Summary;
import org.hotline12345.assessment.bulletin.model.BulletinDocument;
import org.hotline12345.assessment.bulletin.model.Content;
import org.hotline12345.assessment.bulletin.model.IssueNumber;
import org.hotline12345.assessment.bulletin.model.Kind;
import org.hotline12345.assessment.bulletin.model.Section;
import org.hotline12345.assessment.bulletin.model.State;
import org.hotline12345.assessment.bulletin.model.Subject;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.chassis.database.Sql;

/** The tables of bulletins. */
@ApplicationScoped
class BulletinStore {
    private static final String ONE = """
            select *
            from bulletin
            where bulletin_id = $1
            """;

    private static final String LIST = """
            select
              bulletin_id,
              kind,
              period,
              subject,
              title,
              state,
              issue_year,
              issue_number,
              drafted_at,
              issued_at,
              version
            from bulletin
            where ($1::text is null or kind = $1)
              and ($2::text is null or period = $2)
              and ($3::text is null or state = $3)
              and ($4::text[] is null or state = 'ISSUED' and recipients && $4::text[])
              and ($5::timestamptz is null or (drafted_at, bulletin_id) < ($5::timestamptz, $6::uuid))
            order by drafted_at desc, bulletin_id desc
            limit $7
            """;

    private static final String DRAFT = """
            insert into bulletin (
              bulletin_id,
              kind,
              period,
              subject,
              title,
              addressees,
              recipients,
              paragraphs,
              content,
              figures_at,
              state,
              drafted_by,
              drafted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'DRAFT', $11, $12)
            on conflict (period) where kind = 'BULLETIN' and state = 'DRAFT' do nothing
            """;

    private static final String EDIT = """
            update bulletin
            set title = $2,
                addressees = $3,
                recipients = $4,
                paragraphs = $5,
                edited_by = $6,
                edited_at = $7,
                version = version + 1
            where bulletin_id = $1
            """;

    private static final String REFRESH = """
            update bulletin
            set content = $2,
                figures_at = $3,
                edited_by = $4,
                edited_at = $5,
                version = version + 1
            where bulletin_id = $1
            """;

    private static final String DISCARD = """
            delete from bulletin
            where bulletin_id = $1
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

    private static final String ISSUE = """
            update bulletin
            set state = 'ISSUED',
                recipients = $2,
                issue_year = $3,
                issue_number = $4,
                document_zh = $5,
                document_en = $6,
                issued_by = $7,
                issued_at = $8,
                version = version + 1
            where bulletin_id = $1
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

    private final ObjectMapper json;
    private final ReportingPeriods periods;

    BulletinStore(ObjectMapper json, ReportingPeriods periods) {
        this.periods = periods;
        // what an earlier release wrote is read by a later one that no longer knows a field
        this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The bulletin, or null. */
    Uni<Bulletin> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> row == null ? null : bulletin(row));
    }

    /** The bulletin, or null; nobody else changes it before the transaction ends. */
    Uni<Bulletin> hold(Sql sql, UUID id) {
        return sql.first(ONE + "for update\n", id).map(row -> row == null ? null : bulletin(row));
    }

    /**
     * Bulletins, the latest first.
     *
     * @param units Only issued ones that went to one of these units; null for all.
     * @param after Place of the last one before. May be null.
     */
    Uni<List<Summary>> list(
            Sql sql,
            Kind kind,
            String period,
            State state,
            Collection<String> units,
            Instant after,
            UUID afterId,
            int most) {
        return sql.select(
                        LIST,
                        kind,
                        period,
                        state,
                        units == null ? null : units.toArray(String[]::new),
                        after,
                        afterId,
                        most)
                .map(rows -> rows.stream().map(this::summary).toList());
    }

    /** Writes a draft; false if the period has one already. */
    Uni<Boolean> draft(Sql sql, Bulletin draft) {
        return sql.update(
                        DRAFT,
                        draft.id(),
                        draft.kind(),
                        draft.period().text(),
                        draft.subject() == null ? null : write(draft.subject()),
                        draft.title(),
                        draft.addressees(),
                        draft.recipients().toArray(String[]::new),
                        write(draft.paragraphs()),
                        write(draft.content()),
                        draft.figuresAt(),
                        draft.draftedBy(),
                        draft.draftedAt())
                .map(written -> written > 0);
    }

    Uni<Void> edit(Sql sql, Bulletin edited) {
        return sql.update(
                        EDIT,
                        edited.id(),
                        edited.title(),
                        edited.addressees(),
                        edited.recipients().toArray(String[]::new),
                        write(edited.paragraphs()),
                        edited.editedBy(),
                        edited.editedAt())
                .replaceWithVoid();
    }

    Uni<Void> refresh(Sql sql, UUID id, Content content, Instant at, String by) {
        return sql.update(REFRESH, id, write(content), at, by, at).replaceWithVoid();
    }

    Uni<Void> discard(Sql sql, UUID id) {
        return sql.update(DISCARD, id).replaceWithVoid();
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

    Uni<Void> issue(Sql sql, Bulletin issued) {
        return sql.update(
                        ISSUE,
                        issued.id(),
                        issued.recipients().toArray(String[]::new),
                        issued.number().year(),
                        issued.number().number(),
                        write(issued.issued().chinese()),
                        write(issued.issued().english()),
                        issued.issuedBy(),
                        issued.issuedAt())
                .replaceWithVoid();
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
                                instant(row, "received_at")))
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
                                instant(row, "given_at")))
                        .toList());
    }

    private Bulletin bulletin(Row row) {
        String chinese = row.getString("document_zh");
        return new Bulletin(
                row.getUUID("bulletin_id"),
                Kind.valueOf(row.getString("kind")),
                periods.find(row.getString("period")).orElseThrow(),
                subject(row),
                row.getString("title"),
                row.getString("addressees"),
                texts(row, "recipients"),
                read(row.getString("paragraphs"), new TypeReference<Map<Section, List<String>>>() {}),
                read(row.getString("content"), new TypeReference<Content>() {}),
                instant(row, "figures_at"),
                State.valueOf(row.getString("state")),
                number(row),
                chinese == null
                        ? null
                        : new Printed(
                                read(chinese, new TypeReference<BulletinDocument>() {}),
                                read(row.getString("document_en"), new TypeReference<BulletinDocument>() {})),
                row.getString("drafted_by"),
                instant(row, "drafted_at"),
                row.getString("edited_by"),
                instant(row, "edited_at"),
                row.getString("issued_by"),
                instant(row, "issued_at"),
                row.getInteger("version"));
    }

    private Summary summary(Row row) {
        return new Summary(
                row.getUUID("bulletin_id"),
                Kind.valueOf(row.getString("kind")),
                periods.find(row.getString("period")).orElseThrow(),
                subject(row),
                row.getString("title"),
                State.valueOf(row.getString("state")),
                number(row),
                instant(row, "drafted_at"),
                instant(row, "issued_at"),
                row.getInteger("version"));
    }

    private Subject subject(Row row) {
        String subject = row.getString("subject");
        return subject == null ? null : read(subject, new TypeReference<Subject>() {});
    }

    private static IssueNumber number(Row row) {
        Integer year = row.getInteger("issue_year");
        return year == null ? null : new IssueNumber(year, row.getInteger("issue_number"));
    }

    private static List<String> texts(Row row, String column) {
        return List.of(row.getArrayOfStrings(column));
    }

    private static Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read what was written as JSON", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write as JSON", e);
        }
    }
}
