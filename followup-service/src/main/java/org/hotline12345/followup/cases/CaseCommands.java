package org.hotline12345.followup.cases;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.WrongPhase;

/**
 * Commands on a case: the case is locked, so that commands, events and timer come one after the other, and saved with the
 * events that follow.
 */
@ApplicationScoped
public class CaseCommands {
    /**
     * What is done to a case.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface Command<T> {
        Uni<T> apply(CaseFile file, Office office);
    }

    /**
     * What is done to a case about one of its callbacks.
     *
     * @param <T> its result
     */
    @FunctionalInterface
    public interface CallbackCommand<T> {
        Uni<T> apply(CaseFile file, Callback callback, Office office);
    }

    private final CaseFiles files;
    private final OfficeBook book;

    public CaseCommands(CaseFiles files, OfficeBook book) {
        this.files = files;
        this.book = book;
    }

    /** Runs a command on a case; {@code not-known-yet} (404), {@code wrong-state} (409). */
    public <T> Uni<T> on(Mutiny.Session session, UUID caseId, Command<T> command) {
        return files.lock(session, caseId).chain(file -> run(session, file, command));
    }

    /** Runs a command on a case about one of its callbacks, ended ones too. */
    public <T> Uni<T> onCallback(Mutiny.Session session, UUID caseId, UUID callbackId, CallbackCommand<T> command) {
        return book.now(session).chain(office -> onCallback(session, caseId, callbackId, office, command));
    }

    /** The same for who has the office already. */
    public <T> Uni<T> onCallback(
            Mutiny.Session session, UUID caseId, UUID callbackId, Office office, CallbackCommand<T> command) {
        return files.lock(session, caseId, callbackId)
                .chain(file ->
                        run(session, file, office, (one, now) -> command.apply(one, one.callback(callbackId), now)));
    }

    /** Runs a command on the case of a work order. */
    public <T> Uni<T> onWorkOrder(Mutiny.Session session, UUID workOrderId, Command<T> command) {
        return files.lockByWorkOrder(session, workOrderId).chain(file -> run(session, file, command));
    }

    private <T> Uni<T> run(Mutiny.Session session, CaseFile file, Command<T> command) {
        return book.now(session).chain(office -> run(session, file, office, command));
    }

    private <T> Uni<T> run(Mutiny.Session session, CaseFile file, Office office, Command<T> command) {
        return Uni.createFrom()
                .deferred(() -> command.apply(file, office))
                .onFailure(WrongPhase.class)
                .transform(failure -> problem((WrongPhase) failure))
                .call(() -> files.save(session, List.of(file)));
    }

    private static Problem problem(WrongPhase failure) {
        return Problem.wrongState(
                failure.phase().name(),
                failure.allowed().stream().map(Enum::name).sorted().toList());
    }
}
