package org.hotline12345.localstack.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.WorkCalendar;

/**
 * What the assessment service says of the imported cases: the rounds behind each unit's on-time rate, case by case, as any
 * evaluator can read them ({@code GET /scores/{unit}/items/onTimeRate/cases}). Other cases of the installation are left out.
 */
final class AssessedCases {
    private static final String ITEM = "onTimeRate";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STEADY_LOOKS = 4;
    /** When nothing was added, nothing of this run is on its way. */
    private static final int STEADY_LOOKS_AGAIN = 1;

    private final Map<String, Boolean> inTime;
    private final List<Handled> handled;
    private final ImportReport.OnTime onTime;

    private AssessedCases(Map<String, Boolean> inTime, List<Handled> handled, ImportReport.OnTime onTime) {
        this.inTime = inTime;
        this.handled = handled;
        this.onTime = onTime;
    }

    /** A first round that was finished, with the times that the suite keeps of it. */
    record Handled(Instant registeredAt, Instant finishedAt) {}

    /** The first rounds that were finished. */
    List<Handled> handled() {
        return handled;
    }

    /** Whether the case's first round was finished in time; null when the service has no round of it. */
    Boolean inTime(String caseId) {
        return inTime.get(caseId);
    }

    /** The figures of the imported cases. */
    ImportReport.OnTime onTime() {
        return onTime;
    }

    /**
     * Waits until the service has counted everything, then reads; null when there is nothing to read.
     *
     * @param added whether this run added anything
     */
    static AssessedCases read(
            SuiteCalls calls, Map<String, CasePlan> cases, Set<String> units, int replied, boolean added) {
        if (cases.isEmpty() || units.isEmpty()) {
            return null;
        }
        String period = period(cases);
        awaitCounted(calls, period, replied, added ? STEADY_LOOKS : STEADY_LOOKS_AGAIN);
        Map<String, Boolean> inTime = new HashMap<>();
        List<Handled> handled = new ArrayList<>();
        List<CompletableFuture<List<Found>>> asked = units.stream()
                .map(unit -> calls.evaluator()
                        .each(
                                ServiceName.ASSESSMENT,
                                HotlineClient.query(
                                        "/scores/" + HotlineClient.encode(unit) + "/items/" + ITEM + "/cases",
                                        "period",
                                        period),
                                Found::of))
                .toList();
        for (CompletableFuture<List<Found>> rounds : asked) {
            for (Found round : rounds.join()) {
                if (round.round() == 1 && cases.containsKey(round.caseId())) {
                    inTime.put(round.caseId(), round.counted());
                    if (round.finishedAt() != null) {
                        handled.add(new Handled(round.registeredAt(), round.finishedAt()));
                    }
                }
            }
        }
        long counted = inTime.values().stream().filter(Boolean::booleanValue).count();
        return new AssessedCases(
                inTime,
                handled,
                new ImportReport.OnTime(
                        period,
                        policy(cases),
                        inTime.size(),
                        handled.size(),
                        counted,
                        HandlingTimes.percent(counted, inTime.size())));
    }

    private record Found(String caseId, int round, boolean counted, Instant registeredAt, Instant finishedAt) {
        static Found of(JsonNode item) {
            return new Found(
                    item.path("caseId").asText(),
                    item.path("round").asInt(1),
                    item.path("counted").asBoolean(),
                    instant(item.path("registeredAt")),
                    instant(item.path("finishedAt")));
        }

        private static Instant instant(JsonNode time) {
            return time.isTextual() ? OffsetDateTime.parse(time.asText()).toInstant() : null;
        }
    }

    private static String policy(Map<String, CasePlan> cases) {
        long own = cases.values().stream()
                .filter(plan -> plan.replyDueAt() != null)
                .count();
        return own == 0 ? "default" : own == cases.size() ? "replyDueAt" : "replyDueAt (" + own + "), default";
    }

    /** Deadlines decide to which period a round belongs: from the first case to a year after the last deadline. */
    private static String period(Map<String, CasePlan> cases) {
        Instant first = null;
        Instant last = Instant.now();
        for (CasePlan plan : cases.values()) {
            Instant due = plan.replyDueAt();
            Instant earliest = due != null && due.isBefore(plan.occurredAt()) ? due : plan.occurredAt();
            first = first == null || earliest.isBefore(first) ? earliest : first;
            last = due != null && due.isAfter(last) ? due : last;
        }
        LocalDate from = first.atZone(WorkCalendar.ZONE).toLocalDate().minusDays(1);
        LocalDate to = last.atZone(WorkCalendar.ZONE).toLocalDate().plusYears(1);
        return from + ".." + to;
    }

    private static void awaitCounted(SuiteCalls calls, String period, int replied, int looks) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String before = "";
        int steady = 0;
        while (true) {
            JsonNode total = calls.evaluator()
                    .get(ServiceName.ASSESSMENT, HotlineClient.query("/indicators", "period", period, "by", "none"))
                    .join()
                    .json()
                    .path("total");
            String now = total.toString();
            boolean enough = total.path("finished").asLong() >= replied;
            steady = enough && now.equals(before) ? steady + 1 : 0;
            if (steady == looks || System.nanoTime() > end) {
                return;
            }
            before = now;
            Pause.millis(1_000);
        }
    }
}
