package org.hotline12345.followup.cases;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.CommandGroup;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.GroupCommit;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackSight;
import org.hotline12345.followup.cases.model.Office;

/**
 * Who gets which callbacks, beside what their cases make of them. Those who ask at the same time are served together, one after the other: one statement finds what is free,
 * one gives it. Another instance that gives the same meanwhile, or another callback of the same citizen, makes that fail, and what is
 * free is looked for anew: nobody is called by two agents.
 */
@ApplicationScoped
public class CallbackCases {
    /**
     * What somebody asks for.
     *
     * @param most At most so many.
     * @param origin About what.
     * @param sight Which ones the agent may see.
     */
    public record Wish(int most, CallbackOrigin origin, CallbackSight sight, Instant now) {
        private boolean fits(FreeCallback free) {
            var subject = free.asked().callback().subject();
            return subject.origin() == origin && sight.covers(subject, free.hiddenFrom());
        }
    }

    /** One at a time: the next would find the same. */
    private static final GroupCommit.Limits ONE_AFTER_ANOTHER = new GroupCommit.Limits(32, 1, 1);

    private static final int ATTEMPTS = 5;
    private static final String TAKEN_MEANWHILE = "23505";

    private static final String FITS =
            """
            state in ('OPEN', 'CLAIMED')
                  and origin = wish.origin
                  and (wish.units is null
                    or not confidential
                      and unit = any(string_to_array(wish.units, ','))
                      and %s)
                  and (state = 'OPEN' or claimed_until <= $1)
                  and not exists (
                    select 1
                    from callback other
                    where other.citizen_ref = callback.citizen_ref
                      and other.state = 'CLAIMED'
                      and other.claimed_until > $1
                      and other.id <> callback.id)""".formatted(HiddenCases.notHidden("callback.case_id", "string_to_array(wish.own_and_above, ',')"));

    // A lease that ran out must not keep the citizen's other callbacks from being given: who asks may ask for others
    // than it is.
    private static final String FREE = """
            with released as (
              update callback
              set state = 'OPEN',
                  claimed_by = null,
                  claimed_until = null,
                  version = version + 1
              where state = 'CLAIMED'
                and claimed_until <= $1
                and exists (
                  select 1
                  from callback other
                  where other.citizen_ref = callback.citizen_ref
                    and other.state = 'OPEN'
                    and other.next_attempt_at <= $1)
              returning id)
            select %1$s, %2$s, case when $5 then %3$s end as hidden_from
            from office_state
            left join (
              unnest($2::text[], $3::text[], $4::integer[], $6::text[]) as wish (origin, units, most, own_and_above)
              cross join lateral (
                (select *
                from callback
                where appointment_at <= $1
                  and %4$s
                order by appointment_at, id
                limit wish.most * 2)
                union all
                (select *
                from callback
                where next_attempt_at <= $1
                  and appointment_at is null
                  and %4$s
                order by next_attempt_at, id
                limit wish.most * 2)) as b
              join case_file c on c.case_id = b.case_id
              left join released on released.id = b.id) on true
            order by b.appointment_at, b.next_attempt_at, b.id
            """.formatted(
                    OfficeQueries.REVISIONS,
                    // what was released a moment ago is read as it was before
                    AskedCase.COLUMNS.replace("b.version as", "b.version + (released.id is not null)::integer as"),
                    HiddenCases.accused("b.case_id"),
                    FITS);

    private static final String ASKED = """
            update callback
            set automatic_attempts = automatic_attempts + 1,
                automatic_at = null,
                next_attempt_at = greatest(next_attempt_at, $2),
                version = version + 1
            where id = any($1)
            """;

    private static final String UNASKED = """
            update callback
            set state = 'CANCELLED',
                automatic_at = null,
                claimed_by = null,
                claimed_until = null,
                ended_at = $1,
                version = version + 1
            where origin = 'ON_THE_SPOT'
              and state in ('OPEN', 'CLAIMED')
              and opened_at <= $2
            """;

    /** One that nobody has, and the units from which its case is hidden. */
    private record FreeCallback(AskedCase asked, List<String> hiddenFrom) {
        static FreeCallback of(Row row) {
            var hiddenFrom = (String[]) row.getValue("hidden_from");
            return new FreeCallback(AskedCase.of(row), hiddenFrom == null ? List.of() : List.of(hiddenFrom));
        }
    }

    /** What all who are served together may choose from. */
    private record Free(List<FreeCallback> callbacks, Set<UUID> citizens, Office office) {
        /** The oldest that fit, one of each citizen. */
        List<AskedCase> take(Wish wish) {
            var taken = new ArrayList<AskedCase>();
            for (var each = callbacks.iterator(); each.hasNext() && taken.size() < wish.most(); ) {
                FreeCallback next = each.next();
                if (wish.fits(next)
                        && citizens.add(next.asked().callback().subject().citizenRef())) {
                    taken.add(next.asked());
                    each.remove();
                }
            }
            return taken;
        }
    }

