package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.RoutingBooks;
import org.hotline12345.dispatch.routing.model.RespondentExclusion;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.dispatch.workorder.Doing;
import org.hotline12345.dispatch.workorder.EarlierReturns;
import org.hotline12345.dispatch.workorder.RegisteredCase;
import org.hotline12345.dispatch.workorder.WorkOrder;
import org.hotline12345.dispatch.workorder.WorkOrders;
import org.hotline12345.events.DecidedBy;

/** A dispatcher decides where a case goes that no rule could decide. */
@ApplicationScoped
public class DecideTriage {
    private final WorkOrders orders;
    private final TriageQueue queue;
    private final RoutingBooks books;
    private final EarlierReturns returns;

    public DecideTriage(WorkOrders orders, TriageQueue queue, RoutingBooks books, EarlierReturns returns) {
        this.returns = returns;
        this.orders = orders;
        this.queue = queue;
        this.books = books;
    }

    /** Gives the case to the unit; 409 if somebody decided before. */
    Uni<WorkOrder> decide(Mutiny.Session session, UUID caseId, Choice choice, Doing doing) {
        return orders.lockCase(session, caseId)
                .chain(registered -> books.current(Sql.on(session)).chain(book -> {
                    check(book, choice, registered.respondentUnit());
                    return returns.of(session, caseId)
                            .invoke(next -> EarlierReturns.require(next, choice.unit(), choice.backToReturner()))
                            .chain(() -> queue.close(
                                    session,
                                    List.of(caseId),
                                    doing.at(),
                                    doing.actor(),
                                    TriageQueue.Outcome.DISPATCHED))
                            .chain(waiting -> waiting.isEmpty()
                                    ? notWaiting(session, registered)
                                    : give(session, registered, waiting.get(0), choice, book, doing));
                }));
    }

    private Uni<WorkOrder> give(
            Mutiny.Session session,
            RegisteredCase registered,
            TriageQueue.Waiting waiting,
            Choice choice,
            RoutingBook book,
            Doing doing) {
        Instant at = doing.notBefore(waiting.sentAt());
        String reason = "派单员选定:" + book.unitName(choice.unit())
                + (choice.note() == null || choice.note().isBlank() ? "" : "。" + choice.note());
        var to = new Assignment(
                choice.unit(),
                choice.coUnits(),
                choice.category() != null ? choice.category() : registered.category(),
                registered.area(),
                DecidedBy.CLERK,
                reason,
                waiting.round(),
                waiting.cause(),
                waiting.previousId());
        return orders.give(session, registered, to, at)
                .chain(order -> orders.tell(session, order, doing, at, WorkOrders.dispatched(order))
                        .replaceWith(order));
    }

    private Uni<WorkOrder> notWaiting(Mutiny.Session session, RegisteredCase registered) {
        return orders.ofCases(session, List.of(registered.caseId())).map(all -> {
            String state = registered.ended() != null
                    ? registered.ended()
                    : all.isEmpty()
                            ? "REGISTERED"
                            : all.get(all.size() - 1).state().name();
            throw Problem.wrongState(state, List.of());
        });
    }

    /** 400 unless the units and the category exist, work, and are not accused. */
    public static void check(RoutingBook book, Choice choice, String respondentUnit) {
        var violations = new ArrayList<Violation>();
        var exclusion = new RespondentExclusion(book, respondentUnit);
        checkUnit(book, exclusion, "unit", choice.unit(), violations);
        for (String coUnit : choice.coUnits()) {
            checkUnit(book, exclusion, "coUnits", coUnit, violations);
            if (coUnit.equals(choice.unit())) {
                violations.add(Violation.of("coUnits", "violation.lead-is-co-unit"));
            }
        }
        if (choice.category() != null && book.category(choice.category()).isEmpty()) {
            violations.add(Violation.of("category", "violation.unknown-category", choice.category()));
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }

    private static void checkUnit(
            RoutingBook book, RespondentExclusion exclusion, String field, String unit, List<Violation> violations) {
        if (book.unit(unit).filter(Unit::active).isEmpty()) {
            violations.add(Violation.of(field, "violation.unknown-unit", unit));
        } else if (exclusion.excludes(unit)) {
            violations.add(Violation.of(field, "violation.unit-is-accused", unit));
        }
    }

    /** What the dispatcher chose. */
    public record Choice(String unit, List<String> coUnits, String category, String note, boolean backToReturner) {
        public Choice {
            coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
        }
    }
}
