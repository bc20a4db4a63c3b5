package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.DispatchCase.Follows;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.Router;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderState;

/**
 * What a correction means for who handles a case. Whom it accuses from now on loses it, signed or not, and so does a unit below the
 * lead. An order that nobody has signed goes where the rules that placed it say now; what a person decided a person decides again. A unit that
 * has signed keeps it and is told. A case that waits is before the dispatchers with the candidates of what it is in truth.
 */
final class Correcting {
    private static final String SYSTEM = "system";

    private final CaseSet in;

    Correcting(CaseSet in) {
        this.in = in;
    }

    /**
     * The case is what the correction says.
     *
     * @param wanted what the router looks at then
     * @param opinion what the learned model says of it; null for nothing
     */
    void corrected(DispatchCase of, CaseCorrected event, CaseToRoute wanted, ModelOpinion opinion) {
        var before = of.goesOn();
        of.correct(event, in.office().accused(event.respondent()));
        in.changes()
                .add(new Note(
                        event.correctionId(),
                        of.id(),
                        Note.Kind.CORRECTION,
                        facts(event) + "：" + event.reason(),
                        event.correctedAt()));
        of.touchOpen();
        if (of.leadCase() != null) {
            in.get(of.leadCase()).touchOpen();
        }
        if (of.ended() == null && !of.silent()) {
            goOn(of, event, new Question(of, wanted, opinion, because(event)));
        }
        boolean stays = before != null && before == of.goesOn();
        if (stays) {
            before.correct(event);
        }
        in.changes()
                .corrected(new CaseChanges.Correction(
                        of.facts(), event, in.office().unitOf(event.respondent()), stays ? before : null));
    }

    private void goOn(DispatchCase of, CaseCorrected event, Question question) {
        Instant at = in.when(of, event.correctedAt());
        var open = of.open();
        if (of.waiting() != null) {
            propose(of, question);
        } else if (open != null
                && open.isNew()
                && open.assignment().cause() == DispatchCause.FIRST
                && isPlacedByWhatWasWrong(open, event)) {
            giveAnew(of, open, question, at);
        } else if (open != null) {
            order(of, open, event, question, at);
        } else if (of.leadCase() != null) {
            member(of, question, at);
        }
    }

    /** It stays where it waits, and since when. */
    private void propose(DispatchCase of, Question question) {
        var decision = question.triage(none -> false);
        in.changes()
                .proposed(new CaseChanges.Proposal(
                        of.id(), decision.reason(), decision.candidates(), decision.modelVersion(), of.priority()));
    }

    /** The same transaction gave it by what was wrong, of which nobody has heard: it is given by what is right, and nothing else is told. */
    private void giveAnew(DispatchCase of, WorkOrder given, Question question, Instant at) {
        of.forget(given);
        var telling = Telling.bySystem(at, of.silent());
        var next = next(given, question);
        if (next instanceof RoutingDecision.Dispatch to) {
            of.dispatch(Assignment.of(to, Follows.NOTHING), telling);
        } else {
            of.toTriage((RoutingDecision.Triage) next, Follows.NOTHING, telling);
        }
    }

    private void order(DispatchCase of, WorkOrder open, CaseCorrected event, Question question, Instant at) {
        var accused = in.accused(of);
        if (in.office().isAccused(open.unit(), accused)) {
            recall(of, open, question.anew(open.unit()), at);
        } else if (open.handlingUnit() != null && in.office().isAccused(open.handlingUnit(), accused)) {
            handBack(open, question.because(), at);
        } else if (isPlacedByWhatWasWrong(open, event)) {
            var next = next(open, question);
            if (!isTo(open.unit(), next)) {
                recall(of, open, next, at);
            }
        }
    }

    /** As the rules say; where they say another unit than the one that a person chose, a person chooses again. */
    private static RoutingDecision next(WorkOrder open, Question question) {
        var next = question.anew(null);
        return isTo(open.unit(), next) || !byHand(open) ? next : question.triage(none -> false);
    }

    private static boolean isTo(String unit, RoutingDecision next) {
        return next instanceof RoutingDecision.Dispatch to && to.unit().equals(unit);
    }

