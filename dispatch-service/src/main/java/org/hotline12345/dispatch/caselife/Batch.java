package org.hotline12345.dispatch.caselife;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.Succession;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.dispatch.triage.TriageQueue;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.WorkOrderState;

/**
 * What a batch of events does to cases, worked out in memory in the order of the events; the database is written afterwards,
 * one statement per table. An event that finds its case no longer awaiting it has no effect: the order of the stream decides.
 */
final class Batch {
    private static final String SYSTEM = "system";

    private final Map<UUID, CaseFile> files;
    private final RoutingBook book;
    private final Router router;
    private final Map<UUID, ModelOpinion> opinions;
    private final Instant now;

    final List<ReceivedEvent> registered = new ArrayList<>();
    final Map<UUID, CaseFile.Order> orders = new LinkedHashMap<>();
    final Map<UUID, TriageQueue.Entry> intoTriage = new LinkedHashMap<>();
    final Map<UUID, Instant> outOfTriage = new LinkedHashMap<>();
    final List<Note> notes = new ArrayList<>();
    final Map<UUID, Integer> urges = new LinkedHashMap<>();
    final List<Risk> risks = new ArrayList<>();
    /** What the words of a registered case speak of; mostly nothing. */
    final Map<UUID, List<RiskFlag>> riskFlags = new HashMap<>();

    final Map<UUID, End> ended = new LinkedHashMap<>();
    final Map<UUID, Instant> live = new LinkedHashMap<>();
    final Map<UUID, MergeEnd> mergesEnded = new LinkedHashMap<>();
    final Map<UUID, NewMerge> newMerges = new LinkedHashMap<>();
    final Set<UUID> newCases = new LinkedHashSet<>();
    private final List<Draft> drafts = new ArrayList<>();

    Batch(Map<UUID, CaseFile> files, RoutingBook book, Map<UUID, ModelOpinion> opinions, Instant now) {
        this.files = files;
        this.book = book;
        this.router = new Router(book);
        this.opinions = opinions;
        this.now = now;
    }

    /** The events to tell, in order. */
    List<EventDraft> events() {
        return drafts.stream()
                .filter(draft -> draft.order == null || orders.containsKey(draft.order))
                .map(Draft::event)
                .toList();
    }

    void apply(ReceivedEvent received) {
        var event = received.event();
        if (event instanceof CaseRegistered e) {
            register(received, e);
            return;
        }
        CaseFile file = files.get(((CaseEvent) event).caseId());
        if (file == null) {
            return;
        }
        if (event instanceof CaseWithdrawn e) {
            end(file, "WITHDRAWN", e.withdrawnAt(), true);
        } else if (event instanceof CaseAnsweredDirectly e) {
            end(file, "ANSWERED", e.answeredAt(), false);
        } else if (event instanceof CaseNotAccepted e) {
            end(file, "NOT_ACCEPTED", e.decidedAt(), false);
        } else if (event instanceof CaseSupplemented e) {
            note(file, new Note(e.supplementId(), file.caseId, "SUPPLEMENT", e.text(), e.supplementedAt()));
        } else if (event instanceof CitizenUrged e) {
            urges.merge(file.caseId, e.urgeNumber(), Math::max);
            note(file, new Note(received.id(), file.caseId, "URGE", e.text(), e.urgedAt()));
        } else if (event instanceof CaseWentLive e) {
            file.silent = false;
            live.put(file.caseId, e.liveAt());
            file.orders.forEach(this::change);
        } else if (event instanceof ReworkOrdered e) {
            rework(file, e);
        }
    }

    private void register(ReceivedEvent received, CaseRegistered e) {
        if (files.containsKey(e.caseId())) {
            return;
        }
        String settled =
                e.outcome() == IntakeOutcome.TO_DISPATCH ? null : e.outcome().name();
        String respondent = e.respondent() == null ? null : e.respondent().unit();
        var file = new CaseFile(
                e.caseId(),
                e.caseNumber(),
                e.title(),
                e.type().name(),
                e.urgency().name(),
                e.channel(),
                e.anonymity().name(),
                respondent,
                received.imported(),
                settled);
        files.put(e.caseId(), file);
        newCases.add(e.caseId());
        registered.add(received);
        List<RiskFlag> flags = RiskWords.find(e.title(), e.text());
        riskFlags.put(e.caseId(), flags);
        if (settled != null) {
            ended.put(e.caseId(), new End(settled, e.registeredAt()));
            return;
        }
        risk(file, "REGISTRATION", flags, e.registeredAt());
        Instant at = received.imported() ? received.time() : later(now, e.registeredAt());
        if (e.proposedLink() != null) {
            toTriage(
                    file,
                    new RoutingDecision.Triage(e.area(), "受理员建议关联已答复的前诉求,待复核是否有新的情况", List.of()),
                    1,
                    DispatchCause.FIRST,
                    null,
                    at);
            return;
        }
        var decision =
                router.route(CaseToRoute.of(e, at.atZone(ShanghaiTime.ZONE).toLocalDate()), opinions.get(e.caseId()));
        if (decision instanceof RoutingDecision.Dispatch to) {
            dispatch(
                    file,
                    new Assignment(
                            to.unit(),
                            to.coUnits(),
                            to.category(),
                            to.area(),
                            to.decidedBy(),
                            to.reason(),
                            1,
                            DispatchCause.FIRST,
                            null,
                            to.confidence(),
                            to.modelVersion()),
                    at);
        } else {
            toTriage(file, (RoutingDecision.Triage) decision, 1, DispatchCause.FIRST, null, at);
        }
    }

