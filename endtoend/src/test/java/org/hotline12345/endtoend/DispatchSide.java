package org.hotline12345.endtoend;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.CaseChanges;
import org.hotline12345.dispatch.cases.model.CaseSet;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.Heard;
import org.hotline12345.dispatch.cases.model.Office;
import org.hotline12345.dispatch.cases.model.Refusal;
import org.hotline12345.dispatch.cases.model.TriageChoice;
import org.hotline12345.dispatch.cases.model.TriageQuestion;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.masterdata.areas.model.Area;
import org.hotline12345.dispatch.masterdata.catalogue.model.CatalogueRule;
import org.hotline12345.dispatch.masterdata.catalogue.model.Lead;
import org.hotline12345.dispatch.masterdata.categories.model.Category;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.reply.model.CorrectionRule;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;

/** Dispatch with three units and a catalogue of one line; the cases are stored and read again after each step. */
final class DispatchSide implements Side {
    static final String CATEGORY = "LIGHT";
    static final String OTHER_CATEGORY = "ROAD";
    static final String AREA = "A1";
    static final String OTHER_AREA = "A2";
    private static final List<String> CORRECTIONS = List.of("correct", "issue correction", "issue another result");
    /** Whom a corrected case may accuse. */
    static final String ACCUSED = "U1";

    private static final List<String> UNITS = List.of("U1", "U2", "U3");

    private static final Office AT_ANY_TIME = office();

    private final Map<UUID, DispatchCase> cases = new LinkedHashMap<>();
    private final Map<UUID, TriageQuestion> questions = new LinkedHashMap<>();

    private static Office office() {
        var units = UNITS.stream()
                .map(code -> new Unit(
                        code,
                        code,
                        UnitLevel.DISTRICT,
                        null,
                        "G",
                        List.of(),
                        0,
                        SignOffLevel.DEPUTY,
                        false,
                        true,
                        Instant.EPOCH,
                        null))
                .toList();
        var rules = List.of(rule(1, CATEGORY, "U1"), rule(2, OTHER_CATEGORY, "U2"));
        var book = new RoutingBook(
                1,
                units,
                Stream.of(AREA, OTHER_AREA)
                        .map(code -> new Area(code, code, List.of(), false, List.of(), true, Instant.EPOCH))
                        .toList(),
                List.of(
                        new Category(CATEGORY, "路灯", null, 1, true, Instant.EPOCH),
                        new Category(OTHER_CATEGORY, "道路", null, 1, true, Instant.EPOCH)),
                rules);
        return new Office(
                book, new RiskWords(PhraseFiles.shipped().read("risk-words.v1")), Instant.EPOCH, new Supplier<>() {
                    private long next = 1;

                    @Override
                    public UUID get() {
                        return new UUID(2, next++);
                    }
                });
    }

    private static CatalogueRule rule(long id, String category, String unit) {
        return new CatalogueRule(
                new UUID(4, id), category, null, List.of(), new Lead.OfUnit(unit), List.of(), LocalDate.EPOCH, null);
    }

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public List<String> commands() {
        return List.of(
                "sign",
                "submit",
                "sign off",
                "triage",
                "triage elsewhere",
                "return",
                "refuse return",
                "grant return",
                "merge",
                "unmerge",
                "hand down",
                "reject reply",
                "take back",
                "correct",
                "issue correction",
                "issue another result",
                "recall",
                "redirect",
                "ask back",
                "answer back");
    }

    @Override
    public List<CaseEvent> hear(CaseEvent event, long position, Instant now) {
        var set = set(now);
        set.apply(new Heard(new UUID(6, position), event, now, false), null);
        return save(set);
    }

    @Override
    public List<CaseEvent> command(String command, UUID id, Instant now) {
        if (!cases.containsKey(id)) {
            return null;
        }
        var set = set(now);
        try {
            return run(command, set, set.get(id), new Act(now, "d", false)) ? save(set) : null;
        } catch (Refusal refused) {
            return null;
        }
    }

