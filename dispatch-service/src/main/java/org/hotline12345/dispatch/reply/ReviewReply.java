package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deputy.ActInRole;
import org.hotline12345.dispatch.deputy.model.ActingRule;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.dispatch.masterdata.people.Directory;
import org.hotline12345.dispatch.reply.ReplyStore.ReplyInHand;
import org.hotline12345.dispatch.reply.model.CorrectionRule;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.reply.model.SeparateHands;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrderSummary;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.WorkOrderState;

/**
 * A step of a reply's way: review, sign-off, the centre's check. After the last one the reply is issued, and the citizens of
 * the cases merged with this one are answered in the same transaction.
 */
@ApplicationScoped
public class ReviewReply {
    private static final Map<ReviewStep, WorkOrderCommand> COMMANDS = Map.of(
            ReviewStep.REVIEW, WorkOrderCommand.REVIEW,
            ReviewStep.SIGN_OFF, WorkOrderCommand.SIGN_OFF,
            ReviewStep.CENTRE_REVIEW, WorkOrderCommand.CENTRE_REVIEW);

    /** Whose role a step is; the centre's has no deputies. */
    private static final Map<ReviewStep, Role> ROLES =
            Map.of(ReviewStep.REVIEW, Role.UNIT_REVIEWER, ReviewStep.SIGN_OFF, Role.UNIT_LEADER);

    private final ReplyStore replies;
    private final OrderCommands commands;
    private final Scope scope;
    private final Caller caller;
    private final ActInRole acting;
    private final Directory people;

    ReviewReply(
            ReplyStore replies,
            OrderCommands commands,
            Scope scope,
            Caller caller,
            ActInRole acting,
            Directory people) {
        this.replies = replies;
        this.commands = commands;
        this.scope = scope;
        this.caller = caller;
        this.acting = acting;
        this.people = people;
    }

    /** A step as it is wanted. */
    record Step(ReviewStep step, boolean approved, String comment) {}