    /** Somebody's turn to take callbacks. */
    public static final class Turn {
        private final Wish wish;
        private final Free free;
        private final List<AskedCase> taken = new ArrayList<>();
        private final List<Consumer<Writes>> others = new ArrayList<>(1);

        private Turn(Wish wish, Free free) {
            this.wish = wish;
            this.free = free;
        }

        public Office office() {
            return free.office();
        }

        /** Gives what was asked for to the agent, until then. */
        public List<AskedCase> take(String agent, Instant until) {
            taken.addAll(free.take(wish));
            taken.forEach(one -> one.callback().claimed(agent, until));
            return taken;
        }

        /** Rows of other features, to be written with it. */
        public void with(Consumer<Writes> rows) {
            others.add(rows);
        }
    }

    /** Of somebody who does not wait any more. */
    private static final Wish NOTHING = new Wish(0, CallbackOrigin.REPLY, CallbackSight.OF_CENTRE, Instant.EPOCH);

    private final OfficeQueries book;
    private final Pool pool;
    private final CommandGroup<Turn> turns;
    private final Map<UUID, Wish> wishes = new ConcurrentHashMap<>();

    public CallbackCases(OfficeQueries book, Vertx vertx, @ReactiveDataSource(CommandGroup.POOL) Pool pool) {
        this.book = book;
        this.pool = pool;
        this.turns = new CommandGroup<>(vertx, pool, ONE_AFTER_ANOTHER, new CommandGroup.Aggregates<>() {
            @Override
            public Uni<Map<UUID, Turn>> read(Sql sql, Collection<UUID> ids) {
                return CallbackCases.this.read(sql, ids);
            }

            @Override
            public void write(Turn turn, Writes writes) {
                writes.updateGuarded(
                        CaseTables.CALLBACKS,
                        turn.taken.stream().map(AskedCase::callback).toList());
                turn.others.forEach(rows -> rows.accept(writes));
            }
        });
    }

    /** Takes a turn: the command is given the group and the id under which it decides. */
    public <R> Uni<R> turn(Wish wish, BiFunction<CommandGroup<Turn>, UUID, Uni<R>> command) {
        UUID id = UuidV7.next();
        return Uni.createFrom()
                .deferred(() -> {
                    wishes.put(id, wish);
                    return command.apply(turns, id);
                })
                .onFailure(CallbackCases::isTakenMeanwhile)
                .retry()
                .atMost(ATTEMPTS)
                .onTermination()
                .invoke(() -> wishes.remove(id));
    }

    /** Channels ask about these, which the caller has locked; agents do not before that moment. */
    public Uni<Integer> askedByChannels(Mutiny.Session session, List<UUID> callbackIds, Instant agentsFrom) {
        return Sql.on(session).update(ASKED, callbackIds, agentsFrom);
    }

    /** Callbacks about answers on the spot that no channel asked in time are given up: no agent asks about them. */
    public Uni<Integer> cancelUnasked(Instant now, Instant openedBefore) {
        return Sql.on(pool).update(UNASKED, now, openedBefore);
    }

    private static boolean isTakenMeanwhile(Throwable failure) {
        return failure instanceof Problem problem && problem.type().equals(ProblemType.CONCURRENT_CHANGE)
                || DatabaseErrors.sqlState(failure)
                        .filter(TAKEN_MEANWHILE::equals)
                        .isPresent();
    }

    private Uni<Map<UUID, Turn>> read(Sql sql, Collection<UUID> ids) {
        // those who ask for the same choose from the same
        var most = new HashMap<Wish, Integer>();
        Instant now = Instant.EPOCH;
        for (UUID id : ids) {
            Wish wish = wishes.getOrDefault(id, NOTHING);
            now = wish.now().isAfter(now) ? wish.now() : now;
            most.merge(new Wish(0, wish.origin(), wish.sight(), null), wish.most(), Integer::sum);
        }
        var kinds = List.copyOf(most.keySet());
        return sql.select(
                        FREE,
                        now,
                        kinds.stream().map(kind -> kind.origin().name()).toArray(String[]::new),
                        kinds.stream().map(kind -> kind.sight().joined()).toArray(String[]::new),
                        kinds.stream().map(most::get).toArray(Integer[]::new),
                        kinds.stream().anyMatch(kind -> kind.sight().isLimited()),
                        kinds.stream()
                                .map(kind -> String.join(",", kind.sight().ownAndAbove()))
                                .toArray(String[]::new))
                .chain(rows -> book.of(sql, rows.get(0)).map(office -> {
                    var seen = new HashSet<UUID>();
                    var callbacks = new ArrayList<FreeCallback>();
                    rows.stream()
                            .filter(row -> row.getUUID("asking_id") != null && seen.add(row.getUUID("asking_id")))
                            .map(FreeCallback::of)
                            .forEach(callbacks::add);
                    var free = new Free(callbacks, new HashSet<>(), office);
                    var all = new HashMap<UUID, Turn>();
                    ids.forEach(id -> all.put(id, new Turn(wishes.getOrDefault(id, NOTHING), free)));
                    return all;
                }));
    }
}
