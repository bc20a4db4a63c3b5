package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.Idempotency;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.Pause;
import org.jboss.resteasy.reactive.RestPath;

/** What a unit says about its clocks: that it waits for the citizen, that it has done what a law asks for. */
@Path("/api/v1")
public class UnitClockResource {
    private static final int MAX_REASON = 200;
    private static final int MAX_NOTE = 1000;

    /**
     * The unit waits for the citizen.
     *
     * @param reason What is waited for.
     */
    public record PauseInput(String reason) {}

    /**
     * A pause.
     *
     * @param from Its start.
     * @param until Its end; of one that runs, the moment at which it ends by itself.
     * @param running Whether it runs.
     * @param dueAt When the reply is due now.
     */
    public record PauseView(
            UUID workOrderId, OffsetDateTime from, OffsetDateTime until, boolean running, OffsetDateTime dueAt) {}

    /**
     * Something is done.
     *
     * @param at When; now if left out.
     * @param note What was done, with its document number. May be left out.
     */
    public record DoneInput(OffsetDateTime at, String note) {}

    /** A deadline that is done. */
    public record DoneView(UUID id, DeadlineKind kind, DeadlineState state, OffsetDateTime endedAt) {}

    private final Transactions transactions;
    private final Idempotency idempotency;
    private final CaseCommands commands;
    private final Caller caller;
    private final Clock clock;

    public UnitClockResource(
            Transactions transactions, Idempotency idempotency, CaseCommands commands, Caller caller, Clock clock) {
        this.transactions = transactions;
        this.idempotency = idempotency;
        this.commands = commands;
        this.caller = caller;
        this.clock = clock;
    }

    /** The unit waits for the citizen from now on, as often and as long as the policy allows. */
    @POST
    @Path("/work-orders/{id}/pauses")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PauseView.class)))
    @RolesAllowed(Roles.UNIT_HANDLER)
    public Uni<Response> pause(@RestPath UUID id, @HeaderParam("Idempotency-Key") String key, PauseInput input) {
        String reason =
                input == null || input.reason() == null ? "" : input.reason().strip();
        if (reason.isEmpty() || reason.length() > MAX_REASON) {
            throw Problem.invalid("reason", "violation.Size", 1, MAX_REASON);
        }
        return idempotency.run(
                key,
                input,
                session -> commands.onWorkOrder(session, id, (file, office) -> {
                    requireUnit(file, file.progress().unit());
                    Optional<Pause> pause = file.handling().paused(reason, cause(file), office);
                    return Uni.createFrom()
                            .item(Response.ok(view(
                                            file,
                                            pause.orElseThrow(() -> Problem.invalid("reason", "violation.pause.none"))))
                                    .build());
                }));
    }

    /** The unit no longer waits: its clock runs again. What the citizen adds to the case ends a pause too. */
    @POST
    @Path("/work-orders/{id}/pauses/end")
    @RolesAllowed(Roles.UNIT_HANDLER)
    public Uni<PauseView> resume(@RestPath UUID id) {
        return transactions.inTransaction(session -> commands.onWorkOrder(session, id, (file, office) -> {
            requireUnit(file, file.progress().unit());
            if (!file.handling().resumed(cause(file), office)) {
                throw Problem.invalid("id", "violation.pause.notRunning");
            }
            return Uni.createFrom().item(view(file, lastPause(file)));
        }));
    }

    /** The first contact was made, or the act that a law asks for was done. */
    @POST
    @Path("/deadlines/{id}/done")
    @RolesAllowed({Roles.UNIT_HANDLER, Roles.SUPERVISOR})
    public Uni<DoneView> done(@RestPath UUID id, DoneInput input) {
        Instant now = clock.instant();
        Instant at = input == null || input.at() == null ? now : input.at().toInstant();
        String note =
                input == null || input.note() == null ? null : input.note().strip();
        if (note != null && note.length() > MAX_NOTE) {
            throw Problem.invalid("note", "violation.Size", 0, MAX_NOTE);
        }
        return transactions.inTransaction(session -> {
            Sql sql = Sql.on(session);
            return sql.first("select case_id, unit from deadline where id = $1", id)
                    .chain(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        return commands.on(session, row.getUUID("case_id"), (file, office) -> {
                            requireUnit(file, row.getString("unit"));
                            Deadline deadline = file.deadlines().stream()
                                    .filter(one -> one.subject().id().equals(id))
                                    .findFirst()
                                    .orElseThrow(() -> Problem.invalid("id", "violation.deadline.notTold"));
                            if (at.isAfter(now)
                                    || at.isBefore(deadline.subject().startedAt())) {
                                throw Problem.validation(List.of(new Violation("at", "violation.deadline.doneAt")));
                            }
                            if (!file.clocks()
                                    .reportDone(
                                            id,
                                            at,
                                            new Cause(at, !file.progress().live(), caller.subject()))) {
                                throw Problem.invalid("id", "violation.deadline.notTold");
                            }
                            return sql.update(
                                            "update deadline set done_note = $2, done_by = $3 where id = $1",
                                            id,
                                            note,
                                            caller.subject())
                                    .replaceWith(new DoneView(
                                            id,
                                            deadline.subject().kind(),
                                            deadline.state(),
                                            ShanghaiTime.of(deadline.endedAt())));
                        });
                    });
        });
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
