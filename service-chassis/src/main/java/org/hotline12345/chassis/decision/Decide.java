package org.hotline12345.chassis.decision;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;

/** The one way of every decision: it is locked, must be of the version that was seen and allow the step, and is changed. */
@ApplicationScoped
public class Decide {
    private static final String DUPLICATE_KEY = "23505";

    private final Transactions transactions;

    public Decide(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What a step does beside changing the decision. */
    @FunctionalInterface
    public interface Step<D> {
        Uni<?> take(Mutiny.Session session, D decision);
    }

    /** Writes a new one, in the transaction of the session; 409 if the database allows one only and has it. */
    public <D extends Decision<?>> Uni<D> open(Mutiny.Session session, D decision) {
        return session.persist(decision)
                .chain(session::flush)
                .onFailure(failure -> DatabaseErrors.sqlState(failure)
                        .filter(DUPLICATE_KEY::equals)
                        .isPresent())
                .transform(failure -> Problem.of(ProblemType.ALREADY_EXISTS))
                .replaceWith(decision);
    }

    /** 404 if there is none. */
    public <D extends Decision<?>> Uni<D> find(Class<D> type, UUID id) {
        return transactions.inTransaction(session -> find(session, type, id));
    }

    /** 404 if there is none. */
    public <D extends Decision<?>> Uni<D> find(Mutiny.Session session, Class<D> type, UUID id) {
        return session.find(type, id).onItem().ifNull().failWith(Problem::notFound);
    }

    /** A page of them, by when they began. */
    public <D extends Decision<?>> Uni<Page<D>> list(
            Class<D> type, Wanted wanted, boolean latestFirst, PageRequest page) {
        Cursor cursor = page.cursor();
        String order = latestFirst ? "desc" : "asc";
        if (cursor != null) {
            wanted.with(
                            "(d.madeAt %1$s :time or d.madeAt = :time and d.id %1$s :id)"
                                    .formatted(latestFirst ? "<" : ">"),
                            "time",
                            cursor.time(0))
                    .values
                    .put("id", cursor.uuid(1));
        }
        String query = "from %1$s d %2$s order by d.madeAt %3$s, d.id %3$s"
                .formatted(
                        type.getSimpleName(),
                        wanted.conditions.isEmpty() ? "" : "where " + String.join(" and ", wanted.conditions),
                        order);
        return transactions
                .inTransaction(session -> {
                    var asked = session.createSelectionQuery(query, type).setMaxResults(page.limit() + 1);
                    wanted.values.forEach(asked::setParameter);
                    return asked.getResultList();
                })
                .map(found -> Page.of(
                        found, page.limit(), last -> Cursor.encode(last.madeAt().toInstant(), last.id())));
    }

    /**
     * Takes a step.
     *
     * @param ifMatch The version for which it is meant, as the header {@code If-Match}. May be null.
     * @param steps Which steps a state allows.
     */
    public <C extends Enum<C>, S extends Enum<S>, D extends Decision<S>> Uni<D> step(
            Class<D> type, UUID id, String ifMatch, CommandTable<C, S> steps, C step, Step<D> taken) {
        return transactions.inTransaction(session -> session.find(type, id, LockMode.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(decision -> {
                    ETags.check(ifMatch, decision.version());
                    steps.require(step, decision.state());
                })
                .call(decision -> taken.take(session, decision))
                .call(session::flush));
    }
}