    private boolean run(String command, CaseSet set, DispatchCase of, Act act) {
        WorkOrder order = of.open();
        Instant at = act.at();
        if (CORRECTIONS.contains(command)) {
            return correct(command, set, of, act);
        }
        if (order == null
                && !List.of("triage", "triage elsewhere", "unmerge", "ask back", "answer back")
                        .contains(command)) {
            return false;
        }
        switch (command) {
            case "triage" -> of.decideTriage(new TriageChoice(unitFor(set, of), List.of(), null, null, true), act);
            case "triage elsewhere" -> {
                String other = CATEGORY.equals(of.registration().category()) ? OTHER_CATEGORY : CATEGORY;
                of.decideTriage(new TriageChoice(unitFor(set, of), List.of(), other, null, true), act);
            }
            case "unmerge" -> set.merging().unmerge(of.id(), true, act);
            case "merge" -> {
                var other = cases.keySet().stream()
                        .filter(each -> !each.equals(of.id()) && set.get(each).leadCase() == null)
                        .filter(each ->
                                set.get(each).open() != null || set.get(each).waiting() != null)
                        .findFirst();
                if (other.isEmpty()) {
                    return false;
                }
                set.merging().merge(of.id(), List.of(other.get()), true, act);
            }
            case "sign" -> {
                order.sign("h", at);
                set.changes().tell(order, act, at, new WorkOrderSigned(of.id(), order.id(), order.unit(), "h", at));
            }
            case "hand down" -> {
                order.handDown(order.unit() + "-1", at);
                set.changes()
                        .tell(
                                order,
                                act,
                                at,
                                new WorkOrderHandedDown(
                                        of.id(),
                                        order.id(),
                                        order.unit(),
                                        order.unit(),
                                        order.unit() + "-1",
                                        "请办理",
                                        "h",
                                        at));
            }
            case "return" -> {
                order.requestReturn(at);
                set.changes()
                        .tell(
                                order,
                                act,
                                at,
                                new ReturnRequested(
                                        of.id(),
                                        order.id(),
                                        requestOf(order),
                                        order.unit(),
                                        "不属职责",
                                        null,
                                        "h",
                                        at,
                                        null));
            }
            case "refuse return" -> rule(of, order, false, null, act);
            case "grant return" -> {
                String next = UNITS.get((UNITS.indexOf(order.unit()) + 1) % UNITS.size());
                rule(of, order, true, next, act);
            }
            case "recall" -> recall(of, order, null, act);
            case "redirect" -> recall(of, order, UNITS.get((UNITS.indexOf(order.unit()) + 2) % UNITS.size()), act);
            case "ask back" -> {
                var asked = of.askBack(new UUID(12, questions.size()), "哪号楼", act);
                questions.put(asked.id(), asked);
            }
            case "answer back" -> {
                if (of.waiting() == null || of.waiting().questionId() == null) {
                    return false;
                }
                of.answerBack(questions.get(of.waiting().questionId()), true, "3号楼", act);
            }
            case "submit" -> order.replyMoved(WorkOrderCommand.SUBMIT_REPLY, WorkOrderState.REPLY_IN_SIGN_OFF, at);
            case "take back" -> order.replyMoved(WorkOrderCommand.TAKE_BACK, WorkOrderState.SIGNED, at);
            case "reject reply" -> order.replyMoved(WorkOrderCommand.SIGN_OFF, WorkOrderState.SIGNED, at);
            case "sign off" -> {
                order.replyMoved(WorkOrderCommand.SIGN_OFF, WorkOrderState.REPLIED, at);
                set.changes().tell(order, act, at, issued(order, order.unit(), at));
                set.merging()
                        .answerMembers(of.id(), at)
                        .forEach(member -> set.changes().tell(member, act, at, issued(member, order.unit(), at)));
            }
            default -> throw new IllegalArgumentException(command);
        }
        return true;
    }

    /** A correction is begun where the case may be corrected as far as dispatch knows, and issued whatever was told meanwhile. */
    private static boolean correct(String command, CaseSet set, DispatchCase of, Act act) {
        if (of.orders().isEmpty()) {
            return false;
        }
        WorkOrder order = of.orders().get(of.orders().size() - 1);
        if (command.equals("correct")) {
            if (order.state() != WorkOrderState.REPLIED
                    || order.isAnsweredWithLead()
                    || !CorrectionRule.allows(of.course(), order.id(), order.finishedAt(), act.at())) {
                return false;
            }
            order.replyMoved(WorkOrderCommand.CORRECT, WorkOrderState.REPLY_IN_SIGN_OFF, act.at());
            set.changes().show(order);
            return true;
        }
        if (order.correction() == null) {
            return false;
        }
        order.replyMoved(WorkOrderCommand.SIGN_OFF, WorkOrderState.REPLIED, act.at());
        set.changes().tell(order, act, act.at(), corrected(order, command.equals("issue another result"), act.at()));
        return true;
    }

    private static ReplyCorrected corrected(WorkOrder order, boolean anotherResult, Instant at) {
        return new ReplyCorrected(
                order.caseId(),
                order.id(),
                new UUID(9, order.id().getLeastSignificantBits()),
                new UUID(1, order.id().getLeastSignificantBits()),
                order.round(),
                order.unit(),
                anotherResult ? Disposition.EXPLAINED : Disposition.RESOLVED,
                "更正",
                null,
                null,
                null,
                "写错",
                anotherResult,
                "h",
                at);
    }

    private static void recall(DispatchCase of, WorkOrder order, String to, Act act) {
        order.require(to == null ? WorkOrderCommand.RECALL : WorkOrderCommand.REDIRECT);
        of.recall(
                order, to, "误派", to == null ? new RoutingDecision.Triage(null, "误派", List.of()) : toOf(order, to), act);
    }

