package org.hotline12345.assessment.bulletin.model;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;

/**
 * What was counted for a bulletin.
 *
 * @param totalQuery The query that answers the figures in all beside those of the period before; null: there is none, the figures
 *     are those of certain cases.
 * @param scope What queries are confined to, as it stands in a URL: {@code &unit=…} or nothing.
 * @param now Figures by dimension and key. A dimension nobody counted is absent.
 * @param hotIssues Hot issues; null: nobody tells.
 * @param rectifications Orders to put something right; null: nobody tells.
 */
public record Gathered(
        Period period,
        String totalQuery,
        String scope,
        int categoryLevel,
        Figures total,
        Figures totalBefore,
        Figures totalYearBefore,
        Map<Dimension, Map<String, Figures>> now,
        Map<Dimension, Map<String, Figures>> before,
        List<HotIssueLine> hotIssues,
        List<RectificationLine> rectifications,
        CaseListing cases,
        CaseListing supervisedCases) {
    public Gathered {
        now = copy(now);
        before = copy(before);
    }

    /** Copies that can be asked for the key of what has none. */
    private static Map<Dimension, Map<String, Figures>> copy(Map<Dimension, Map<String, Figures>> figures) {
        var copy = new EnumMap<Dimension, Map<String, Figures>>(Dimension.class);
        figures.forEach((dimension, byKey) -> copy.put(dimension, new HashMap<>(byKey)));
        return copy;
    }

    /** Figures by key, those of the period. */
    Map<String, Figures> now(Dimension dimension) {
        return now.getOrDefault(dimension, new HashMap<>());
    }

    /** The figures of a key in the period before. */
    Figures before(Dimension dimension, String key) {
        Map<String, Figures> byKey = before.get(dimension);
        return byKey == null ? Figures.none() : byKey.getOrDefault(key, Figures.none());
    }
}
