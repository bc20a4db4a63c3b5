package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.deadline.UnitClockResource.DoneView;
import org.hotline12345.followup.deadline.UnitClockResource.PauseView;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Pause;

/** A unit says that it waits for the citizen, that it no longer does, or that what a clock asks for is done. */
@ApplicationScoped
class ReportOnClock {
    private final Transactions transactions;
    private final CaseCommands commands;
    private final DeadlineStore deadlines;
    private final Caller caller;
    private final Clock clock;

    ReportOnClock(
            Transactions transactions, CaseCommands commands, DeadlineStore deadlines, Caller caller, Clock clock) {
        this.transactions = transactions;
        this.commands = commands;
        this.deadlines = deadlines;
        this.caller = caller;
        this.clock = clock;
    }

    /** The clock of the work order stands still from now on, as long as the policy allows. */
    Uni<PauseView> waits(Mutiny.Session session, UUID workOrderId, String reason) {
        return commands.onWorkOrder(session, workOrderId, (file, office) -> {
            requireUnit(file, file.progress().unit());
            Pause pause = file.handling()
                    .paused(reason, cause(file), office)
                    .orElseThrow(() -> Problem.invalid("reason", "violation.pause.none"));
            return Uni.createFrom().item(view(file, pause));
        });
    }

    /** The clock of the work order runs again. */
    Uni<PauseView> waitsNoLonger(UUID workOrderId) {
        return transactions.inTransaction(session -> commands.onWorkOrder(session, workOrderId, (file, office) -> {
            requireUnit(file, file.progress().unit());
            if (!file.handling().resumed(cause(file), office)) {
                throw Problem.invalid("id", "violation.pause.notRunning");
            }
            return Uni.createFrom().item(view(file, lastPause(file)));
        }));
    }

    /** What the deadline asks for was done at that moment. */
    Uni<DoneView> done(UUID id, Instant at, Instant now, String note) {
        return transactions.inTransaction(session -> deadlines.find(session, id).chain(owed -> {
            if (owed == null) {
                throw Problem.notFound();
            }
            return commands.on(session, owed.caseId(), (file, office) -> {
                requireUnit(file, owed.unit());
                Deadline deadline = file.deadlines().stream()
                        .filter(one -> one.subject().id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Problem.invalid("id", "violation.deadline.notTold"));
                if (at.isAfter(now) || at.isBefore(deadline.subject().startedAt())) {
                    throw Problem.validation(List.of(new Violation("at", "violation.deadline.doneAt")));
                }
                if (!file.clocks()
                        .reportDone(id, at, new Cause(at, !file.progress().live(), caller.subject()))) {
                    throw Problem.invalid("id", "violation.deadline.notTold");
                }
                return deadlines
                        .note(session, id, note, caller.subject())
                        .replaceWith(new DoneView(
                                id, deadline.subject().kind(), deadline.state(), ShanghaiTime.of(deadline.endedAt())));
            });
        }));
    }

    private Cause cause(CaseFile file) {
        return new Cause(clock.instant(), !file.progress().live(), caller.subject());
    }

    private void requireUnit(CaseFile file, String unit) {
        String below = file.progress().handlingUnit();
        if (!caller.hasAny(Roles.OF_OFFICE) && (below == null || !caller.covers(below))) {
            caller.requireUnit(unit);
        }
    }

    private static Deadline reply(CaseFile file) {
        return file.deadlines().stream()
                .filter(deadline -> deadline.subject().kind() == DeadlineKind.REPLY
                        && deadline.state().isOpen())
                .findFirst()
                .orElseThrow();
    }

    private static Pause lastPause(CaseFile file) {
        List<Pause> pauses = reply(file).terms().granted().pauses();
        return pauses.get(pauses.size() - 1);
    }

    private static PauseView view(CaseFile file, Pause pause) {
        return new PauseView(
                file.progress().workOrderId(),
                ShanghaiTime.of(pause.from()),
                ShanghaiTime.of(pause.until()),
                !pause.over(),
                ShanghaiTime.of(reply(file).terms().dueAt()));
    }
}
