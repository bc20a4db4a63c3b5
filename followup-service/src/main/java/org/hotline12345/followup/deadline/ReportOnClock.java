package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.Cases.By;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.deadline.UnitClockResource.DoneView;
import org.hotline12345.followup.deadline.UnitClockResource.PauseView;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Pause;

/** A unit says that it waits for the citizen, that it no longer does, or that what a clock asks for is done. */
@ApplicationScoped
class ReportOnClock {
    private final CaseCommands commands;
    private final DeadlineStore deadlines;
    private final Command command;
    private final Caller caller;

    ReportOnClock(CaseCommands commands, DeadlineStore deadlines, Command command, Caller caller) {
        this.commands = commands;
        this.deadlines = deadlines;
        this.command = command;
        this.caller = caller;
    }

    /** The clock of the work order stands still from now on, as long as the policy allows. */
    Uni<Response> waits(UUID workOrderId, Object body, String reason) {
        Caller whoever = caller.detached();
        return commands.run(By.WORK_ORDER, workOrderId, body, (hand, cause) -> {
            CaseFile file = hand.file();
            requireUnit(whoever, file, file.progress().unit());
            Pause pause = file.handling()
                    .paused(reason, ofHistory(file, cause), hand.office())
                    .orElseThrow(() -> Problem.invalid("reason", "violation.pause.none"));
            return Response.ok(view(file, pause)).build();
        });
    }

    /** The clock of the work order runs again. */
    Uni<PauseView> waitsNoLonger(UUID workOrderId) {
        Caller whoever = caller.detached();
        Cause now = cause();
        return commands.requireSeen(By.WORK_ORDER, workOrderId)
                .chain(() -> commands.once(By.WORK_ORDER, workOrderId, now, (hand, cause) -> {
                    CaseFile file = hand.file();
                    requireUnit(whoever, file, file.progress().unit());
                    if (!file.handling().resumed(ofHistory(file, cause), hand.office())) {
                        throw Problem.invalid("id", "violation.pause.notRunning");
                    }
                    return view(file, lastPause(file));
                }));
    }

    /**
     * What the deadline asks for was done.
     *
     * @param doneAt when; null for now
     */
    Uni<DoneView> done(UUID id, Instant doneAt, String note) {
        Caller whoever = caller.detached();
        Cause now = cause();
        Instant at = doneAt == null ? now.time() : doneAt;
        return commands.requireSeen(By.DEADLINE, id)
                .chain(() -> deadlines.find(id))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(owed -> commands.once(By.DEADLINE, id, now, (hand, cause) -> {
                    CaseFile file = hand.file();
                    requireUnit(whoever, file, owed.unit());
                    Deadline deadline = file.deadlines().stream()
                            .filter(one -> one.subject().id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> Problem.invalid("id", "violation.deadline.notTold"));
                    if (at.isAfter(cause.time())
                            || at.isBefore(deadline.subject().startedAt())) {
                        throw Problem.invalid("at", "violation.deadline.doneAt");
                    }
                    if (!file.clocks().reportDone(id, at, ofHistory(file, Cause.at(at, cause.actor())))) {
                        throw Problem.invalid("id", "violation.deadline.notTold");
                    }
                    deadline.noted(new Deadline.DoneNote(note, cause.actor()));
                    return new DoneView(
                            id, deadline.subject().kind(), deadline.state(), ShanghaiTime.of(deadline.endedAt()));
                }));
    }

    private Cause cause() {
        var now = command.now();
        return Cause.at(now.at(), now.actor());
    }

    /** What is told of a case that is not live is history. */
    private static Cause ofHistory(CaseFile file, Cause cause) {
        return new Cause(cause.time(), !file.progress().live(), cause.actor());
    }

    private static void requireUnit(Caller caller, CaseFile file, String unit) {
        String below = file.progress().handlingUnit();
        if (!caller.isOfOffice() && (below == null || !caller.covers(below))) {
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
