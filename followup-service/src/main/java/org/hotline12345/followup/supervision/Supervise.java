package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Command;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;

/** What people do about supervisions: each is a change of the case. */
@ApplicationScoped
public class Supervise {
    /** What is done to one that is open. */
    @FunctionalInterface
    private interface Change {
        void apply(CaseInHand hand, Supervision supervision, Cause cause);
    }

    private final CaseCommands commands;
    private final Command command;
    private final Caller caller;

    public Supervise(CaseCommands commands, Command command, Caller caller) {
        this.commands = commands;
        this.command = command;
        this.caller = caller;
    }

    /** A supervisor opens one on the case of a work order. */
    Uni<Response> open(UUID workOrderId, Object body, String order, int workingDays, URI base) {
        Caller whoever = caller.detached();
        return commands.run(Cases.By.SUPERVISED_ORDER, workOrderId, body, (hand, cause) -> {
            Instant dueAt = reportBy(hand, cause.time(), workingDays);
            Supervision opened = hand.file().supervising().bySupervisor(order, dueAt, cause, hand.office());
            opened.number(hand.number());
            return Command.created(
                    base.resolve("/api/v1/supervisions/" + opened.id()).toString(),
                    SupervisionView.of(opened, cause.time(), whoever),
                    opened.savedVersion());
        });
    }

    /** The unit reports. */
    Uni<Response> report(UUID id, Object body, String text) {
        return change(
                id,
                body,
                (hand, supervision, cause) ->
                        hand.file().supervising().report(supervision, text, cause, hand.office()));
    }

    /**
     * It goes up a level.
     *
     * @param workingDays how many the unit has to report anew; null: as the policy says
     */
    Uni<Response> raise(UUID id, Object body, String note, Integer workingDays) {
        return change(id, body, (hand, supervision, cause) -> {
            Instant dueAt = reportBy(hand, cause.time(), workingDays);
            hand.file().supervising().raise(supervision, note, dueAt, cause, hand.office());
        });
    }

    /** It ends with a finding. */
    Uni<Response> close(UUID id, Object body, String finding) {
        return change(
                id,
                body,
                (hand, supervision, cause) ->
                        hand.file().supervising().close(supervision, finding, cause, hand.office()));
    }

    private Uni<Response> change(UUID id, Object body, Change change) {
        String ifMatch = command.ifMatch();
        Caller whoever = caller.detached();
        return commands.run(Cases.By.SUPERVISION, id, body, (hand, cause) -> {
            Supervision supervision = hand.supervision();
            requireSeen(whoever, supervision, cause.time());
            ETags.check(ifMatch, supervision.version());
            if (!supervision.isOpen()) {
                throw Problem.wrongState(supervision.state().name(), List.of());
            }
            change.apply(hand, supervision, cause);
            return Command.ok(SupervisionView.of(supervision, cause.time(), whoever), supervision.savedVersion());
        });
    }

    /** A unit's people see their own unit's, and not before the unit was told. */
    static void requireSeen(Caller caller, Supervision supervision, Instant now) {
        if (!caller.isOfOffice()) {
            caller.requireUnit(supervision.order().unit());
            if (supervision.order().notifyAt().isAfter(now)) {
                throw Problem.notFound();
            }
        }
    }

    /** By when the unit must report: in so many working days, or as the policy in force says. */
    private static Instant reportBy(CaseInHand hand, Instant from, Integer workingDays) {
        Office office = hand.office();
        DeadlinePolicy policy = office.policies().inForceAt(from).policy();
        Span span = workingDays == null
                ? policy.supervision().reportWithin(hand.file().facts().urgency())
                : new Span(workingDays, SpanUnit.WORKING_DAYS);
        return new DeadlineCalculator(office.calendar(), policy).after(from, span);
    }
}
