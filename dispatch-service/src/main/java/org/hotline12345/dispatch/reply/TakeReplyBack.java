package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.WorkOrderState;

/**
 * The author takes a reply back that waits for review or sign-off, 撤回答复: the version is kept, and the order is what it was before. What
 * the leader has signed is the unit's word and no longer the author's to take back.
 */
@ApplicationScoped
public class TakeReplyBack {
    private final ReplyStore replies;
    private final OrderCommands commands;
    private final Scope scope;

    TakeReplyBack(ReplyStore replies, OrderCommands commands, Scope scope) {
        this.replies = replies;
        this.commands = commands;
        this.scope = scope;
    }

    Uni<Response> takeBack(UUID replyId, String reason, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return commands.together(context, body, replies.together(), replyId, found -> {
            var order = found.of().order();
            var reply = found.reply();
            ofCaller.requireHandler(found.of());
            found.of().require(WorkOrderCommand.TAKE_BACK, context);
            if (reply.isOver()) {
                throw Problem.wrongState(reply.state().name(), List.of());
            }
            if (!reply.author().equals(context.actor())) {
                throw Problem.of(ReplyProblems.ONLY_AUTHOR_TAKES_BACK);
            }
            var at = found.of().at(context);
            order.replyMoved(WorkOrderCommand.TAKE_BACK, WorkOrderState.SIGNED, at);
            reply.takeBack(reason, at);
            found.of().tell(context, at, reply.takenBack(order));
            found.of().with(writes -> ReplyStore.update(writes, reply));
            var quality = found.verdict();
            return Command.ok(
                    ReplyView.of(
                            reply, quality == null ? null : quality.in(context.language()), summaries.apply(order)),
                    order.version());
        });
    }
}