    /** It takes more than the reply and its order to decide: the case is locked, and others are asked. */
    private static final class NotAlone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAlone() {
            super("more than the reply and its order", null, false, false);
        }
    }

    /**
     * Takes the step, with the steps of other replies that come at the same time. Deputies, and cases with which others are
     * handled, go by themselves.
     */
    Uni<Response> take(UUID replyId, Step step, Object body, CommandContext context) {
        people.requireAtWork(caller);
        var ofCaller = scope.detached();
        var who = caller.detached();
        var summaries = commands.summaries();
        return commands.together(context, body, replies.together(), replyId, found -> {
                    requireScope(found.of(), step, ofCaller);
                    var hand = ownHand(found.reply(), step.step(), who, ofCaller.movesIn(found.of()), context.at());
                    if (found.leads() || hand == null || found.reply().correction() != null) {
                        throw new NotAlone();
                    }
                    decide(found, step, hand, context, at -> List.of(), List.of());
                    return view(found, context, summaries);
                })
                .onFailure(NotAlone.class)
                .recoverWithUni(() -> byItself(replyId, step, body, context));
    }

    private Uni<Response> byItself(UUID replyId, Step step, Object body, CommandContext context) {
        return commands.locked(
                context,
                body,
                Part.REPLY,
                replyId,
                locked -> replies.of(locked, replyId).chain(found -> {
                    var order = locked.order();
                    requireScope(locked.inHand(), step, scope);
                    var role = ROLES.get(step.step());
                    var hand = role == null
                            ? Uni.createFrom().item(Hand.OWN)
                            : acting.require(
                                    locked.session(),
                                    role,
                                    levelOf(found.reply(), role),
                                    order.unit(),
                                    context.at(),
                                    scope.movesIn(locked.inHand()));
                    var issued = found.reply().correction() == null
                            ? Uni.createFrom().item(List.<Reply>of())
                            : replies.issuedTogether(locked);
                    return Uni.combine()
                            .all()
                            .unis(hand, issued)
                            .usingConcurrencyOf(1)
                            .asTuple()
                            .map(both -> {
                                decide(
                                        found,
                                        step,
                                        both.getItem1(),
                                        context,
                                        at -> locked.cases().merging().answerMembers(order.caseId(), at),
                                        ofCourse(both.getItem2(), locked));
                                return view(found, context, commands.summaries());
                            });
                }));
    }

    /** The replies that a correction takes the place of, each with its order; not of cases that are handled again meanwhile. */
    private static List<Replaced> ofCourse(List<Reply> issued, LockedOrder locked) {
        return issued.stream()
                .map(reply -> new Replaced(
                        reply,
                        locked.cases().get(reply.of().caseId()).order(reply.of().workOrderId())))
                .filter(one -> one.order() == locked.order()
                        || CorrectionRule.holds(
                                locked.cases().get(one.order().caseId()).course(),
                                one.order().id()))
                .toList();
    }

    /** A reply that no longer stands, and its order. */
    private record Replaced(Reply reply, WorkOrder order) {}

    private static void requireScope(OrderInHand inHand, Step step, Scope ofCaller) {
        if (step.step() == ReviewStep.CENTRE_REVIEW) {
            ofCaller.requireSeen(inHand);
        } else {
            ofCaller.requireLead(inHand);
        }
    }

    /** The caller's own, where that needs no look at deputies; else null. */
    private static Hand ownHand(Reply reply, ReviewStep step, Caller who, boolean history, Instant at) {
        var role = ROLES.get(step);
        if (role == null || history) {
            return Hand.OWN;
        }
        var day = ShanghaiTime.day(at);
        return ActingRule.judge(levelOf(reply, role), who.has(role.code()), who.level(), List.of(), day)
                        instanceof ActingRule.Verdict.Granted granted
                ? granted.hand()
                : null;
    }

    private static SignOffLevel levelOf(Reply reply, Role role) {
        return role == Role.UNIT_LEADER ? reply.origin().signOffLevel() : null;
    }

    private static void decide(
            ReplyInHand found,
            Step step,
            Hand hand,
            CommandContext context,
            Function<Instant, List<WorkOrder>> members,
            List<Replaced> replaced) {
        var order = found.of().order();
        var reply = found.reply();
        found.of().require(COMMANDS.get(step.step()), context);
        if (reply.isOver()) {
            throw Problem.wrongState(reply.state().name(), List.of());
        }
        if (SeparateHands.judge(step.step(), reply.author(), context.actor(), hand.onBehalfOf())
                instanceof SeparateHands.Verdict.Refused refused) {
            throw Problem.of(
                    ReplyProblems.AUTHOR_MAY_NOT_APPROVE,
                    refused.step().chinese(),
                    refused.step().name());
        }
        if (!step.approved() && (step.comment() == null || step.comment().isBlank())) {
            throw Problem.invalid("comment", "violation.comment-of-rejection");
        }
        Instant at = found.of().at(context);
        var to = reply.path().after(step.step(), step.approved());
        var signed = new Reply.Signed(context.actor(), hand.onBehalfOf(), at);
        order.replyMoved(COMMANDS.get(step.step()), to, at);
        reply.step(step.step(), signed, step.approved(), step.comment(), to);
        var events = new ArrayList<CaseEvent>();
        events.add(reply.reviewed(order, step.step(), step.approved(), signed));
        var copies = new ArrayList<Reply>();
        boolean silent = context.imported();
        found.of().changes().show(order);
        if (to == WorkOrderState.REPLIED && reply.correction() != null) {
            replaced.forEach(old -> correct(found, old, at, events, copies));
        } else if (to == WorkOrderState.REPLIED) {
            events.add(reply.issued(order));
            for (var member : members.apply(at)) {
                silent |= member.imported();
                var copy = reply.copied(UuidV7.next(), member);
                copies.add(copy);
                events.add(copy.issued(member));
            }
        }
        var act = new Act(at, context.actor(), silent);
        found.of().changes().tell(order, act, at, events.toArray(CaseEvent[]::new));
        found.of().with(writes -> {
            replaced.stream()
                    .map(Replaced::reply)
                    .filter(old -> old.state() == Reply.State.SUPERSEDED)
                    .forEach(old -> ReplyStore.update(writes, old));
            ReplyStore.update(writes, reply);
            ReplyStore.insert(writes, copies);
        });
    }

    /** The correction takes the place of the order's own reply, or of that of a case answered with it, in words of its own. */
    private static void correct(
            ReplyInHand found, Replaced old, Instant at, List<CaseEvent> events, List<Reply> copies) {
        var reply = found.reply();
        old.reply().supersede(at);
        if (old.order() == found.of().order()) {
            events.add(reply.corrected(old.order(), old.reply()));
            return;
        }
        var copy = reply.copiedFor(UuidV7.next(), old.order(), old.reply());
        old.order().correctedWithLead(at);
        found.of().changes().show(old.order());
        copies.add(copy);
        events.add(copy.corrected(old.order(), old.reply()));
    }

    private Response view(ReplyInHand found, CommandContext context, Function<WorkOrder, WorkOrderSummary> summaries) {
        var quality = found.verdict();
        var order = found.of().order();
        return Command.ok(
                ReplyView.of(
                        found.reply(), quality == null ? null : quality.in(context.language()), summaries.apply(order)),
                order.version());
    }
}
