package org.hotline12345.followup.urging;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.notice.NoticeTemplates;
import org.hotline12345.followup.notice.model.NoticeTexts;

/**
 * A reminder as it stands.
 *
 * @param number Number of the notice, without its year.
 * @param level Whom it goes to.
 * @param note What the unit is told, in the reader's language; a supervisor's own words as written.
 * @param urgedBy Subject of the supervisor. May be null.
 * @param deliverAt When the unit is told: at once, or after the quiet hours.
 * @param lateSince When it ought to have been told, where that failed and is tried again at {@code deliverAt}. May be null.
 * @param deliveredAt When it was told; null while the notice waits.
 * @param revokedAt When it was taken back. May be null.
 */
public record UrgeView(
        UUID id,
        long number,
        UUID caseId,
        UUID workOrderId,
        String unit,
        UrgeOrigin origin,
        UrgeLevel level,
        String note,
        String urgedBy,
        OffsetDateTime urgedAt,
        OffsetDateTime deliverAt,
        OffsetDateTime lateSince,
        OffsetDateTime deliveredAt,
        OffsetDateTime revokedAt) {
    /** The columns that {@link #in} reads, of the table {@code unit_urge} named {@code u}. */
    static final String COLUMNS = """
            u.id, u.number, u.case_id, u.work_order_id, u.unit, u.origin, u.level, u.note, u.citizen_urges, u.kind, u.due_at,
              u.urged_by, u.urged_at, u.deliver_at, u.late_since, u.delivered_at, u.revoked_at
            """;

    private static final RecordReader<UrgeView> READER = RecordReader.of(UrgeView.class);

    /** One that was made a moment ago, in the supervisor's own words. */
    static UrgeView of(Changes.NewUrge urge) {
        return new UrgeView(
                urge.id(),
                urge.number(),
                urge.caseId(),
                urge.workOrderId(),
                urge.unit(),
                urge.origin(),
                urge.level(),
                urge.note(),
                urge.by(),
                ShanghaiTime.of(urge.urgedAt()),
                ShanghaiTime.of(urge.deliverAt()),
                null,
                ShanghaiTime.of(urge.deliveredAt()),
                null);
    }

    /** Reads rows with {@link #COLUMNS} for people of this language. */
    static Function<Row, UrgeView> in(Language language, NoticeTemplates templates) {
        if (language == Language.ZH) {
            return READER;
        }
        NoticeTexts texts = templates.in(language);
        return READER.with("note", row -> note(row, texts));
    }

    private static String note(Row row, NoticeTexts texts) {
        if (row.getString("kind") != null) {
            return texts.overdue(
                    UrgeLevel.valueOf(row.getString("level")),
                    DeadlineKind.valueOf(row.getString("kind")),
                    row.getOffsetDateTime("due_at").toInstant());
        }
        Integer times = row.getInteger("citizen_urges");
        return times == null ? row.getString("note") : texts.citizenUrged(times);
    }
}
