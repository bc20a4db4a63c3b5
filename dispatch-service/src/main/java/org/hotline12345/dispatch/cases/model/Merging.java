package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewMerge;
import org.hotline12345.dispatch.cases.model.DispatchCase.Follows;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;

/**
 * Several cases about one matter get one handling (重复诉求并单处理): the members' orders end, the lead's is the open one, every
 * citizen is answered. While unanswered a member can be taken out and is dispatched alone again.
 */
public final class Merging {
    private final CaseSet in;

    Merging(CaseSet in) {
        this.in = in;
    }

    /** The lead case, its open order, and the cases answered with it. */
    public record Merge(UUID leadCaseId, UUID workOrderId, List<UUID> caseIds) {}

    /** What becomes of a case that was taken out. */
    public sealed interface TakenOut {
        /** Its unit has it again. */
        record Dispatched(WorkOrder order) implements TakenOut {}

        /** It waits for a dispatcher. */
        record InTriage(UUID caseId, String reason) implements TakenOut {}
    }

    /** Merges the cases into the one named as lead, or into its group. */
    public Merge merge(UUID named, List<UUID> caseIds, boolean ruledBack, Act act) {
        var outcome = MergePlan.of(named, caseIds, memberships());
        if (outcome instanceof MergePlan.Refused refused) {
            throw new Refusal(new Refusal.NotMergeable(refused.objections()));
        }
        var plan = (MergePlan.Plan) outcome;
        plan.all().forEach(in::get);
        var lead = in.get(plan.leadCaseId());
        var order = lead.open();
        if (order == null) {
            throw new Refusal(new Refusal.WrongState(lead.standing("IN_TRIAGE")));
        }
        requireNotAccused(plan, order.unit());
        in.requireNotReturnedBy(order.unit(), plan.coming(), ruledBack);
        Instant at = act.notBefore(order.lastEventAt());
        boolean imported = order.imported()
                || plan.joining().stream().anyMatch(id -> in.get(id).silent());
        var telling = act.telling(at, imported);
        giveWaiting(plan, order, act, telling);
        plan.moving().forEach(id -> {
            in.get(id).leaves(in.get(in.get(id).leadCase()));
            in.changes().mergeEnded(id, "MOVED", at);
        });
        for (UUID id : plan.joining()) {
            var own = in.get(id).open();
            own.merge(act.notBefore(own.lastEventAt()));
            in.changes().show(own);
            join(in.get(id), lead, telling);
        }
        plan.moving().forEach(id -> join(in.get(id), lead, telling));
        // a sign-off that read the order before knows nothing of the new members: it must not find this version
        order.touch();
        in.changes().show(order);
        return new Merge(
                lead.id(),
                order.id(),
                lead.members().stream()
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList());
    }

    private List<MergePlan.Membership> memberships() {
        return in.all().stream()
                .filter(each -> each.leadCase() != null)
                .sorted(Comparator.comparing(each -> each.id().toString()))
                .map(each -> new MergePlan.Membership(each.id(), each.leadCase()))
                .toList();
    }

    private void requireNotAccused(MergePlan.Plan plan, String unit) {
        long accusing = plan.coming().stream()
                .filter(id -> in.office().isAccused(unit, in.get(id).facts().accused()))
                .count();
        if (accusing > 0) {
            throw new Refusal(new Refusal.UnitIsAccused("caseIds", unit, (int) accusing));
        }
    }

    /** A member that waits in triage is first given to the lead's unit: every citizen answered has an order of his own. */
    private void giveWaiting(MergePlan.Plan plan, WorkOrder lead, Act act, Telling telling) {
        for (UUID id : plan.joining()) {
            var joining = in.get(id);
            if (joining.open() != null) {
                continue;
            }
            var waiting = joining.waiting();
            if (waiting == null) {
                throw new Refusal(new Refusal.WrongState(joining.standing("IN_TRIAGE"), List.of(), id));
            }
            joining.leaveTriage(telling.at(), act.actor(), TriageEntry.Outcome.MERGED);
            joining.dispatch(
                    new Assignment(
                            lead.unit(),
                            List.of(),
                            lead.assignment().category(),
                            lead.assignment().area(),
                            DecidedBy.CLERK,
                            "与诉求 " + lead.of().caseNumber() + " 并单办理",
                            waiting.round(),
                            waiting.cause(),
                            waiting.previousId()),
                    telling);
        }
    }

    private void join(DispatchCase member, DispatchCase lead, Telling telling) {
        UUID own = member.latest().id();
        member.isMemberOf(lead);
        in.changes().merged(new NewMerge(member.id(), lead.id(), own, telling.by(), telling.at()));
        member.tell(new CaseMerged(member.id(), lead.id(), own, telling.by(), telling.at()), telling);
    }

    /**
     * Takes the case out of its merge and gives it to its unit again; if that unit has returned the matter meanwhile, a dispatcher
     * finds another, unless {@code ruledBack} says that it goes back.
     */
    public TakenOut unmerge(UUID caseId, boolean ruledBack, Act act) {
        var member = in.find(caseId);
        if (member == null || member.leadCase() == null) {
            throw new Refusal(new Refusal.NotMerged());
        }
        var lead = in.get(member.leadCase());
        var own = member.latest();
        boolean toItsUnit = in.returners(List.of(caseId, lead.id())).allows(own.unit(), ruledBack);
        Instant at = act.notBefore(own.lastEventAt());
        var taken =
                takeOut(lead, member, toItsUnit, new Leaving(at, act.telling(at, own.imported()), "", DecidedBy.CLERK));
        if (taken instanceof TakenOut.InTriage) {
            in.changes().show(own);
        }
        return taken;
    }

