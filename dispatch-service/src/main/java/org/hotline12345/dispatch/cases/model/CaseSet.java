package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.CaseChanges.End;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewCase;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.CaseChanges.Risk;
import org.hotline12345.dispatch.cases.model.DispatchCase.Follows;
import org.hotline12345.dispatch.cases.model.DispatchCase.Registration;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.course.CaseCourse;

/**
 * The cases that one transaction has in hand, with those they are handled with: what events and commands do to them is worked
 * out here, in memory, and written afterwards. An event that the course of its case does not admit has no effect: the order of
 * the stream decides, for this service too where it is ahead of it.
 */
public final class CaseSet {
    private static final String SYSTEM = "system";

    private final Map<UUID, DispatchCase> cases;
    private final Office office;
    private final Router router;
    private final CaseChanges changes = new CaseChanges();
    private final Merging merging = new Merging(this);
    private final Correcting correcting = new Correcting(this);

    /** The cases by their ids; those handled with one of them are among them. */
    public CaseSet(Map<UUID, DispatchCase> cases, Office office) {
        this.cases = new HashMap<>(cases);
        cases.values().forEach(each -> each.join(this));
        this.office = office;
        this.router = new Router(office.book());
    }

    /** Merges cases and takes them out again. */
    public Merging merging() {
        return merging;
    }

    public CaseChanges changes() {
        return changes;
    }

    public Office office() {
        return office;
    }

    /** All of them. */
    public Collection<DispatchCase> all() {
        return Collections.unmodifiableCollection(cases.values());
    }

    /** The case; null if it is none of these. */
    DispatchCase find(UUID caseId) {
        return cases.get(caseId);
    }

    /** The case; refused while intake has not told it. */
    public DispatchCase get(UUID caseId) {
        var found = cases.get(caseId);
        if (found == null) {
            throw new Refusal(new Refusal.NotKnownYet(caseId));
        }
        return found;
    }

    /**
     * What follows of an event.
     *
     * @param opinion what the learned model says of a new case; null for nothing
     */
    public void apply(Heard heard, ModelOpinion opinion) {
        apply(heard, opinion, null);
    }

    /**
     * The same of an event that may be a correction.
     *
     * @param opinion what the learned model says of a new or corrected case; null for nothing
     * @param corrected what the router looks at of a corrected case; null: what the correction itself says
     */
    public void apply(Heard heard, ModelOpinion opinion, CaseToRoute corrected) {
        var event = heard.event();
        if (event instanceof CaseRegistered e) {
            register(e, heard, opinion);
            return;
        }
        var of = cases.get(event.caseId());
        if (of == null || !of.follow(event)) {
            return;
        }
        if (event instanceof CaseWithdrawn e) {
            end(of, "WITHDRAWN", e.withdrawnAt(), heard.actor());
        } else if (event instanceof CaseAnsweredDirectly e) {
            end(of, "ANSWERED", e.answeredAt(), heard.actor());
        } else if (event instanceof CaseNotAccepted e) {
            end(of, "NOT_ACCEPTED", e.decidedAt(), heard.actor());
        } else if (event instanceof CaseSupplemented e) {
            note(of, new Note(e.supplementId(), of.id(), Note.Kind.SUPPLEMENT, e.text(), e.supplementedAt()));
        } else if (event instanceof CaseCorrected e) {
            var wanted = corrected == null ? CaseToRoute.of(e, "", null, ShanghaiTime.day(office.now())) : corrected;
            correcting.corrected(of, e, wanted, opinion);
        } else if (event instanceof CitizenUrged e) {
            changes.urged(of.id(), e.urgeNumber());
            note(of, new Note(heard.id(), of.id(), Note.Kind.URGE, e.text(), e.urgedAt()));
        } else if (event instanceof CaseWentLive e) {
            of.goLive();
            changes.live(of.id(), e.liveAt());
            of.orders().forEach(changes::show);
        } else if (event instanceof ReworkOrdered e) {
            rework(of, e);
        }
    }

    private void register(CaseRegistered e, Heard heard, ModelOpinion opinion) {
        if (cases.containsKey(e.caseId())) {
            return;
        }
        String settled =
                e.outcome() == IntakeOutcome.TO_DISPATCH ? null : e.outcome().name();
        var registration = new Registration(e.category(), e.area(), e.upstream() != null);
        List<RiskFlag> flags = office.riskWords().find(e.title(), e.text());
        List<String> accused = office.accused(e.respondent());
        var fresh = new DispatchCase(
                CaseFacts.of(e, accused),
                registration,
                !flags.isEmpty(),
                heard.imported(),
                settled,
                CaseCourse.registered(e));
        cases.put(e.caseId(), fresh);
        fresh.join(this);
        var end = settled == null ? null : new End(settled, e.registeredAt());
        changes.add(new NewCase(e, office.unitOf(e.respondent()), accused, heard.imported(), flags, end));
        if (settled != null) {
            return;
        }
        risk(fresh, Risk.REGISTRATION, flags, e.registeredAt());
        Instant at = heard.imported() ? heard.time() : office.notBefore(e.registeredAt());
        var wanted = CaseToRoute.of(e, ShanghaiTime.day(at));
        if (e.proposedLink() != null) {
            toTriage(
                    fresh,
                    new RoutingDecision.Triage(e.area(), "受理员建议关联已答复的前诉求，待复核是否有新的情况", router.chosen(wanted)),
                    Follows.NOTHING,
                    at);
            return;
        }
        var decision = (heard.imported() ? Router.ofHistory(office.book()) : router).route(wanted, opinion);
        if (decision instanceof RoutingDecision.Dispatch to) {
            dispatch(fresh, Assignment.of(to, Follows.NOTHING), at);
        } else {
            toTriage(fresh, (RoutingDecision.Triage) decision, Follows.NOTHING, at);
        }
    }

