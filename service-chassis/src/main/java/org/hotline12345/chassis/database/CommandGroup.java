package org.hotline12345.chassis.database;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/**
 * Commands on aggregates, those that come at the same time together: one read without a lock, each decides in memory, one
 * statement writes what became of all ({@link Writes}). A command alone costs two statements, one in a group of ten a fifth of
 * one.
 *
 * <pre>{@code
 * orders = new CommandGroup<>(vertx, pool, new CommandGroup.Aggregates<WorkOrder>() {
 *     public Uni<Map<UUID, WorkOrder>> read(Sql sql, Collection<UUID> ids) {
 *         return sql.select("select … from work_order where id = any($1)", ids).map(…);
 *     }
 *     public void write(WorkOrder order, Writes writes) {
 *         writes.updateGuarded(ORDERS, List.of(order)).insert(REPLIES, order.newReplies());
 *         outbox.add(writes, order.events());
 *         feed.append(writes, order.feedEntries());
 *     }
 * });
 *
 * orders.change(id, order -> order.sign(unit, time));                       // Uni of what sign answers
 * idempotency.run(key, body, orders, id, order -> answer(order.sign(unit, time)));   // may be sent twice
 * }</pre>
 *
 * <p><b>What is certain.</b>
 * <ul>
 *   <li>Of the commands on an aggregate one is decided at a time, in the order of their coming; a group has one of them.
 *   <li>A command that fails, by a {@link Problem} or a fault, fails alone and writes nothing.
 *   <li>The write is guarded by the version that was read. If any row of the group was changed meanwhile, or a key was used before,
 *       nothing of the group is written; it is done again in halves, and a single command is read and decided three times in all
 *       before it is the problem {@code concurrent-change} (409). So a decision may be made more than once: it has no effects but
 *       on the aggregate that it is given.
 *   <li>Whoever writes an aggregate, or rows that are read with it, counts its version up. Then the events of an aggregate stand in
 *       the outbox in the order of its versions: who wrote the next version had read this one, so its statement began, and took
 *       its numbers, after this one had committed.
 *   <li>Entries of feeds get their place in the same statement, see {@code ChangeFeed}.
 * </ul>
 *
 * <p>Decisions run in a context of the group and not of the request: what they need of the caller is taken before.
 *
 * @param <A> the aggregate, made anew by each read
 */
public final class CommandGroup<A> {
    /**
     * The reactive data source for what is done many times a second and finds its rows by their keys: commands in groups,
     * registrations, the questions they ask. Its connections keep one plan a statement ({@code plan_cache_mode}). Left to
     * itself PostgreSQL plans a statement of few rows in arrays anew at each call, because it takes ten for granted otherwise,
     * and planning a write of several tables takes it longer than writing. Lists and figures, whose best plan hangs on what is
     * asked, stay on the default one.
     */
    public static final String POOL = "commands";

    private static final int ATTEMPTS = 3;
    private static final GroupCommit.Limits LIMITS = new GroupCommit.Limits(32, 2, 8);

    public interface Aggregates<A> {
        /** Reads these without a lock, with one statement; those that are not there are missing in the answer. */
        Uni<? extends Map<UUID, A>> read(Sql sql, Collection<UUID> ids);

        /** Adds what became of one that a command was given: a guarded update, and what hangs on it; nothing if it has not changed. */
        void write(A aggregate, Writes writes);

        /** What to fail with where one is not there. */
        default Problem missing(UUID id) {
            return Problem.notFound();
        }
    }

    private record Command<A>(
            List<UUID> ids, Function<Map<UUID, A>, Object> decision, BiConsumer<Object, Writes> also, Context trace) {}

    /** An answer, or why there is none. */
    private record Decided(Object answer, RuntimeException failure) {}

    private final Vertx vertx;
    private final Pool pool;
    private final Aggregates<A> aggregates;
    private final GroupCommit<Command<A>, Decided> group;

    public CommandGroup(Vertx vertx, Pool pool, Aggregates<A> aggregates) {
        this(vertx, pool, LIMITS, aggregates);
    }

    public CommandGroup(Vertx vertx, Pool pool, GroupCommit.Limits limits, Aggregates<A> aggregates) {
        this.vertx = vertx;
        this.pool = pool;
        this.aggregates = aggregates;
        this.group = new GroupCommit<>(vertx, limits, Command::ids, commands -> attempt(commands, 1));
    }

    /** Decides on the aggregate and writes what became of it; answers what the decision answers, after the commit. */
    public <R> Uni<R> change(UUID id, Function<A, R> decision) {
        return change(List.of(id), found -> decision.apply(found.get(id)), (answer, writes) -> {});
    }

    /**
     * Decides on several aggregates at once, all of which are written.
     *
     * @param also adds what is to be written with the answer
     */
    @SuppressWarnings("unchecked")
    public <R> Uni<R> change(Collection<UUID> ids, Function<Map<UUID, A>, R> decision, BiConsumer<R, Writes> also) {
        var command = new Command<A>(
                ids.stream().distinct().sorted().toList(),
                (Function<Map<UUID, A>, Object>) decision,
                (BiConsumer<Object, Writes>) also,
                Context.current());
        return group.add(command).map(decided -> {
            if (decided.failure() != null) {
                throw decided.failure();
            }
            return (R) decided.answer();
        });
    }

    private Uni<List<Decided>> attempt(List<Command<A>> commands, int attempt) {
        return decideAndWrite(commands)
                .onFailure(failure -> commands.size() == 1 && isOthersFault(failure))
                .recoverWithUni(failure -> {
                    if (attempt < ATTEMPTS) {
                        var pause =
                                Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 10 * attempt));
                        return EventLoops.pause(vertx, pause).chain(() -> attempt(commands, attempt + 1));
                    }
                    return Uni.createFrom()
                            .failure(
                                    DatabaseErrors.isVersionConflict(failure)
                                            ? Problem.of(ProblemType.CONCURRENT_CHANGE)
                                            : failure);
                });
    }

    private static boolean isOthersFault(Throwable failure) {
        return DatabaseErrors.isVersionConflict(failure) || DatabaseErrors.isContention(failure);
    }

    private Uni<List<Decided>> decideAndWrite(List<Command<A>> commands) {
        var sql = Sql.on(pool);
        List<UUID> ids = commands.stream()
                .flatMap(command -> command.ids().stream())
                .sorted()
                .toList();
        return aggregates.read(sql, ids).chain(found -> {
            var writes = Writes.ofTheirOwn();
            var decided = new ArrayList<Decided>(commands.size());
            commands.forEach(command -> decided.add(decide(command, found, writes)));
            return writes.send(sql).invoke(writes::committed).replaceWith(decided);
        });
    }

    /** What a command would write goes to the others' only when all of it is known. */
    private Decided decide(Command<A> command, Map<UUID, A> found, Writes writes) {
        try (Scope ignored = command.trace().makeCurrent()) {
            var mine = new HashMap<UUID, A>();
            for (UUID id : command.ids()) {
                A aggregate = found.get(id);
                if (aggregate == null) {
                    throw aggregates.missing(id);
                }
                mine.put(id, aggregate);
            }
            Object answer = command.decision().apply(mine);
            var own = Writes.ofTheirOwn();
            command.ids().forEach(id -> aggregates.write(mine.get(id), own));
            command.also().accept(answer, own);
            writes.add(own);
            return new Decided(answer, null);
        } catch (RuntimeException e) {
            return new Decided(null, e);
        }
    }
}
