package org.hotline12345.assessment.indicator;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.chassis.http.Language;
import org.hotline12345.chassis.time.ShanghaiTime;

/** How this service reads languages, and writes periods and tables. */
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

    /** A table to be saved as a file. */
    public static Response csv(String file, String table) {
        String plain = file.replaceAll("[^A-Za-z0-9._-]", "_");
        String name = plain.equals(file)
                ? ""
                : "; filename*=UTF-8''" + URLEncoder.encode(file, StandardCharsets.UTF_8) + ".csv";
        return Response.ok(table, CSV)
                .header("Content-Disposition", "attachment; filename=\"" + plain + ".csv\"" + name)
                .build();
    }
}