    /** Nothing more is to be dispatched. An answer by intake finds its case signed already: then the unit handles it. */
    private void end(CaseFile file, String how, Instant at, boolean evenSigned) {
        var open = file.open();
        if (file.ended != null || open != null && open.state != WorkOrderState.PENDING_SIGN && !evenSigned) {
            return;
        }
        file.ended = how;
        ended.put(file.caseId, new End(how, at));
        if (file.inTriage) {
            file.inTriage = false;
            if (intoTriage.remove(file.caseId) == null) {
                outOfTriage.put(file.caseId, at);
            }
            drafts.removeIf(draft -> draft.triage && draft.caseId.equals(file.caseId));
        }
        if (open != null) {
            open.state = WorkOrderStates.move(open.state, WorkOrderCommand.WITHDRAW, WorkOrderState.WITHDRAWN);
            open.endedAt = at;
            if (open.fresh) {
                // never told to anybody: it was never given
                orders.remove(open.id);
                file.orders.remove(open);
            } else {
                change(open);
            }
        }
        if (file.leadCase != null) {
            mergesEnded.put(file.caseId, new MergeEnd("ENDED", at));
            newMerges.remove(file.caseId);
            CaseFile lead = files.get(file.leadCase);
            file.leadCase = null;
            if (lead != null) {
                lead.members.remove(file.caseId);
                touchOpen(lead);
            }
        }
        if (!file.members.isEmpty()) {
            if (open == null) {
                List.copyOf(file.members).forEach(member -> takeOut(file, files.get(member), at));
            } else {
                succeed(file, open, at);
            }
        }
    }

    /**
     * The lead case is gone while its unit handles the matter: the member dispatched first leads on at that unit, and the others
     * stay with it.
     */
    private void succeed(CaseFile lead, CaseFile.Order open, Instant at) {
        var candidates = lead.members.stream()
                .map(id -> new Succession.Candidate(id, own(files.get(id)).dispatchedAt))
                .toList();
        CaseFile next = files.get(Succession.of(candidates).orElseThrow());
        Instant when = leave(lead, next, at);
        dispatch(
                next,
                new Assignment(
                        open.to.unit(),
                        open.to.coUnits(),
                        open.to.category(),
                        open.to.area(),
                        open.to.decidedBy(),
                        "主单已撤回,由本诉求接续办理,其余诉求并入本诉求",
                        own(next).to.round(),
                        DispatchCause.UNMERGED,
                        own(next).id),
                when);
        for (UUID id : List.copyOf(lead.members)) {
            CaseFile member = files.get(id);
            Instant moved = member.silent ? at : later(now, at);
            lead.members.remove(id);
            next.members.add(id);
            member.leadCase = next.caseId;
            mergesEnded.put(id, new MergeEnd("MOVED", moved));
            newMerges.put(id, new NewMerge(id, next.caseId, own(member).id, moved));
            tell(member, null, new CaseMerged(id, next.caseId, own(member).id, SYSTEM, moved), moved, false);
        }
    }

    /**
     * The lead case is gone and no unit has the matter: its members are handled alone, each by its own unit, unless that one has
     * returned the matter.
     */
    private void takeOut(CaseFile lead, CaseFile member, Instant at) {
        var own = own(member);
        Instant when = leave(lead, member, at);
        if (lead.returners().isBack(own.to.unit())) {
            toTriage(
                    member,
                    new RoutingDecision.Triage(
                            own.to.area(),
                            "主单已撤回,撤销并单。" + book.unitName(own.to.unit()) + "已退回本事项,需重新确定承办单位",
                            List.of()),
                    own.to.round(),
                    DispatchCause.UNMERGED,
                    own.id,
                    when);
            return;
        }
        dispatch(
                member,
                new Assignment(
                        own.to.unit(),
                        own.to.coUnits(),
                        own.to.category(),
                        own.to.area(),
                        own.to.decidedBy(),
                        "主单已撤回,撤销并单,交原承办单位单独办理",
                        own.to.round(),
                        DispatchCause.UNMERGED,
                        own.id),
                when);
    }

    private Instant leave(CaseFile lead, CaseFile member, Instant at) {
        lead.members.remove(member.caseId);
        member.leadCase = null;
        mergesEnded.put(member.caseId, new MergeEnd("UNMERGED", at));
        newMerges.remove(member.caseId);
        Instant when = member.silent ? at : later(now, at);
        tell(member, null, new CaseUnmerged(member.caseId, lead.caseId, SYSTEM, when), when, false);
        return when;
    }

