package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.attachment.Attachments;
import org.hotline12345.chassis.attachment.Attachments.Named;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.reply.CheckReply.Checked;
import org.hotline12345.dispatch.reply.model.Reply;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.dispatch.reply.model.ReplyPath;
import org.hotline12345.dispatch.reply.model.Severity;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;

/** A handler writes a reply and sends it on its way. */
@ApplicationScoped
public class SubmitReply {
    private final OrderCommands commands;
    private final Scope scope;
    private final OfficeCopy office;
    private final CheckReply checkReply;
    private final Attachments attachments;
    private final ReplyStore replies;

    public SubmitReply(
            OrderCommands commands,
            Scope scope,
            OfficeCopy office,
            CheckReply checkReply,
            Attachments attachments,
            ReplyStore replies) {
        this.commands = commands;
        this.scope = scope;
        this.office = office;
        this.checkReply = checkReply;
        this.attachments = attachments;
        this.replies = replies;
    }

    /** The reply is checked, and then written with the orders of other commands that come at the same time. */
    Uni<Response> submit(UUID orderId, ReplyText text, List<UUID> attachmentIds, Object body, CommandContext context) {
        var ofCaller = scope.detached();
        var summaries = commands.summaries();
        return files(orderId, attachmentIds)
                .chain(files -> checkReply
                        .check(orderId, text, context.imported())
                        .chain(checked -> commands.together(context, body, orderId, inHand -> {
                            ofCaller.requireHandler(inHand);
                            inHand.require(WorkOrderCommand.SUBMIT_REPLY, context);
                            if (!context.imported()) {
                                inHand.order().requireInstructed();
                            }
                            var reply =
                                    write(inHand, WorkOrderCommand.SUBMIT_REPLY, text, files, null, checked, context);
                            var view = ReplyView.of(
                                    reply, checked.quality().in(context.language()), summaries.apply(inHand.order()));
                            return Command.created(
                                    "/api/v1/work-orders/" + orderId,
                                    view,
                                    inHand.order().version());
                        })));
    }

    /** What a reply to the order names: files that were sent for it, and those of earlier replies to the same order. */
    Uni<Named> files(UUID orderId, List<UUID> attachmentIds) {
        return attachments
                .named(attachmentIds)
                .chain(files -> files.isEmpty()
                        ? Uni.createFrom().item(files)
                        : replies.idsOf(orderId).map(files::orOf));
    }

    /**
     * A reply, or the correction of one, as it is sent on its way.
     *
     * @param correction what it corrects; null for a first reply
     */
    Reply write(
            OrderInHand inHand,
            WorkOrderCommand command,
            ReplyText text,
            Named files,
            Reply.Correction correction,
            Checked checked,
            CommandContext context) {
        var order = inHand.order();
        if (!context.imported() && checked.blocked()) {
            throw saysTooLittle(checked, context.language());
        }
        var unit = office.unit(order.unit()).orElseThrow(Problem::notKnownYet);
        var at = inHand.at(context);
        if (text.contactedAt() != null && text.contactedAt().isAfter(at)) {
            throw Problem.invalid("contactedAt", "violation.PastOrPresent");
        }
        files.requireFree();
        var path = new ReplyPath(unit.reviewSteps() > 0, unit.centreReview());
        var reply =
                Reply.written(UuidV7.next(), order, text, correction, path, unit.signOffLevel(), context.actor(), at);
        order.replyMoved(command, path.afterSubmission(), at);
        inHand.tell(context, at, reply.submitted(order, files.told()));
        inHand.with(writes -> {
            ReplyStore.insert(writes, List.of(reply));
            checkReply.store(reply, checked, writes);
            files.bind(writes, Origin.REPLY, reply.id(), order.caseId(), at);
            ReplyStore.keepFiles(writes, reply.id(), files.again());
        });
        return reply;
    }

    private static Problem saysTooLittle(Checked checked, Language language) {
        var serious = checked.quality().in(language).flags().stream()
                .filter(flag -> Severity.SERIOUS.name().equals(flag.severity()))
                .toList();
        return Problem.of(ReplyProblems.SAYS_TOO_LITTLE, serious.size())
                .with("flags", serious.stream().map(JsonObject::mapFrom).toList());
    }
}
