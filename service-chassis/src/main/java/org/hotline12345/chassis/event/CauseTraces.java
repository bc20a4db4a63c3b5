package org.hotline12345.chassis.event;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.HashMap;
import java.util.Map;

/**
 * The trace of the last event of each key in the batch being applied, so that events derived from it go on in the same
 * trace.
 */
public final class CauseTraces {
    private static final String LOCAL = "hotline.cause-traces";

    private CauseTraces() {}

    public static void remember(Map<String, String> traceByKey) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(LOCAL, new HashMap<>(traceByKey));
        }
    }

    public static String of(String key) {
        if (!VertxContext.isOnDuplicatedContext()) {
            return null;
        }
        return ContextLocals.<Map<String, String>>get(LOCAL)
                .map(traces -> traces.get(key))
                .orElse(null);
    }
}
