package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases.Part;
import org.hotline12345.dispatch.cases.LockedOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.reply.model.CorrectionRule;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;

/**
 * The unit that answered writes another reply in the place of its issued one, 更正答复. It goes the way of any reply; until it is issued the
 * first one stands, and the order stays finished all the while.
 */
@ApplicationScoped
public class CorrectReply {
    private final OrderCommands commands;
    private final Scope scope;
    private final ReplyStore replies;
    private final CheckReply checkReply;
    private final SubmitReply submitReply;

    CorrectReply(
            OrderCommands commands, Scope scope, ReplyStore replies, CheckReply checkReply, SubmitReply submitReply) {
        this.commands = commands;
        this.scope = scope;
        this.replies = replies;
        this.checkReply = checkReply;
        this.submitReply = submitReply;
    }

    Uni<Response> correct(
            UUID orderId,
            ReplyText text,
            List<UUID> attachmentIds,
            String reason,
            Object body,
            CommandContext context) {
        return submitReply
                .files(orderId, attachmentIds)
                .chain(files -> checkReply
                        .check(orderId, text, context.imported())
                        .chain(checked -> commands.locked(context, body, Part.ORDER, orderId, locked -> {
                            scope.requireHandler(locked.inHand());
                            locked.inHand().require(WorkOrderCommand.CORRECT, context);
                            requireCorrectable(locked, context);
                            return replies.issuedOf(locked).map(issued -> {
                                var reply = submitReply.write(
                                        locked.inHand(),
                                        WorkOrderCommand.CORRECT,
                                        text,
                                        files,
                                        new Reply.Correction(issued.id(), reason),
                                        checked,
                                        context);
                                var order = locked.order();
                                return Command.created(
                                        "/api/v1/work-orders/" + orderId,
                                        ReplyView.of(
                                                reply,
                                                checked.quality().in(context.language()),
                                                commands.summary(order)),
                                        order.version());
                            });
                        })));
    }

    private static void requireCorrectable(LockedOrder locked, CommandContext context) {
        var order = locked.order();
        if (order.isAnsweredWithLead()) {
            throw Problem.of(ReplyProblems.CORRECTED_WITH_LEAD);
        }
        if (!CorrectionRule.allows(locked.of().course(), order.id(), order.finishedAt(), context.at())) {
            throw Problem.of(ReplyProblems.NO_LONGER_CORRECTABLE, CorrectionRule.DAYS_AFTER_REPLY);
        }
    }
}
