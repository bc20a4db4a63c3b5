package org.hotline12345.dispatch.merge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.MergePlan;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.triage.TriageQueue;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.EarlierReturns;
import org.hotline12345.dispatch.workorder.RegisteredCase;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;

/**
 * Several cases about one matter get one handling (重复诉求并单处理): the members' orders end, the lead's is the open one, every
 * citizen is answered. While unanswered a member can be taken out and is dispatched alone again.
 */
@ApplicationScoped
public class MergeCases {
    private final WorkOrders orders;
    private final MergedCases merged;
    private final TriageQueue queue;
    private final Scope scope;
    private final EarlierReturns returns;
    private final OfficeCopy office;

    public MergeCases(
            WorkOrders orders,
            MergedCases merged,
            TriageQueue queue,
            Scope scope,
            EarlierReturns returns,
            OfficeCopy office) {
        this.orders = orders;
        this.merged = merged;
        this.queue = queue;
        this.scope = scope;
        this.returns = returns;
        this.office = office;
    }

    Uni<Merge> merge(Mutiny.Session session, UUID leadCaseId, List<UUID> caseIds, boolean ruledBack, Doing doing) {
        return plan(session, leadCaseId, caseIds)
                .chain(seen -> orders.lockCases(session, seen.all())
                        // what was seen before the lock may have changed since
                        .chain(cases -> plan(session, leadCaseId, caseIds)
                                .invoke(plan -> {
                                    if (!plan.equals(seen)) {
                                        throw Problem.of(ProblemType.CONCURRENT_CHANGE);
                                    }
                                })
                                .chain(plan -> orders.ofCases(session, plan.all())
                                        .chain(found -> {
                                            var byCase =
                                                    found.stream().collect(Collectors.groupingBy(WorkOrder::caseId));
                                            WorkOrder lead =
                                                    WorkOrders.open(byCase.getOrDefault(plan.leadCaseId(), List.of()));
                                            if (lead == null) {
                                                throw Problem.wrongState(
                                                        state(cases, byCase, plan.leadCaseId()), List.of());
                                            }
                                            checkRespondents(cases, plan, lead);
                                            return returns.of(session, plan.coming())
                                                    .invoke(next ->
                                                            EarlierReturns.require(next, lead.unit(), ruledBack))
                                                    .chain(() -> take(session, lead, cases, byCase, plan, doing));
                                        }))));
    }

    private Uni<MergePlan.Plan> plan(Mutiny.Session session, UUID leadCaseId, List<UUID> caseIds) {
        var named = new ArrayList<>(caseIds);
        named.add(leadCaseId);
        return merged.groupsOf(session, named).map(memberships -> {
            var outcome = MergePlan.of(leadCaseId, caseIds, memberships);
            if (outcome instanceof MergePlan.Refused refused) {
                throw Problem.validation(
                        refused.objections().stream().map(MergeCases::violation).toList());
            }
            return (MergePlan.Plan) outcome;
        });
    }

    private static Violation violation(MergePlan.Objection objection) {
        return switch (objection.reason()) {
            case LEAD_IS_MEMBER -> Violation.of("caseIds", "violation.lead-is-member");
            case ALREADY_MERGED -> Violation.of("caseIds", "violation.already-merged", objection.caseId());
            case ALREADY_TOGETHER -> Violation.of("caseIds", "violation.already-together");
        };
    }

    private Uni<Merge> take(
            Mutiny.Session session,
            WorkOrder lead,
            List<RegisteredCase> cases,
            Map<UUID, List<WorkOrder>> byCase,
            MergePlan.Plan plan,
            Doing doing) {
        Instant at = doing.notBefore(lead.lastEventAt());
        var without = plan.joining().stream()
                .filter(id -> WorkOrders.open(byCase.getOrDefault(id, List.of())) == null)
                .toList();
        var changed = new ArrayList<WorkOrder>();
        var events = new ArrayList<CaseEvent>();
        // a member that waits in triage is first given to the lead's unit: every citizen answered has an order of his
        // own
        Uni<Void> given = without.isEmpty()
                ? Uni.createFrom().voidItem()
                : queue.close(session, without, at, doing.actor(), TriageQueue.Outcome.MERGED)
                        .chain(waiting -> {
                            if (waiting.size() < without.size()) {
                                var lost = without.stream()
                                        .filter(id -> waiting.stream()
                                                .noneMatch(w -> w.caseId().equals(id)))
                                        .findFirst()
                                        .orElseThrow();
                                throw Problem.wrongState(state(cases, byCase, lost), List.of())
                                        .with("caseId", lost);
                            }
                            Uni<Void> chain = Uni.createFrom().voidItem();
                            for (var w : waiting) {
                                chain = chain.chain(() -> give(session, cases, lead, w, at))
                                        .invoke(order -> {
                                            events.add(WorkOrders.dispatched(order));
                                            byCase.put(order.caseId(), List.of(order));
                                        })
                                        .replaceWithVoid();
                            }
                            return chain;
                        });
        return given.chain(() -> merged.move(session, plan.moving(), at)).chain(moved -> {
            var added = new ArrayList<MergedCases.Member>();
            for (UUID id : plan.joining()) {
                WorkOrder order = WorkOrders.open(byCase.get(id));
                order.merge(doing.notBefore(order.lastEventAt()));
                changed.add(order);
                added.add(new MergedCases.Member(id, lead.caseId(), order.id()));
            }
            moved.forEach(
                    member -> added.add(new MergedCases.Member(member.caseId(), lead.caseId(), member.workOrderId())));
            added.forEach(member -> events.add(
                    new CaseMerged(member.caseId(), lead.caseId(), member.workOrderId(), doing.actor(), at)));
            changed.add(lead);
            return session.flush()
                    .chain(() -> merged.add(session, added, doing.actor(), at))
                    .chain(() -> orders.tell(session, changed, doing, events, at))
                    .chain(() -> merged.of(session, lead.caseId()))
                    .map(now -> new Merge(
                            lead.caseId(),
                            lead.id(),
                            now.stream().map(MergedCases.Member::caseId).toList()));
        });
    }

