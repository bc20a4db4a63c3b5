package org.hotline12345.localstack.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.history.model.Agreement;
import org.hotline12345.localstack.history.model.CasePlan;
import org.hotline12345.localstack.history.model.HandlingTimes;
import org.hotline12345.localstack.history.model.ImportReport;
import org.hotline12345.localstack.history.model.Profile;
import org.hotline12345.localstack.history.model.RowRefused;
import org.hotline12345.localstack.history.model.Text;
import org.hotline12345.localstack.history.model.WorkCalendar;

/**
 * Carries the plans of a file through the suite: register, wait for routing, decide what lies in triage, sign, reply,
 * review, sign off, each at its own time. What stands there already is left as it is, so a run can be broken off and
 * repeated.
 */
final class HistoryImport {
    /** Rows begun and not yet ended: most of these wait for routing and cost nothing. */
    private static final int ROWS_IN_FLIGHT = 2_000;

    /** Steps from a signature to an issued reply, with room to spare. */
    private static final int MOST_STEPS = 8;

    /** Rows asked for, spread over the file, to see whether it was imported before. */
    private static final int PROBES = 50;

    private final Profile profile;
    private final SuiteCalls calls;
    private boolean repeated;
    private final AtomicInteger added = new AtomicInteger();
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();

    HistoryImport(Profile profile, SuiteCalls calls) {
        this.profile = profile;
        this.calls = calls;
    }

    /** Where a row ended. */
    private record Outcome(boolean registered, String caseId, WorkOrder order, ImportReport.RefusedRow trouble) {}

    /**
     * Runs the plans.
     *
     * @param progress Told how many rows are done, rows under way by the part that is.
     */
    ImportReport run(HistoryFile file, Path home, IntConsumer progress) {
        long begun = System.nanoTime();
        carry(file, home, progress);
        return report(file, begun, true);
    }

    /** The same without waiting until the cases are counted; the report has no figures of the assessment. */
    ImportReport runUncounted(HistoryFile file, Path home, IntConsumer progress) {
        long begun = System.nanoTime();
        carry(file, home, progress);
        return report(file, begun, false);
    }

    private void carry(HistoryFile file, Path home, IntConsumer progress) {
        new MasterDataSetup(calls).bring(profile.setup());
        calls.brought(codes(profile.setup().categories()), codes(profile.setup().units()));
        try (ImportMemory memory = new ImportMemory(home, profile.name());
                RoutingWatch routing = new RoutingWatch(calls)) {
            Map<String, WorkOrder> standing = standing(memory, file.plans());
            repeated = repeated(memory, file.plans());
            Semaphore flight = new Semaphore(ROWS_IN_FLIGHT);
            var advance = new Advance(progress);
            for (CasePlan plan : file.plans()) {
                flight.acquireUninterruptibly();
                var steps = advance.row();
                carry(plan, memory, standing, routing, steps).whenComplete((outcome, failure) -> {
                    outcomes.put(plan.row(), failure == null ? outcome : broken(plan, HotlineClient.unwrap(failure)));
                    flight.release();
                    steps.end();
                });
            }
            flight.acquireUninterruptibly(ROWS_IN_FLIGHT);
        }
    }

    /** Asks in batches what is there of the cases that an earlier run remembers. */
    private Map<String, WorkOrder> standing(ImportMemory memory, List<CasePlan> plans) {
        Map<String, String> known = memory.caseIds();
        List<String> caseIds = new ArrayList<>();
        for (CasePlan plan : plans) {
            String caseId = known.get(plan.externalId());
            if (caseId != null) {
                caseIds.add(caseId);
            }
        }
        Map<String, WorkOrder> standing = new HashMap<>();
        List<CompletableFuture<SuiteCalls.Routed>> asked = new ArrayList<>();
        for (int from = 0; from < caseIds.size(); from += SuiteCalls.CASES_ASKED) {
            int to = Math.min(caseIds.size(), from + SuiteCalls.CASES_ASKED);
            asked.add(calls.routed(caseIds.subList(from, to)));
        }
        asked.forEach(answer -> standing.putAll(answer.join().orders()));
        return standing;
    }

    private CompletableFuture<Outcome> carry(
            CasePlan plan,
            ImportMemory memory,
            Map<String, WorkOrder> standing,
            RoutingWatch routing,
            Advance.Row steps) {
        String known = memory.caseIds().get(plan.externalId());
        WorkOrder there = known == null ? null : standing.get(known);
        if (there != null) {
            return handled(plan, known, there);
        }
        return caseOf(plan, known == null && repeated).thenCompose(caseId -> {
            if (known == null) {
                memory.registered(plan.externalId(), caseId);
            }
            steps.step();
            return routing.routed(caseId)
                    .thenCompose(order -> {
                        steps.step();
                        return order.isPresent() ? handled(plan, caseId, order.get()) : triage(plan, caseId);
                    })
                    .exceptionally(failure -> new Outcome(
                            true, caseId, null, trouble(plan, "not-carried-on", HotlineClient.unwrap(failure))));
        });
    }

