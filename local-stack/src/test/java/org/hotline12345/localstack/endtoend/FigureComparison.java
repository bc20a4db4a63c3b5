package org.hotline12345.localstack.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;
import org.hotline12345.testing.RecomputedFigures;

/** What the assessment service answers, against what its journal gives by the words of the definitions. */
final class FigureComparison {
    private final RecomputedFigures recomputed;
    private final HotlineClient.As evaluator;

    private FigureComparison(RecomputedFigures recomputed, HotlineClient.As evaluator) {
        this.recomputed = recomputed;
        this.evaluator = evaluator;
    }

    /** Recomputes everything from the database of assessment. */
    static FigureComparison of(Connection assessment, HotlineClient client) throws SQLException {
        return new FigureComparison(RecomputedFigures.of(assessment), client.as(Identity.of("考评员-01", "evaluator")));
    }

    RecomputedFigures recomputed() {
        return recomputed;
    }

    /** Every figure of every unit and of the whole that differs in these months. */
    List<String> differences(Collection<String> months) {
        var differences = new ArrayList<String>();
        for (String month : months) {
            differences.addAll(recomputed.differences(
                    month, rows(month, "unit"), rows(month, "none").get("all"), Map.of()));
        }
        return differences;
    }

    /** How many figures these are. */
    int compared(Collection<String> months) {
        return months.stream().mapToInt(recomputed::compared).sum();
    }

    private Map<String, Map<String, Object>> rows(String month, String by) {
        var rows = new HashMap<String, Map<String, Object>>();
        String path = HotlineClient.query("/indicators", "period", month, "by", by, "p90", true);
        for (JsonNode row : evaluator.list(ServiceName.ASSESSMENT, path).join()) {
            var figures = new HashMap<String, Object>();
            row.fields()
                    .forEachRemaining(figure -> figures.put(
                            figure.getKey(),
                            figure.getValue().isNumber() ? figure.getValue().decimalValue() : null));
            rows.put(row.path("key").isNull() ? "null" : row.path("key").asText(), figures);
        }
        return rows;
    }
}