    /** Nobody has signed it, and it was given by what is corrected; a rework goes to who handled it before. */
    private static boolean isPlacedByWhatWasWrong(WorkOrder open, CaseCorrected event) {
        boolean routes = event.corrects(CorrectedFact.CATEGORY)
                || event.corrects(CorrectedFact.AREA)
                || event.corrects(CorrectedFact.RESPONDENT);
        return routes
                && open.state() == WorkOrderState.PENDING_SIGN
                && open.assignment().cause() != DispatchCause.REWORK;
    }

    private static boolean byHand(WorkOrder open) {
        return open.assignment().decidedBy() == DecidedBy.CLERK;
    }

    private void recall(DispatchCase of, WorkOrder open, RoutingDecision next, Instant at) {
        String to = next instanceof RoutingDecision.Dispatch dispatch ? dispatch.unit() : null;
        of.recall(open, to, next.reason(), next, new Act(at, SYSTEM, false));
    }

    private void handBack(WorkOrder open, String because, Instant at) {
        var act = new Act(at, SYSTEM, false);
        Instant when = act.notBefore(open.lastEventAt());
        String from = open.handlingUnit();
        open.handBack(open.unit(), when);
        in.changes()
                .tell(
                        open,
                        act,
                        when,
                        new WorkOrderHandedDown(
                                open.caseId(),
                                open.id(),
                                open.unit(),
                                from,
                                open.unit(),
                                because + in.office().book().unitName(from) + "应回避，由主办单位办理",
                                SYSTEM,
                                when));
    }

    /** Handled with a case whose unit it accuses: it is handled alone by another. */
    private void member(DispatchCase of, Question question, Instant at) {
        var lead = in.get(of.leadCase()).open();
        if (lead == null) {
            return;
        }
        if (in.office().isAccused(lead.unit(), of.facts().accused())) {
            in.merging().separate(of, question.anew(lead.unit()), at);
        } else if (lead.handlingUnit() != null
                && in.office().isAccused(lead.handlingUnit(), of.facts().accused())) {
            handBack(lead, question.because(), at);
        }
    }

    private static String because(CaseCorrected event) {
        return "诉求更正（" + facts(event) + "）：" + event.reason() + "。";
    }

    private static String facts(CaseCorrected event) {
        return event.corrections().stream().map(each -> each.fact().chinese()).collect(Collectors.joining("、"));
    }

    /** Where the corrected case belongs. */
    private final class Question {
        private final DispatchCase of;
        private final CaseToRoute wanted;
        private final ModelOpinion opinion;
        private final String because;
        private final Router router = new Router(in.office().book());

        Question(DispatchCase of, CaseToRoute wanted, ModelOpinion opinion, String because) {
            this.of = of;
            this.wanted = wanted;
            this.opinion = opinion;
            this.because = because;
        }

        String because() {
            return because;
        }

        /** As the rules say, unless that unit, or one below, is accused or returned the case: then a dispatcher chooses. */
        RoutingDecision anew(String accusedLead) {
            var decision = router.route(wanted, opinion);
            if (decision instanceof RoutingDecision.Dispatch to && !isOut(to.unit())) {
                return to.apartFrom(this::isOut).because(because);
            }
            var triage = triage(this::isOut);
            return accusedLead == null
                    ? triage
                    : triage.because(in.office().book().unitName(accusedLead) + "为被举报单位或其下属，应回避。");
        }

        /** For a dispatcher, with who may be meant: first whom the rules name. */
        RoutingDecision.Triage triage(Predicate<String> apartFrom) {
            var decision = router.route(wanted, opinion);
            Predicate<String> out = unit -> isOut(unit) || apartFrom.test(unit);
            var candidates = new ArrayList<RoutingCandidate>();
            if (decision instanceof RoutingDecision.Dispatch to && !out.test(to.unit())) {
                candidates.add(new RoutingCandidate(to.unit(), to.category(), to.confidence(), to.reason()));
            }
            router.suggestions(wanted, opinion, out).stream()
                    .filter(one ->
                            candidates.stream().noneMatch(known -> known.unit().equals(one.unit())))
                    .forEach(candidates::add);
            return new RoutingDecision.Triage(
                    decision.area(),
                    because + decision.reason(),
                    candidates,
                    opinion == null ? null : opinion.version());
        }

        private boolean isOut(String unit) {
            return in.office().isAccused(unit, in.accused(of))
                    || in.returners(List.<UUID>of(of.id())).isBack(unit);
        }
    }
}
