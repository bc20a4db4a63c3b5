package org.hotline12345.dispatch.cohandling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.workorder.AccusedQueries;
import org.hotline12345.dispatch.workorder.OrderCommands;
import org.hotline12345.dispatch.workorder.Scope;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;

/** The lead unit asks another unit for its opinion; that one answers. The lead stays responsible. */
@ApplicationScoped
public class HandleTogether {
    private final OrderCommands commands;
    private final Cases cases;
    private final Scope scope;
    private final OfficeCopy office;
    private final AccusedQueries accused;

    public HandleTogether(
            OrderCommands commands, Cases cases, Scope scope, OfficeCopy office, AccusedQueries accused) {
        this.commands = commands;
        this.cases = cases;
        this.scope = scope;
        this.office = office;
        this.accused = accused;
    }

    Uni<Done> ask(Mutiny.Session session, UUID id, String coUnit, String question, CommandContext context) {
        return commands.lockForHandler(session, id, context, WorkOrderCommand.ASK_CO_UNIT)
                .chain(order -> accused.of(session, order.caseId()).chain(respondents -> {
                    if (office.unit(coUnit).filter(UnitInfo::active).isEmpty()) {
                        throw Problem.invalid("unit", "violation.unknown-unit", coUnit);
                    }
                    if (coUnit.equals(order.unit())) {
                        throw Problem.invalid("unit", "violation.lead-is-co-unit");
                    }
                    if (scope.isAccused(coUnit, respondents)) {
                        throw Problem.invalid("unit", "violation.unit-is-accused", coUnit);
                    }
                    Instant at = context.notBefore(order.lastEventAt());
                    var asked = CoHandling.asked(order, coUnit, question, context.actor(), at);
                    order.askCoUnit(coUnit, at);
                    return session.persist(asked)
                            .chain(() -> commands.tell(
                                    session,
                                    order,
                                    context,
                                    at,
                                    new CoHandlingRequested(
                                            order.caseId(),
                                            id,
                                            asked.id,
                                            order.unit(),
                                            coUnit,
                                            question,
                                            context.actor(),
                                            at)))
                            .replaceWith(() -> new Done(asked, order));
                }));
    }

    Uni<Done> answer(Mutiny.Session session, UUID id, String text, CommandContext context) {
        return cases.lockOrderOf(session, Cases.Part.CO_HANDLING, id)
                .chain(order -> accused.of(session, order.caseId()).chain(respondents -> session.find(
                                CoHandling.class, id)
                        .chain(asked -> {
                    scope.requireUnit(asked.coUnit, respondents);
                    if (asked.answeredAt != null) {
                        throw Problem.wrongState("ANSWERED", List.of());
                    }
                    if (!WorkOrderStates.isOpen(order.state())) {
                        throw Problem.wrongState(order.state().name(), List.of());
                    }
                    Instant at = context.notBefore(asked.requestedAt);
                    asked.answer(text, context.actor(), at);
                    return commands.tell(
                                    session,
                                    order,
                                    context,
                                    at,
                                    new CoHandlingAnswered(
                                            order.caseId(), order.id(), id, asked.coUnit, text, context.actor(), at))
                            .replaceWith(() -> new Done(asked, order));
                })));
    }

    /** A question and its order. */
    record Done(CoHandling asked, WorkOrder order) {}
}
