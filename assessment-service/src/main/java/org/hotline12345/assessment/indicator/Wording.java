package org.hotline12345.assessment.indicator;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.OffsetDateTime;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.chassis.http.Language;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;

/** How this service reads periods and languages, and writes periods and tables. */
public final class Wording {
    /** Media type of tables. */
    public static final String CSV = "text/csv;charset=UTF-8";

    /** The same where a resource offers it beside JSON: JSON is served unless a table is asked for. */
    public static final String CSV_IF_ASKED = "text/csv;qs=0.1";

    private Wording() {}

    /** Whether the caller reads English rather than Chinese. */
    public static boolean english(HttpHeaders headers) {
        return Language.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)) == Language.EN;
    }

    /** Reads a period; 400 if it is missing or none. */
    public static Period period(String field, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(field, "violation.required");
        }
        Period period;
        try {
            period = Period.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(field, "violation.period");
        }
        if (!period.plausible()) {
            throw Problem.invalid(field, "violation.period");
        }
        return period;
    }

    /** A period as it stands in answers. */
    public record PeriodView(String text, String name, OffsetDateTime from, OffsetDateTime to) {}

    /** The period in answers; {@code to} is the first moment after it. */
    public static PeriodView period(Period period) {
        return new PeriodView(
                period.text(), period.chinese(), ShanghaiTime.of(period.from()), ShanghaiTime.of(period.to()));
    }

    /** A table to be saved as a file. */
    public static Response csv(String file, String table) {
        return Response.ok(table, CSV)
                .header("Content-Disposition", "attachment; filename=\"" + file + ".csv\"")
                .build();
    }
}