    /**
     * Nothing more is to be dispatched. The course has admitted it: an order that was signed here meanwhile was so too late, and
     * ends as well.
     */
    private void end(DispatchCase of, String how, Instant at, String by) {
        var open = of.open();
        if (of.ended() != null) {
            return;
        }
        of.end(how);
        changes.ended(of.id(), how, at);
        of.orders().forEach(this::endCorrection);
        of.leaveTriage(at, by == null ? SYSTEM : by, TriageEntry.Outcome.ENDED);
        if (open != null) {
            of.withdraw(open, at);
        }
        merging.ended(of, open, at);
    }

    /** When what follows is told: now, or for a case moved in when it happened. */
    Instant when(DispatchCase of, Instant at) {
        return of.silent() ? at : office.notBefore(at);
    }

    /** Somebody is to see to it; what an importer tells was seen to long ago. */
    private void risk(DispatchCase of, String source, List<RiskFlag> flags, Instant at) {
        if (!flags.isEmpty() && !of.silent()) {
            changes.add(new Risk(of.id(), source, flags, office.riskWords().version(), at));
            of.isRisky();
        }
    }

    void note(DispatchCase of, Note note) {
        changes.add(note);
        if (note.text() != null) {
            risk(of, note.kind().name(), office.riskWords().find("", note.text()), note.at());
        }
        of.touchOpen();
        if (of.leadCase() != null) {
            get(of.leadCase()).touchOpen();
        }
    }

    /**
     * A new round with the same lead unit unless a dispatcher is to decide; where that unit no longer works with the unit
     * above, or, if that one returned the case, by a dispatcher's decision.
     */
    private void rework(DispatchCase of, ReworkOrdered e) {
        var before = of.order(e.workOrderId());
        if (before != null) {
            endCorrection(before);
        }
        if (of.ended() != null || before == null || of.open() != null || of.waiting() != null) {
            return;
        }
        Instant at = when(of, e.orderedAt());
        String area = before.assignment().area();
        String reason = "重办（" + e.cause().chinese() + "）：" + e.reason();
        var follows = new Follows(e.round() + 1, DispatchCause.REWORK, before.id());
        if (Boolean.TRUE.equals(e.toDispatcher())) {
            toTriage(of, new RoutingDecision.Triage(area, reason + "。请派单员确定承办单位", List.of()), follows, at);
            return;
        }
        // of a merged case the unit of the lead case answered
        String unit = e.unit();
        if (!office.works(unit)) {
            String above = office.book().unit(unit).map(Unit::parent).orElse(null);
            boolean returned = NextUnit.after(of.returners().toList()).isBack(above);
            if (!office.works(above) || office.book().unit(above).orElseThrow().parent() == null || returned) {
                var why = reason + "。原承办单位已停用" + (returned ? "，其上级曾退回本诉求" : "");
                toTriage(of, new RoutingDecision.Triage(area, why, List.of()), follows, at);
                return;
            }
            reason = reason + "。原承办单位已停用，交其上级" + office.book().unitName(above);
            unit = above;
        }
        dispatch(
                of,
                new Assignment(
                        unit,
                        before.coUnits(),
                        before.assignment().category(),
                        area,
                        before.assignment().decidedBy(),
                        reason,
                        follows.round(),
                        follows.cause(),
                        follows.previousId()),
                at);
    }

    private void endCorrection(WorkOrder order) {
        if (order.correction() != null) {
            order.endCorrection();
            changes.show(order);
        }
    }

    /** To whom the cases may go, and those handled with them. */
    public NextUnit returners(Collection<UUID> caseIds) {
        return NextUnit.after(caseIds.stream()
                .map(this::get)
                .flatMap(
                        of -> Stream.concat(Stream.of(of), of.members().stream().map(this::get)))
                .flatMap(DispatchCase::returners)
                .collect(Collectors.toSet()));
    }

    /** Refuses a unit that returned one of these, or of those handled with them, unless a ruling says that it goes back. */
    public void requireNotReturnedBy(String unit, Collection<UUID> caseIds, boolean ruled) {
        if (!returners(caseIds).allows(unit, ruled)) {
            throw new Refusal(new Refusal.ReturnedBefore(unit));
        }
    }

    /** No case handled with it may accuse the unit. */
    void requireNotAccused(DispatchCase of, String unit) {
        if (of.members().stream()
                .anyMatch(id -> office.isAccused(unit, get(id).facts().accused()))) {
            throw new Refusal(new Refusal.UnitIsAccused("unit", unit, 1));
        }
    }

    /** Whom the case accuses, and those that are handled with it. */
    public List<String> accused(DispatchCase of) {
        var lead = of.leadCase() == null ? of : get(of.leadCase());
        return Stream.concat(Stream.of(lead), lead.members().stream().map(this::get))
                .flatMap(each -> each.facts().accused().stream())
                .distinct()
                .toList();
    }

    private void dispatch(DispatchCase of, Assignment to, Instant at) {
        of.dispatch(to, Telling.bySystem(at, of.silent()));
    }

    private void toTriage(DispatchCase of, RoutingDecision.Triage decision, Follows next, Instant at) {
        of.toTriage(decision, next, Telling.bySystem(at, of.silent()));
    }
}
