package org.hotline12345.assessment.rectification;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.figures.summary.WorkingDays;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.rectification.RectificationStore.StepView;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.assessment.rectification.model.StepKind;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.decision.Wanted;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.RectificationOrdered;
import org.hotline12345.events.RectificationVerified;

/** Orders to put something right by a date (限期整改): order, report, verification, opening again. */
@ApplicationScoped
public class Rectifications {
    private static final ProblemType REPORTED_IT = new ProblemType("verifier-reported-it", 403);

    private final Transactions transactions;
    private final Decide decide;
    private final RectificationStore store;
    private final WorkingDays workingDays;
    private final OfficeCopy office;
    private final Decisions decisions;
    private final Outbox outbox;
    private final Clock clock;

    Rectifications(
            Transactions transactions,
            Decide decide,
            RectificationStore store,
            WorkingDays workingDays,
            OfficeCopy office,
            Decisions decisions,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.decide = decide;
        this.store = store;
        this.workingDays = workingDays;
        this.office = office;
        this.decisions = decisions;
        this.outbox = outbox;
        this.clock = clock;
    }

    record Detail(Rectification order, List<StepView> steps) {}

    /** Completes when the calendar that deadlines are counted by is the present one; before the transaction of an order. */
    Uni<Void> ready() {
        return workingDays.upToDate();
    }

    /** Gives an order, in the transaction of the session; of a finding one at most. */
    Uni<Detail> order(
            Mutiny.Session session, UUID finding, String unit, String text, int days, CommandContext command) {
        Uni<String> concerned = finding == null
                ? Uni.createFrom().item(unit)
                : store.unitOfFinding(session, finding)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Problem.invalid("findingId", "violation.rectification.finding"));
        return concerned
                .invoke(of -> {
                    if (of == null
                            || unit != null && !of.equals(unit)
                            || finding == null && office.unit(of).isEmpty()) {
                        throw Problem.invalid("unit", "violation.rectification.unit");
                    }
                })
                .chain(of -> store.due(session, command.at(), days)
                        .map(due -> new Rectification(
                                UuidV7.next(), finding, of, text, due, command.actor(), command.at())))
                .chain(order -> decide.open(session, order))
                .call(order -> step(session, order, StepKind.ORDERED, text, command))
                .call(order -> tellOrdered(session, order, text, command))
                .chain(order -> detail(session, order));
    }

    /** The unit says what it did. */
    Uni<Detail> report(UUID id, String text, Collection<String> units, CommandContext command) {
        return change(id, Rectification.Step.REPORT, command, (session, order) -> {
            if (!units.contains(order.unit)) {
                throw Problem.notFound();
            }
            order.report(command.actor(), command.at());
            return step(session, order, StepKind.REPORTED, text, command);
        });
    }

    /**
     * Somebody looks whether it is so.
     *
     * @param days Working days for another try if it is not.
     * @param units The caller's own unit and those below it.
     */
    Uni<Detail> verify(
            UUID id, boolean fulfilled, String comment, int days, Collection<String> units, CommandContext command) {
        return change(id, Rectification.Step.VERIFY, command, (session, order) -> {
            if (!order.mayBeVerifiedBy(command.actor(), units)) {
                throw Problem.of(REPORTED_IT);
            }
            return store.due(session, command.at(), days)
                    .invoke(due -> {
                        if (fulfilled) {
                            order.fulfil();
                        } else {
                            order.orderAgain(due);
                        }
                    })
                    .chain(() -> step(
                            session, order, fulfilled ? StepKind.FULFILLED : StepKind.NOT_FULFILLED, comment, command))
                    .chain(() ->
                            tell(session, new RectificationVerified(id, order.unit, fulfilled, command.at()), command));
        });
    }

    /** What had been put right is not any more: it is ordered again. */
    Uni<Detail> reopen(UUID id, String reason, int days, CommandContext command) {
        return change(
                id,
                Rectification.Step.REOPEN,
                command,
                (session, order) -> store.due(session, command.at(), days)
                        .invoke(order::reopen)
                        .chain(() -> step(session, order, StepKind.REOPENED, reason, command))
                        .chain(() -> tellOrdered(session, order, reason, command)));
    }

    /** An order with its steps. */
    Uni<Detail> detail(UUID id) {
        return transactions.inTransaction(
                session -> decide.find(session, Rectification.class, id).chain(order -> detail(session, order)));
    }

    /**
     * A page of orders, the latest first; null for no restriction.
     *
     * @param overdue Whether the unit should have reported by now.
     */
    Uni<Page<Rectification>> list(
            Collection<String> units, RectificationState state, Boolean overdue, PageRequest page) {
        String late = "(d.state = " + RectificationState.class.getName() + ".ORDERED and d.dueAt < :now)";
        var wanted = new Wanted()
                .with("d.unit in :units", "units", units)
                .with("d.state = :state", "state", state)
                .with(
                        Boolean.FALSE.equals(overdue) ? "not " + late : late,
                        "now",
                        overdue == null ? null : ShanghaiTime.of(clock.instant()));
        return decide.list(Rectification.class, wanted, true, page);
    }

    private Uni<Detail> change(
            UUID id, Rectification.Step step, CommandContext command, Decide.Step<Rectification> taken) {
        return ready().chain(
                        () -> decide.step(Rectification.class, id, command.ifMatch(), Rectification.STEPS, step, taken))
                .chain(() -> detail(id));
    }

    /** A step is a decision: by its number a score says whether it counts it. */
    private Uni<Void> step(
            Mutiny.Session session, Rectification order, StepKind kind, String text, CommandContext command) {
        boolean ordered = order.state() == RectificationState.ORDERED;
        return decisions
                .add(
                        session,
                        new Decision(
                                Decisions.Kind.RECTIFICATION_STEP,
                                null,
                                null,
                                order.unit,
                                order.id() + " " + kind,
                                command.actor(),
                                command.at()))
                .chain(decision -> store.add(
                        session,
                        order.id(),
                        new StepView(
                                kind,
                                text,
                                ordered ? order.dueAt : null,
                                command.actor(),
                                ShanghaiTime.of(command.at())),
                        decision))
                .replaceWithVoid();
    }

    private Uni<Void> tellOrdered(Mutiny.Session session, Rectification order, String text, CommandContext command) {
        return tell(
                session,
                new RectificationOrdered(order.id(), order.unit, text, order.dueAt.toInstant(), command.at()),
                command);
    }

    private Uni<Void> tell(Mutiny.Session session, OfficeEvent event, CommandContext command) {
        return outbox.add(session, EventDraft.of(event, command.at()).by(command.actor()))
                .replaceWithVoid();
    }

    private Uni<Detail> detail(Mutiny.Session session, Rectification order) {
        return store.steps(session, order.id()).map(steps -> new Detail(order, steps));
    }
}