    /** The order that ended when the case was merged. */
    private static CaseFile.Order own(CaseFile member) {
        return member.orders.get(member.orders.size() - 1);
    }

    /** Somebody is to see to it; what an importer tells was seen to long ago. */
    private void risk(CaseFile file, String source, List<RiskFlag> flags, Instant at) {
        if (!flags.isEmpty() && !file.silent) {
            risks.add(new Risk(file.caseId, source, flags, at));
        }
    }

    private void note(CaseFile file, Note note) {
        notes.add(note);
        if (note.text() != null) {
            risk(file, note.kind(), RiskWords.find("", note.text()), note.at());
        }
        touchOpen(file);
        if (file.leadCase != null && files.containsKey(file.leadCase)) {
            touchOpen(files.get(file.leadCase));
        }
    }

    /**
     * A new round with the same lead unit unless a dispatcher is to decide; where that unit no longer works with the unit
     * above, or, if that one returned the case, by a dispatcher's decision.
     */
    private void rework(CaseFile file, ReworkOrdered e) {
        var before = file.order(e.workOrderId());
        if (file.ended != null || before == null || file.open() != null || file.inTriage) {
            return;
        }
        Instant at = file.silent ? e.orderedAt() : later(now, e.orderedAt());
        String reason = "重办(" + e.cause().chinese() + "):" + e.reason();
        String unit = before.to.unit();
        if (Boolean.TRUE.equals(e.toDispatcher())) {
            toTriage(
                    file,
                    new RoutingDecision.Triage(before.to.area(), reason + "。请派单员确定承办单位", List.of()),
                    e.round() + 1,
                    DispatchCause.REWORK,
                    before.id,
                    at);
            return;
        }
        if (!works(unit)) {
            String above = book.unit(unit).map(Unit::parent).orElse(null);
            boolean returned = file.returners().isBack(above);
            if (!works(above) || book.unit(above).orElseThrow().parent() == null || returned) {
                toTriage(
                        file,
                        new RoutingDecision.Triage(
                                before.to.area(), reason + "。原承办单位已停用" + (returned ? ",其上级曾退回本诉求" : ""), List.of()),
                        e.round() + 1,
                        DispatchCause.REWORK,
                        before.id,
                        at);
                return;
            }
            reason = reason + "。原承办单位已停用,交其上级" + book.unitName(above);
            unit = above;
        }
        dispatch(
                file,
                new Assignment(
                        unit,
                        before.to.coUnits(),
                        before.to.category(),
                        before.to.area(),
                        before.to.decidedBy() == null ? DecidedBy.CLERK : before.to.decidedBy(),
                        reason,
                        e.round() + 1,
                        DispatchCause.REWORK,
                        before.id),
                at);
    }

    private boolean works(String unit) {
        return book.unit(unit).filter(Unit::active).isPresent();
    }

    private void dispatch(CaseFile file, Assignment to, Instant at) {
        var order = new CaseFile.Order(UuidV7.next(), file, to, at, WorkOrderState.PENDING_SIGN, 0, true);
        file.orders.add(order);
        orders.put(order.id, order);
        tell(
                file,
                order.id,
                new CaseDispatched(
                        file.caseId,
                        order.id,
                        to.round(),
                        to.cause(),
                        to.unit(),
                        to.coUnits(),
                        to.category(),
                        to.area(),
                        to.decidedBy(),
                        to.reason(),
                        to.confidence(),
                        to.modelVersion(),
                        to.previousId(),
                        at),
                at,
                false);
    }

    private void toTriage(
            CaseFile file,
            RoutingDecision.Triage decision,
            int round,
            DispatchCause cause,
            UUID previousId,
            Instant at) {
        var entry = TriageQueue.Entry.of(file.caseId, decision, round, cause, previousId, at);
        file.inTriage = true;
        intoTriage.put(file.caseId, entry);
        tell(file, null, TriageQueue.event(entry), at, true);
    }

    private void touchOpen(CaseFile file) {
        var open = file.open();
        if (open != null) {
            change(open);
        }
    }

    private void change(CaseFile.Order order) {
        order.touch();
        orders.put(order.id, order);
    }

    private void tell(CaseFile file, UUID order, CaseEvent event, Instant at, boolean triage) {
        drafts.add(new Draft(
                file.caseId, order, triage, new EventDraft(Objects.requireNonNull(event), at, file.silent, SYSTEM)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    /** Something the citizen added. */
    record Note(UUID id, UUID caseId, String kind, String text, Instant at) {}

    /** Words of the citizen that speak of a risk. */
    record Risk(UUID caseId, String source, List<RiskFlag> flags, Instant at) {}

    /** How a case ended. */
    record End(String how, Instant at) {}

    /** How a merge ended. */
    record MergeEnd(String outcome, Instant at) {}

    /** A case that is handled with another lead from now on. */
    record NewMerge(UUID caseId, UUID leadCaseId, UUID workOrderId, Instant at) {}

    private record Draft(UUID caseId, UUID order, boolean triage, EventDraft event) {}
}