    /** It is of the same category and area there. */
    private static RoutingDecision.Dispatch toOf(WorkOrder order, String unit) {
        var before = order.assignment();
        return new RoutingDecision.Dispatch(
                unit, List.of(), before.category(), before.area(), DecidedBy.CLERK, "改派", List.of());
    }

    /** A unit that no case handled with it accuses, and that changes from round to round. */
    private static String unitFor(CaseSet set, DispatchCase of) {
        return UNITS.get((of.orders().size() + 1) % UNITS.size());
    }

    private static UUID requestOf(WorkOrder order) {
        return new UUID(8, order.id().getLeastSignificantBits());
    }

    private static void rule(DispatchCase of, WorkOrder order, boolean granted, String to, Act act) {
        order.require(WorkOrderCommand.DECIDE_RETURN);
        RoutingDecision next = to == null
                ? null
                : to.equals("U3") ? new RoutingDecision.Triage(null, "需重新确定", List.of()) : toOf(order, to);
        of.decideReturn(
                order,
                new ReturnDecided(
                        of.id(), order.id(), requestOf(order), order.unit(), granted, to, "裁定", "d", act.at(), null),
                next,
                act);
    }

    private static ReplyIssued issued(WorkOrder order, String answeredBy, Instant at) {
        return new ReplyIssued(
                order.caseId(),
                order.id(),
                new UUID(1, order.id().getLeastSignificantBits()),
                order.round(),
                answeredBy,
                Disposition.RESOLVED,
                "已修复",
                null,
                null,
                null,
                "h",
                at);
    }

    /** As if read for a transaction. */
    private CaseSet set(Instant now) {
        return new CaseSet(
                again(cases.values()), new Office(AT_ANY_TIME.book(), AT_ANY_TIME.riskWords(), now, AT_ANY_TIME.ids()));
    }

    /** As if written at its end. */
    private List<CaseEvent> save(CaseSet set) {
        var written = again(set.all());
        cases.clear();
        cases.putAll(written);
        return set.changes().events().stream()
                .map(CaseChanges.OutgoingEvent::event)
                .toList();
    }

    private static Map<UUID, DispatchCase> again(Collection<DispatchCase> all) {
        var stored = new TreeMap<UUID, DispatchCase>();
        all.forEach(each -> stored.put(each.id(), Stored.again(each)));
        all.stream()
                .filter(each -> each.leadCase() != null)
                .forEach(each -> stored.get(each.id()).isMemberOf(stored.get(each.leadCase())));
        return stored;
    }

    @Override
    public Said says(UUID id) {
        DispatchCase of = cases.get(id);
        if (of == null) {
            return null;
        }
        if (of.ended() != null) {
            return new Said(Said.Standing.valueOf(of.ended()), -1, Said.UNSAID);
        }
        if (of.open() != null) {
            return new Said(
                    Said.Standing.WITH_UNIT, of.open().round(), of.open().unit());
        }
        if (of.leadCase() != null) {
            return new Said(Said.Standing.MERGED, -1, Said.UNSAID);
        }
        return of.waiting() != null
                ? new Said(Said.Standing.WAITS, -1, Said.UNSAID)
                : new Said(Said.Standing.DONE, -1, Said.UNSAID);
    }

    @Override
    public Facts facts(UUID id) {
        DispatchCase of = cases.get(id);
        Set<String> accused = new TreeSet<>(of.facts().accused());
        if (of.ended() != null || of.waiting() != null || of.orders().isEmpty()) {
            return new Facts(Facts.UNSAID, Facts.UNSAID, accused);
        }
        Assignment latest = of.orders().get(of.orders().size() - 1).assignment();
        return new Facts(orUnsaid(latest.category()), orUnsaid(latest.area()), accused);
    }

    /** An order that says nothing takes nothing from what the others know. */
    private static String orUnsaid(String code) {
        return code == null ? Facts.UNSAID : code;
    }

    @Override
    public List<String> objections(UUID id, CaseCourse course) {
        var wrong = new ArrayList<String>();
        DispatchCase of = cases.get(id);
        UUID open = of.open() == null ? null : of.open().id();
        if (open == null ? course.openOrder() != null : !open.equals(course.openOrder())) {
            wrong.add("order " + open + " is open, not " + course.openOrder());
        }
        switch (course.phase()) {
            case REGISTERED, AWAITING_DISPATCH, REWORK -> wrong.add("nobody has it, and no dispatcher is asked");
            case IN_TRIAGE -> {
                if (of.waiting() == null) {
                    wrong.add("is on no dispatcher's list");
                }
            }
            case MERGED -> {
                DispatchCase lead = cases.get(of.leadCase());
                if (lead == null || lead.ended() != null || lead.open() == null && lead.waiting() == null) {
                    wrong.add("is handled with a case that nobody handles");
                }
            }
            default -> {}
        }
        if (of.ended() != null && of.waiting() != null) {
            wrong.add("has ended and is on a dispatcher's list");
        }
        return wrong;
    }
}