    private Uni<WorkOrder> give(
            Mutiny.Session session,
            List<RegisteredCase> cases,
            WorkOrder lead,
            TriageQueue.Waiting waiting,
            Instant at) {
        return orders.give(
                session,
                theCase(cases, waiting.caseId()),
                new Assignment(
                        lead.unit(),
                        List.of(),
                        lead.category(),
                        lead.area(),
                        DecidedBy.CLERK,
                        "与诉求 " + lead.caseNumber() + " 并单办理",
                        waiting.round(),
                        waiting.cause(),
                        waiting.previousId()),
                at);
    }

    /**
     * Takes the case out of its merge and gives it to its unit again; if that unit has returned the matter meanwhile, a dispatcher
     * finds another, unless {@code ruledBack} says that it goes back.
     */
    Uni<TakenOut> unmerge(Mutiny.Session session, UUID caseId, boolean ruledBack, Doing doing) {
        return merged.touching(session, List.of(caseId)).chain(touching -> {
            var member = touching.stream()
                    .filter(m -> m.caseId().equals(caseId))
                    .findFirst()
                    .orElseThrow(Problem::notFound);
            return orders.lockCases(session, List.of(caseId, member.leadCaseId()))
                    .chain(cases -> merged.touching(session, List.of(caseId))
                            .invoke(now -> {
                                if (!now.contains(member)) {
                                    throw Problem.wrongState("UNMERGED", List.of());
                                }
                            })
                            .chain(() -> orders.lock(session, member.workOrderId()))
                            .chain(own -> returns.of(session, List.of(caseId, member.leadCaseId()))
                                    .chain(next -> next.allows(own.unit(), ruledBack)
                                            ? takeOut(session, theCase(cases, caseId), member, own, doing)
                                            : toTriage(session, member, own, doing))));
        });
    }

    private Uni<TakenOut> takeOut(
            Mutiny.Session session, RegisteredCase registered, MergedCases.Member member, WorkOrder own, Doing doing) {
        Instant at = doing.notBefore(own.lastEventAt());
        var to = new Assignment(
                own.unit(),
                own.coUnits(),
                own.category(),
                own.area(),
                DecidedBy.CLERK,
                "撤销并单,交原承办单位单独办理",
                own.round(),
                DispatchCause.UNMERGED,
                own.id());
        return merged.end(session, registered.caseId(), at)
                .chain(() -> orders.give(session, registered, to, at))
                .call(order -> orders.tell(
                        session,
                        List.of(order),
                        doing,
                        List.of(
                                new CaseUnmerged(registered.caseId(), member.leadCaseId(), doing.actor(), at),
                                WorkOrders.dispatched(order)),
                        at))
                .map(TakenOut.Dispatched::new);
    }

    private Uni<TakenOut> toTriage(Mutiny.Session session, MergedCases.Member member, WorkOrder own, Doing doing) {
        Instant at = doing.notBefore(own.lastEventAt());
        String unit = office.unit(own.unit()).map(UnitInfo::name).orElse(own.unit());
        var entry = TriageQueue.Entry.of(
                own.caseId(),
                new RoutingDecision.Triage(own.area(), "撤销并单。" + unit + "已退回本事项,需重新确定承办单位", List.of()),
                own.round(),
                DispatchCause.UNMERGED,
                own.id(),
                at);
        return merged.end(session, own.caseId(), at)
                .chain(() -> queue.add(session, List.of(entry)))
                .chain(() -> orders.tell(
                        session,
                        List.of(own),
                        doing,
                        List.of(
                                new CaseUnmerged(own.caseId(), member.leadCaseId(), doing.actor(), at),
                                TriageQueue.event(entry)),
                        at))
                .replaceWith(new TakenOut.InTriage(own.caseId(), entry.reason()));
    }

    private void checkRespondents(List<RegisteredCase> cases, MergePlan.Plan plan, WorkOrder lead) {
        var violations = cases.stream()
                .filter(c -> !c.caseId().equals(plan.leadCaseId()) && scope.isAccused(lead.unit(), c.respondentUnit()))
                .map(c -> Violation.of("caseIds", "violation.unit-is-accused", lead.unit()))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }

    private static String state(List<RegisteredCase> cases, Map<UUID, List<WorkOrder>> byCase, UUID caseId) {
        var registered = theCase(cases, caseId);
        var of = byCase.getOrDefault(caseId, List.of());
        return registered.ended() != null
                ? registered.ended()
                : of.isEmpty() ? "IN_TRIAGE" : of.get(of.size() - 1).state().name();
    }

    private static RegisteredCase theCase(List<RegisteredCase> cases, UUID caseId) {
        return cases.stream().filter(c -> c.caseId().equals(caseId)).findFirst().orElseThrow();
    }

    /** What becomes of a case that was taken out. */
    sealed interface TakenOut {
        /** Its unit has it again. */
        record Dispatched(WorkOrder order) implements TakenOut {}

        /** It waits for a dispatcher. */
        record InTriage(UUID caseId, String reason) implements TakenOut {}
    }

    /** The lead case, its open order, and the cases answered with it. */
    public record Merge(UUID leadCaseId, UUID workOrderId, List<UUID> caseIds) {}
}