    /** Keys of commands are forgotten after some days; external numbers are not. */
    private CompletableFuture<String> caseOf(CasePlan plan, boolean lookFirst) {
        CompletableFuture<Optional<String>> there =
                lookFirst ? calls.find(plan.externalId()) : CompletableFuture.completedFuture(Optional.empty());
        return there.thenCompose(caseId -> caseId.isPresent()
                ? CompletableFuture.completedFuture(caseId.get())
                : calls.register(plan).thenApply(answer -> {
                    if (!answer.replayed()) {
                        added.incrementAndGet();
                    }
                    return answer.text("caseId");
                }));
    }

    /** Whether an earlier run was here of which this folder knows nothing. */
    private boolean repeated(ImportMemory memory, List<CasePlan> plans) {
        List<CompletableFuture<Optional<String>>> probes = new ArrayList<>();
        int step = Math.max(1, plans.size() / PROBES);
        for (int i = 0; i < plans.size(); i += step) {
            if (!memory.caseIds().containsKey(plans.get(i).externalId())) {
                probes.add(calls.find(plans.get(i).externalId()));
            }
        }
        return probes.stream().anyMatch(probe -> probe.join().isPresent());
    }

    private CompletableFuture<Outcome> triage(CasePlan plan, String caseId) {
        if (plan.triage() == null) {
            return CompletableFuture.completedFuture(new Outcome(true, caseId, null, null));
        }
        return calls.decide(caseId, plan).thenCompose(answer -> {
            if (!answer.replayed()) {
                added.incrementAndGet();
            }
            return handled(plan, caseId, WorkOrder.of(answer.json()));
        });
    }

    private CompletableFuture<Outcome> handled(CasePlan plan, String caseId, WorkOrder order) {
        return handle(plan, order, 0)
                .thenApply(last -> new Outcome(true, caseId, last, null))
                .exceptionally(failure -> new Outcome(
                        true, caseId, order, trouble(plan, "not-carried-on", HotlineClient.unwrap(failure))));
    }

