package org.hotline12345.assessment.bulletin.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.period.model.Period;

/** The queries that answer the figures of a bulletin. */
public final class Query {
    private Query() {}

    /** Figures by a dimension, beside those of the period before. */
    static String compared(Gathered gathered, Dimension by) {
        return compared(gathered.period(), by, gathered.categoryLevel(), gathered.scope());
    }

    /**
     * Figures by a dimension, beside those of the period before.
     *
     * @param categoryLevel To which level categories are rolled up.
     * @param scope What the query is confined to, {@link #unitScope} or nothing.
     */
    public static String compared(Period period, Dimension by, int categoryLevel, String scope) {
        return indicators(period, by)
                + (by == Dimension.CATEGORY ? "&level=" + categoryLevel : "")
                + "&compare=previous"
                + scope;
    }

    /** The figures of a unit. */
    static String ofUnit(Period period, String unit) {
        return indicators(period, Dimension.UNIT) + "&unit=" + encoded(unit);
    }

    /** What confines a query to a unit. */
    public static String unitScope(String unit) {
        return "&unit=" + encoded(unit);
    }

    private static String indicators(Period period, Dimension by) {
        return "/api/v1/indicators?period=" + period.text() + "&by=" + by.code();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
