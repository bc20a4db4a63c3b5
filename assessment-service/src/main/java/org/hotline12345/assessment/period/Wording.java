package org.hotline12345.assessment.period;

import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.time.ShanghaiTime;

/** How this service reads languages, and writes periods and tables. */
public final class Wording {
    /** Media type of tables. */
    public static final String CSV = "text/csv;charset=UTF-8";

    private Wording() {}

    /** A period as it stands in answers. */
    public record PeriodView(String text, String name, OffsetDateTime from, OffsetDateTime to, long days) {}

    /** The period in answers; {@code to} is the first moment after it. */
    public static PeriodView period(Period period) {
        return new PeriodView(
                period.text(),
                period.chinese(),
                ShanghaiTime.of(period.from()),
                ShanghaiTime.of(period.to()),
                period.days());
    }

    /** A table for another program; the name of its file is of plain letters. */
    public static Response csv(String file, String table) {
        return Response.ok(table, CSV)
                .header("Content-Disposition", "attachment; filename=\"" + file + ".csv\"")
                .build();
    }
}