    /** Takes the work order one step further until it is where the plan wants it. */
    private CompletableFuture<WorkOrder> handle(CasePlan plan, WorkOrder order, int steps) {
        if (steps > MOST_STEPS) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("the work order stays in state " + order.state()));
        }
        Profile.Handling handling = profile.handling();
        return switch (order.state()) {
            case "PENDING_SIGN" ->
                plan.sign()
                        ? step(plan, order, steps, calls.sign(order, plan, name(handling.signer(), order)))
                        : CompletableFuture.completedFuture(order);
            case "SIGNED" ->
                plan.reply() != null
                        ? step(plan, order, steps, calls.reply(order, plan, name(handling.author(), order)))
                        : CompletableFuture.completedFuture(order);
            case "REPLY_IN_REVIEW" -> approve(plan, order, steps, "review", handling.reviewer());
            case "REPLY_IN_SIGN_OFF" -> approve(plan, order, steps, "sign-off", handling.approver());
            case "REPLY_IN_CENTRE_REVIEW" -> approve(plan, order, steps, "centre-review", "history:centre");
            case "REPLIED" -> CompletableFuture.completedFuture(order);
            default ->
                CompletableFuture.failedFuture(
                        new IllegalStateException("the work order is in state " + order.state()));
        };
    }

    private CompletableFuture<WorkOrder> approve(CasePlan plan, WorkOrder order, int steps, String step, String actor) {
        if (order.replyId() != null) {
            return step(plan, order, steps, calls.approve(order, plan, step, name(actor, order)));
        }
        return calls.workOrder(order.id()).thenCompose(answer -> {
            WorkOrder whole = WorkOrder.of(answer.json());
            return whole.replyId() == null
                    ? CompletableFuture.failedFuture(new IllegalStateException("the work order names no reply"))
                    : step(plan, whole, steps, calls.approve(whole, plan, step, name(actor, whole)));
        });
    }

    private CompletableFuture<WorkOrder> step(
            CasePlan plan, WorkOrder before, int steps, CompletableFuture<Answer> command) {
        return command.thenCompose(answer -> {
            if (!answer.replayed()) {
                added.incrementAndGet();
            }
            WorkOrder after = WorkOrder.of(answer.json());
            if (after.state() == null || after.id() == null || after.unit() == null) {
                return calls.workOrder(before.id())
                        .thenCompose(whole -> handle(plan, WorkOrder.of(whole.json()), steps + 1));
            }
            return handle(plan, after, steps + 1);
        });
    }

    private static Set<String> codes(List<Map<String, Object>> made) {
        return made.stream().map(one -> String.valueOf(one.get("code"))).collect(Collectors.toSet());
    }

    private static String name(String pattern, WorkOrder order) {
        return pattern.replace("{unit}", order.unit());
    }

    private Outcome broken(CasePlan plan, Throwable failure) {
        boolean refusedForGood = failure instanceof ApiException problem
                && (problem.status() == 400 || problem.status() == 422 || problem.status() == 413)
                && !calls.refusedOwnCode(plan, failure);
        String code = refusedForGood ? ImportReport.REFUSED_BY_SERVICE : "not-registered";
        return new Outcome(false, null, null, trouble(plan, code, failure));
    }

    private static ImportReport.RefusedRow trouble(CasePlan plan, String code, Throwable failure) {
        String words = failure instanceof ApiException problem
                ? problem.where() + ": " + problem.reason()
                : failure instanceof RowRefused refused ? refused.reason().en() : String.valueOf(failure.getMessage());
        return new ImportReport.RefusedRow(plan.row(), code, Text.same(words));
    }

    private ImportReport report(HistoryFile file, long begun, boolean counted) {
        List<ImportReport.RefusedRow> refused = new ArrayList<>(file.refused());
        List<ImportReport.RefusedRow> failed = new ArrayList<>();
        Map<String, CasePlan> byCase = new HashMap<>();
        Set<String> units = new LinkedHashSet<>();
        int registered = 0;
        int dispatched = 0;
        int byRule = 0;
        int inTriage = 0;
        int repliesDue = 0;
        int replied = 0;
        for (CasePlan plan : file.plans()) {
            Outcome outcome = outcomes.get(plan.row());
            if (outcome.trouble() != null) {
                (outcome.trouble().code().equals(ImportReport.REFUSED_BY_SERVICE) ? refused : failed)
                        .add(outcome.trouble());
            }
            if (!outcome.registered()) {
                continue;
            }
            registered++;
            byCase.put(outcome.caseId(), plan);
            if (outcome.order() != null) {
                dispatched++;
                units.add(outcome.order().unit());
                byRule += "CLERK".equals(outcome.order().decidedBy()) ? 1 : 0;
                repliesDue += plan.reply() != null ? 1 : 0;
                replied += outcome.order().state().equals("REPLIED") ? 1 : 0;
            } else if (outcome.trouble() == null) {
                inTriage++;
            }
        }
        AssessedCases assessed = counted ? AssessedCases.read(calls, byCase, units, replied, added.get() > 0) : null;
        return new ImportReport(
                profile.name(),
                file.rows(),
                refused,
                failed,
                registered,
                dispatched,
                byRule,
                inTriage,
                repliesDue,
                replied,
                added.get(),
                handlingTimes(assessed),
                assessed == null ? null : assessed.onTime(),
                profile.compare() == null ? null : agreement(byCase, assessed),
                file.notes(),
                (System.nanoTime() - begun) / 1e9);
    }

    /** Of what the suite stored, not of the file: a time that was lost on the way shows. */
    private HandlingTimes handlingTimes(AssessedCases assessed) {
        List<AssessedCases.Handled> handled = assessed == null ? List.of() : assessed.handled();
        if (handled.isEmpty()) {
            return HandlingTimes.of(new int[0]);
        }
        Instant first = handled.stream()
                .map(AssessedCases.Handled::registeredAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = handled.stream()
                .map(AssessedCases.Handled::finishedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        WorkCalendar calendar = calls.calendar(
                first.atZone(WorkCalendar.ZONE).getYear(),
                last.atZone(WorkCalendar.ZONE).getYear());
        return HandlingTimes.of(handled.stream()
                .mapToInt(one -> calendar.handlingDays(one.registeredAt(), one.finishedAt()))
                .toArray());
    }

    private static Agreement agreement(Map<String, CasePlan> byCase, AssessedCases assessed) {
        Agreement.Counter counter = new Agreement.Counter();
        byCase.forEach((caseId, plan) -> {
            if (plan.expectedInTime() != null) {
                Boolean own = assessed == null ? null : assessed.inTime(caseId);
                counter.add(plan.externalId(), plan.expectedInTime(), own);
            }
        });
        return counter.table();
    }
}
