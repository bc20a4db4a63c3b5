package org.hotline12345.dispatch.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.dispatch.routing.model.RouterModel;

/**
 * A model of the router as people see it.
 *
 * @param progress Of the training, from 0 to 1.
 * @param trainedUntil Dispatch of the last case it learned from.
 * @param leastConfidence At which it decides alone; null: never.
 * @param leastConfidenceAgreed At which it decides where the words of the catalogue agree; null: never.
 * @param metrics Left out in lists.
 */
public record RouterModelView(
        String version,
        State state,
        boolean active,
        double progress,
        String failure,
        Instant createdAt,
        String createdBy,
        Instant finishedAt,
        double wantedPrecision,
        Instant trainedUntil,
        Double unitShare,
        Double leastConfidence,
        Double leastConfidenceAgreed,
        long bytes,
        @JsonInclude(JsonInclude.Include.NON_NULL) RouterMetrics metrics,
        List<String> allowed) {
    /** TRAINING 训练中, READY 可启用, FAILED 训练失败. */
    public enum State {
        TRAINING,
        READY,
        FAILED
    }

    static RouterModelView of(Row row, RouterMetrics metrics) {
        var state = State.valueOf(row.getString("state"));
        boolean active = row.getBoolean("active");
        var allowed = new ArrayList<String>();
        if (state == State.READY) {
            allowed.add("evaluation");
            allowed.add(active ? "rollback" : "activation");
        }
        return new RouterModelView(
                row.getString("version"),
                state,
                active,
                row.getDouble("progress"),
                row.getString("failure"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("created_by"),
                Rows.instant(row, "finished_at"),
                row.getDouble("wanted_precision"),
                Rows.instant(row, "trained_until"),
                row.getDouble("unit_share"),
                confidence(row.getDouble("alone")),
                confidence(row.getDouble("agreed")),
                bytes(row, "category_bytes") + bytes(row, "unit_bytes"),
                metrics,
                allowed);
    }

    private static long bytes(Row row, String column) {
        Integer bytes = row.getInteger(column);
        return bytes == null ? 0 : bytes;
    }

    private static Double confidence(Double least) {
        return least == null || least >= RouterModel.NEVER ? null : least;
    }
}
