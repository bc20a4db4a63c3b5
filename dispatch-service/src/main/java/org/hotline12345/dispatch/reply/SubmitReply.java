package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.reply.CheckReply.Checked;
import org.hotline12345.dispatch.reply.Reply.ReplyText;
import org.hotline12345.dispatch.reply.model.ReplyPath;
import org.hotline12345.dispatch.reply.model.Severity;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.OrderCommands.Sent;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ReplySubmitted;

/** A handler writes a reply and sends it on its way. */
@ApplicationScoped
public class SubmitReply {
    private final OrderCommands commands;
    private final WorkOrders orders;
    private final OfficeCopy office;
    private final CheckReply checkReply;

    public SubmitReply(OrderCommands commands, WorkOrders orders, OfficeCopy office, CheckReply checkReply) {
        this.commands = commands;
        this.orders = orders;
        this.office = office;
        this.checkReply = checkReply;
    }

    /** The reply, checked and written. */
    Uni<Stepped> submit(
            Mutiny.Session session, UUID orderId, Sent sent, ReplyText text, Doing doing, Language language) {
        if (text.disposition() == Disposition.PLANNED && text.reviewDate() == null) {
            throw Problem.invalid("reviewDate", "violation.review-date-of-planned");
        }
        return commands.lockForHandler(session, orderId, sent, WorkOrderCommand.SUBMIT_REPLY)
                .chain(order -> {
                    if (!doing.history()) {
                        order.requireInstructed();
                    }
                    return checkReply
                            .check(Sql.on(session), order.unit(), order.caseId(), CaseType.valueOf(order.type()), text)
                            .chain(checked -> {
                                if (checked.blocked() && !doing.history()) {
                                    throw saysTooLittle(checked, language);
                                }
                                return write(session, order, text, doing, checked);
                            });
                });
    }

    private Uni<Stepped> write(Mutiny.Session session, WorkOrder order, ReplyText text, Doing doing, Checked checked) {
        var unit = office.unit(order.unit()).orElseThrow(Problem::notKnownYet);
        var at = doing.notBefore(order.lastEventAt());
        if (text.contactedAt() != null && text.contactedAt().isAfter(at)) {
            throw Problem.invalid("contactedAt", "violation.PastOrPresent");
        }
        var path = new ReplyPath(unit.reviewSteps() > 0, unit.centreReview());
        var reply = Reply.written(order, text, path, unit.signOffLevel(), doing.actor(), at);
        order.replyMoved(WorkOrderCommand.SUBMIT_REPLY, path.afterSubmission(), at);
        return session.persist(reply)
                .chain(() -> orders.tell(
                        session,
                        order,
                        doing,
                        at,
                        new ReplySubmitted(
                                order.caseId(),
                                order.id(),
                                reply.id(),
                                order.unit(),
                                reply.disposition(),
                                order.state(),
                                reply.author(),
                                at)))
                .invoke(() -> checkReply.keep(session, reply, order.unit(), order.caseId(), checked, at))
                .replaceWith(() -> new Stepped(reply, order, checked.quality()));
    }

    private static Problem saysTooLittle(Checked checked, Language language) {
        var serious = checked.quality().in(language).flags().stream()
                .filter(flag -> Severity.SERIOUS.name().equals(flag.severity()))
                .toList();
        return Problem.of(ReplyProblems.SAYS_TOO_LITTLE, serious.size())
                .with("flags", serious.stream().map(JsonObject::mapFrom).toList());
    }
}
