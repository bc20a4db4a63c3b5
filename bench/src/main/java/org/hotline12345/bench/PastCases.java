package org.hotline12345.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.HistoryLoad;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.stack.Stack;

/** Cases of the year before yesterday, all dispatched and signed, part of them answered: moved in as history. */
final class PastCases {
    private static final double LEAST = 0.999;

    private final SampleCases samples;
    private final SplittableRandom random = new SplittableRandom(5);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    PastCases(SampleCases samples) {
        this.samples = samples;
    }

    /** When one of them came in. */
    Instant moment() {
        return now.minusSeconds(86_400L + random.nextLong(365L * 86_400));
    }

    /**
     * Moves so many in and waits until they are counted.
     *
     * @param answered the share of them that is answered, but for those whose answer would come later than now
     */
    ImportReport load(HotlineClient client, Stack stack, int count, double answered, IntConsumer progress) {
        List<CasePlan> plans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Instant at = moment();
            plans.add(plan(i + 1, "invented:" + i, at, now, answered));
        }
        ImportReport loaded = HistoryLoad.carry(client, stack.home().folder(), plans, progress);
        check(loaded);
        return loaded;
    }

    /** Fails unless nearly all are in. */
    static void check(ImportReport loaded) {
        if (loaded.registered() < loaded.rows() * LEAST) {
            throw new IllegalStateException("only " + loaded.registered() + " of " + loaded.rows() + " cases are in: "
                    + loaded.failedByCode().values().stream()
                            .map(rows -> rows.get(0).reason().en())
                            .toList());
        }
    }

    /**
     * The next one.
     *
     * @param row Position among those that are moved in together.
     * @param at When it came in.
     * @param until No reply is later than this: those that would be have not come.
     */
    CasePlan plan(int row, String externalId, Instant at, Instant until, double answered) {
        Map<String, String> fields = new HashMap<>();
        samples.next().properties().forEach(field -> put(fields, field.getKey(), field.getValue()));
        Instant replied = at.plusSeconds(3_600 + random.nextLong(9 * 86_400));
        boolean answers = random.nextDouble() < answered && replied.isBefore(until);
        String reply = samples.reply().path("text").asText();
        return new CasePlan(
                row,
                externalId,
                fields,
                at,
                "history:agent",
                null,
                new CasePlan.TriageTarget("CCSZF", null),
                true,
                answers ? new CasePlan.Reply(replied, "RESOLVED", reply) : null,
                null);
    }

    private static void put(Map<String, String> fields, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(inner -> put(fields, name + "." + inner.getKey(), inner.getValue()));
        } else {
            fields.put(name, value.asText());
        }
    }
}
