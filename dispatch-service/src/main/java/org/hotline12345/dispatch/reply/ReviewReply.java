package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.deputy.ActInRole;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.dispatch.merge.MergedCases;
import org.hotline12345.dispatch.reply.model.SeparateHands;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.ReplyQuality;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReviewStep;
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

    /** Of a case with which no other is handled: all in one. */
    private static final String ALONE = """
            select o, r, cast(sql('(select q.verdict::text from reply_quality q where q.reply_id = ?)', r.id) as String)
            from Reply r
            join WorkOrder o on o.id = r.workOrderId
            where r.id = :reply
              and cast(sql(
                'exists (select from merge_member m where m.lead_case_id = ? and m.outcome is null)', o.caseId) as Boolean)
                = false
            """;

    /** Of any other case; cases are locked before orders. */
    private static final String WITH_MEMBERS = """
            select r.work_order_id, o.case_id, q.verdict::text as verdict
            from reply r
            join work_order o on o.id = r.work_order_id
            left join reply_quality q on q.reply_id = r.id
            where r.id = $1
            """;

    private final WorkOrders orders;
    private final MergedCases merged;
    private final Scope scope;
    private final ActInRole acting;
    private final CheckReply checkReply;

    public ReviewReply(WorkOrders orders, MergedCases merged, Scope scope, ActInRole acting, CheckReply checkReply) {
        this.acting = acting;
        this.checkReply = checkReply;
        this.orders = orders;
        this.merged = merged;
        this.scope = scope;
    }

    /** Takes the step. */
    Uni<Stepped> step(
            Mutiny.Session session,
            UUID replyId,
            Sent sent,
            ReviewStep step,
            boolean approved,
            String comment,
            Doing doing) {
        var command = COMMANDS.get(step);
        return find(session, replyId).chain(found -> {
            var order = found.order();
            var reply = found.reply();
            if (step != ReviewStep.CENTRE_REVIEW) {
                scope.requireLead(order);
            }
            return hand(session, order, reply, step, doing).chain(hand -> {
                ETags.check(sent.ifMatch(), order.version());
                order.require(command);
                if (reply.state() == Reply.State.REJECTED || reply.state() == Reply.State.ISSUED) {
                    throw Problem.wrongState(reply.state().name(), List.of());
                }
                if (SeparateHands.judge(step, reply.author(), doing.actor(), hand.onBehalfOf())
                        instanceof SeparateHands.Verdict.Refused refused) {
                    throw Problem.of(
                            ReplyProblems.AUTHOR_MAY_NOT_APPROVE,
                            refused.step().chinese(),
                            refused.step().name());
                }
                if (!approved && (comment == null || comment.isBlank())) {
                    throw Problem.invalid("comment", "violation.comment-of-rejection");
                }
                return take(session, order, reply, step, command, approved, comment, doing, hand)
                        .replaceWith(() -> new Stepped(reply, order, found.quality()));
            });
        });
    }

    /** Who takes the step: whoever holds the role, or the dated deputy of one who does. */
    private Uni<Hand> hand(Mutiny.Session session, WorkOrder order, Reply reply, ReviewStep step, Doing doing) {
        return switch (step) {
            case REVIEW -> acting.require(session, Role.UNIT_REVIEWER, null, order.unit(), doing.at());
            case SIGN_OFF -> acting.require(session, Role.UNIT_LEADER, reply.signOffLevel(), order.unit(), doing.at());
            case CENTRE_REVIEW -> Uni.createFrom().item(Hand.OWN);
        };
    }

    private Uni<Void> take(
            Mutiny.Session session,
            WorkOrder order,
            Reply reply,
            ReviewStep step,
            WorkOrderCommand command,
            boolean approved,
            String comment,
            Doing doing,
            Hand hand) {
        Instant at = doing.notBefore(order.lastEventAt());
        var to = reply.path().after(step, approved);
        order.replyMoved(command, to, at);
        reply.stepped(step, doing.actor(), hand.onBehalfOf(), approved, comment, to, at);
        var events = new ArrayList<CaseEvent>();
        events.add(new ReplyReviewed(
                order.caseId(),
                order.id(),
                reply.id(),
                order.unit(),
                step,
                approved,
                comment,
                to,
                doing.actor(),
                at,
                hand.onBehalfOf()));
        var changed = new ArrayList<WorkOrder>();
        changed.add(order);
        if (to != WorkOrderState.REPLIED) {
            return orders.tell(session, changed, doing, events, at);
        }
        events.add(issued(reply, order));
        return merged.answerMembers(session, order.caseId(), at)
                .chain(members -> {
                    var copies = new ArrayList<Reply>();
                    for (var member : members) {
                        var copy = Reply.copied(reply, member);
                        copies.add(copy);
                        events.add(issued(copy, member));
                        changed.add(member);
                    }
                    return copies.isEmpty() ? Uni.createFrom().voidItem() : session.persistAll(copies.toArray());
                })
                .chain(() -> orders.tell(session, changed, doing, events, at));
    }

    /** The reply with its order, both locked, and its quality; the cases merged with its case are locked before. */
    private Uni<Found> find(Mutiny.Session session, UUID replyId) {
        return session.createQuery(ALONE, Object[].class)
                .setParameter("reply", replyId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? findWithMembers(session, replyId)
                        : Uni.createFrom()
                                .item(() -> new Found(
                                        (WorkOrder) row[0], (Reply) row[1], checkReply.read((String) row[2]))));
    }

    private Uni<Found> findWithMembers(Mutiny.Session session, UUID replyId) {
        return Sql.on(session).first(WITH_MEMBERS, replyId).chain(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            UUID orderId = row.getUUID("work_order_id");
            var quality = checkReply.read(row.getString("verdict"));
            return merged.lockWithMembers(session, row.getUUID("case_id"))
                    .chain(() -> orders.lock(session, orderId))
                    .chain(order -> session.find(Reply.class, replyId).map(reply -> new Found(order, reply, quality)));
        });
    }

    private record Found(WorkOrder order, Reply reply, ReplyQuality quality) {}

    private static ReplyIssued issued(Reply reply, WorkOrder order) {
        return new ReplyIssued(
                order.caseId(),
                order.id(),
                reply.id(),
                order.round(),
                order.unit(),
                reply.disposition(),
                reply.text(),
                reply.basis(),
                reply.contactedAt(),
                reply.reviewDate(),
                reply.author(),
                reply.issuedAt());
    }
}