    /** A member accuses the unit that handles it with the others: it goes where the decision says, alone. */
    void separate(DispatchCase member, RoutingDecision next, Instant at) {
        var lead = in.get(member.leadCase());
        var own = member.latest();
        var telling = Telling.bySystem(at, member.silent());
        leave(lead, member, new Leaving(at, telling, "", null));
        var follows = new Follows(own.round(), DispatchCause.UNMERGED, own.id());
        if (next instanceof RoutingDecision.Dispatch to) {
            member.dispatch(Assignment.of(to, follows), telling);
        } else {
            member.toTriage((RoutingDecision.Triage) next, follows, telling);
        }
    }

    /** The members are answered with the lead case; answers their orders. */
    public List<WorkOrder> answerMembers(UUID leadCaseId, Instant at) {
        var lead = in.get(leadCaseId);
        var answered = new ArrayList<WorkOrder>();
        for (UUID id : List.copyOf(lead.members())) {
            var member = in.get(id);
            var own = member.latest();
            own.answerWithLead(at);
            in.changes().show(own);
            in.changes().mergeEnded(id, "ANSWERED", at);
            member.leaves(lead);
            answered.add(own);
        }
        return answered;
    }

    /** A case has ended elsewhere: as a member it leaves, as a lead it leaves its members to somebody else. */
    void ended(DispatchCase of, WorkOrder open, Instant at) {
        if (of.leadCase() != null) {
            var lead = in.get(of.leadCase());
            in.changes().mergeEnded(of.id(), "ENDED", at);
            of.leaves(lead);
            lead.touchOpen();
        }
        if (of.members().isEmpty()) {
            return;
        }
        if (open != null) {
            succeed(of, open, at);
            return;
        }
        var returners = NextUnit.after(of.returners().toList());
        for (UUID id : List.copyOf(of.members())) {
            var member = in.get(id);
            takeOut(of, member, !returners.isBack(member.latest().unit()), leadIsGone(member, at));
        }
    }

    /**
     * The lead case is gone while its unit handles the matter: the member dispatched first leads on at that unit, and the others
     * stay with it.
     */
    private void succeed(DispatchCase lead, WorkOrder open, Instant at) {
        var candidates = lead.members().stream()
                .map(id -> new Succession.Candidate(id, in.get(id).latest().dispatchedAt()))
                .toList();
        var next = in.get(Succession.of(candidates).orElseThrow());
        var own = next.latest();
        var leaving = leadIsGone(next, at);
        leave(lead, next, leaving);
        next.dispatch(
                new Assignment(
                        open.unit(),
                        open.coUnits(),
                        open.assignment().category(),
                        open.assignment().area(),
                        open.assignment().decidedBy(),
                        "主单已撤回，由本诉求接续办理，其余诉求并入本诉求",
                        own.round(),
                        DispatchCause.UNMERGED,
                        own.id()),
                leaving.telling());
        for (UUID id : List.copyOf(lead.members())) {
            var member = in.get(id);
            Instant moved = in.when(member, at);
            member.leaves(lead);
            in.changes().mergeEnded(id, "MOVED", moved);
            join(member, next, Telling.bySystem(moved, member.silent()));
        }
    }

    /** A member is handled alone again: by its own unit, or a dispatcher finds another. */
    private TakenOut takeOut(DispatchCase lead, DispatchCase member, boolean toItsUnit, Leaving leaving) {
        var own = member.latest();
        var before = own.assignment();
        leave(lead, member, leaving);
        if (toItsUnit) {
            var again = new Assignment(
                    own.unit(),
                    own.coUnits(),
                    before.category(),
                    before.area(),
                    leaving.decidedBy() == null ? before.decidedBy() : leaving.decidedBy(),
                    leaving.because() + "撤销并单，交原承办单位单独办理",
                    own.round(),
                    DispatchCause.UNMERGED,
                    own.id());
            return new TakenOut.Dispatched(member.dispatch(again, leaving.telling()));
        }
        String unit = in.office().book().unitName(own.unit());
        var decision = new RoutingDecision.Triage(
                before.area(), leaving.because() + "撤销并单。" + unit + "已退回本事项，需重新确定承办单位", List.of());
        var entry = member.toTriage(
                decision, new Follows(own.round(), DispatchCause.UNMERGED, own.id()), leaving.telling());
        return new TakenOut.InTriage(member.id(), entry.reason());
    }

    private void leave(DispatchCase lead, DispatchCase member, Leaving leaving) {
        var telling = leaving.telling();
        member.leaves(lead);
        in.changes().mergeEnded(member.id(), "UNMERGED", leaving.endedAt());
        member.tell(new CaseUnmerged(member.id(), lead.id(), telling.by(), telling.at()), telling);
    }

    private Leaving leadIsGone(DispatchCase member, Instant at) {
        return new Leaving(at, Telling.bySystem(in.when(member, at), member.silent()), "主单已撤回，", null);
    }

    /**
     * How a member leaves its group.
     *
     * @param endedAt When the merge ended.
     * @param because What comes before the reason in words.
     * @param decidedBy What decides that it goes to its unit again; null for what had decided before.
     */
    private record Leaving(Instant endedAt, Telling telling, String because, DecidedBy decidedBy) {}
}
