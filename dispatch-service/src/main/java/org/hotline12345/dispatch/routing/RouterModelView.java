package org.hotline12345.dispatch.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.dispatch.routing.model.RouterModel;

/**
 * A model of the router as people see it.
 *
 * @param progress Of the training, from 0 to 1.
 * @param trainedUntil Dispatch of the last case that it learned from or that chose its thresholds.
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

    static RecordReader<RouterModelView> reader(ObjectMapper json, Caller caller) {
        return RecordReader.of(RouterModelView.class, json)
                .with("leastConfidence", row -> confidence(row.getDouble("alone")))
                .with("leastConfidenceAgreed", row -> confidence(row.getDouble("agreed")))
                .with("allowed", row -> caller.has(Roles.ADMIN) ? allowed(row) : List.of());
    }

    private static List<String> allowed(Row row) {
        return State.valueOf(row.getString("state")) != State.READY
                ? List.of()
                : List.of("evaluation", row.getBoolean("active") ? "rollback" : "activation");
    }

    private static Double confidence(Double least) {
        return least == null || least >= RouterModel.NEVER ? null : least;
    }
}
