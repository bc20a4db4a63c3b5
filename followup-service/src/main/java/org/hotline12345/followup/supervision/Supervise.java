package org.hotline12345.followup.supervision;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.SupervisionState;
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
        void apply(CaseFile file, Supervision supervision, Office office);
    }

    /** Which supervision, in which version, as the header {@code If-Match}. */
    public record Wanted(SupervisionView seen, String ifMatch) {}

    private final CaseCommands commands;
    private final SupervisionQueries queries;

    public Supervise(CaseCommands commands, SupervisionQueries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** A supervisor opens one on the case of a work order. */
    Uni<SupervisionView> open(Mutiny.Session session, UUID workOrderId, String order, int workingDays, Cause cause) {
        return commands.onWorkOrder(session, workOrderId, (file, office) -> {
                    Instant dueAt = reportBy(office, cause.time(), workingDays);
                    return Uni.createFrom().item(file.supervising().bySupervisor(order, dueAt, cause, office));
                })
                .chain(id -> queries.find(session, id, cause.time()));
    }

    /** The unit reports. */
    Uni<SupervisionView> report(Mutiny.Session session, Wanted wanted, String text, Cause cause) {
        return change(
                session,
                wanted,
                cause,
                (file, supervision, office) -> file.supervising().report(supervision, text, cause, office));
    }

    /**
     * It goes up a level.
     *
     * @param workingDays how many the unit has to report anew; null: as the policy says
     */
    Uni<SupervisionView> raise(Mutiny.Session session, Wanted wanted, String note, Integer workingDays, Cause cause) {
        return change(session, wanted, cause, (file, supervision, office) -> {
            Instant dueAt = reportBy(office, cause.time(), workingDays);
            file.supervising().raise(supervision, note, dueAt, cause, office);
        });
    }

    /** It ends with a finding. */
    Uni<SupervisionView> close(Mutiny.Session session, Wanted wanted, String finding, Cause cause) {
        return change(
                session,
                wanted,
                cause,
                (file, supervision, office) -> file.supervising().close(supervision, finding, cause, office));
    }

    private Uni<SupervisionView> change(Mutiny.Session session, Wanted wanted, Cause cause, Change change) {
        UUID id = wanted.seen().id();
        return commands.on(session, wanted.seen().caseId(), (file, office) -> {
                    Supervision supervision = file.supervisions().stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElse(null);
                    ETags.check(
                            wanted.ifMatch(),
                            supervision == null ? wanted.seen().version() : supervision.version());
                    if (supervision == null) {
                        throw Problem.wrongState(SupervisionState.CLOSED.name(), List.of());
                    }
                    change.apply(file, supervision, office);
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> queries.find(session, id, cause.time()));
    }

    /** By when the unit must report: in so many working days, or as the policy in force says. */
    private static Instant reportBy(Office office, Instant from, Integer workingDays) {
        DeadlinePolicy policy = office.policies().inForceAt(from).policy();
        Span span = workingDays == null
                ? policy.supervision().reportWithin()
                : new Span(workingDays, SpanUnit.WORKING_DAYS);
        return new DeadlineCalculator(office.calendar(), policy).after(from, span);
    }
}
