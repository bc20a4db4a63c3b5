package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;

/** When an issue ends and how large it must be: as evaluation staff set it, else as the installation is set. */
@ApplicationScoped
class IssueRulesStore {
    private static final String READ = """
            select quiet_days, least_cases, set_by, set_at, version
            from hot_issue_rules
            """;

    private static final String SET = """
            insert into hot_issue_rules as old (quiet_days, least_cases, set_by, set_at, version)
            values ($1, $2, $3, $4, 1)
            on conflict (single) do update
            set quiet_days = excluded.quiet_days,
                least_cases = excluded.least_cases,
                set_by = excluded.set_by,
                set_at = excluded.set_at,
                version = old.version + 1
            returning quiet_days, least_cases, set_by, set_at, version
            """;

    private final Transactions transactions;
    private final Pool pool;
    private final GroupStore groups;
    private final HotIssueConfig config;
    private final Clock clock;

    IssueRulesStore(Transactions transactions, Pool pool, GroupStore groups, HotIssueConfig config, Clock clock) {
        this.transactions = transactions;
        this.pool = pool;
        this.groups = groups;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The rules.
     *
     * @param quietDays An issue that got no case for so many days has ended; what comes later is another.
     * @param leastCases So many cases of several citizens make an issue.
     * @param setBy Who set it; absent: nobody yet.
     * @param setAt When; absent: never yet.
     * @param placedFrom Cases registered before this day are not placed when they come, such as those of imported years: a hot issue is
     *     about now.
     */
    public record IssueRules(
            int quietDays, int leastCases, String setBy, OffsetDateTime setAt, int version, LocalDate placedFrom) {
        Duration window() {
            return Duration.ofDays(quietDays);
        }
    }

    private record Stored(int quietDays, int leastCases, String setBy, OffsetDateTime setAt, int version) {}

    /** The rules as the transaction sees them. */
    Uni<IssueRules> read(Mutiny.Session session) {
        return read(Sql.on(session));
    }

    /** The rules. */
    Uni<IssueRules> read() {
        return read(Sql.on(pool));
    }

    /** Sets them for the cases that are placed from now on; groups that were made stay as they are. */
    Uni<IssueRules> set(int quietDays, int leastCases, String by, String ifMatch) {
        return transactions
                .inTransaction(session -> groups.lock(session)
                        .chain(() -> read(session))
                        .invoke(present -> ETags.check(ifMatch, present.version()))
                        .chain(() ->
                                Sql.on(session).one(Stored.class, SET, quietDays, leastCases, by, clock.instant())))
                .map(this::rules);
    }

    private Uni<IssueRules> read(Sql sql) {
        return sql.one(Stored.class, READ)
                .map(set -> rules(
                        set != null
                                ? set
                                : new Stored((int) config.window().toDays(), config.leastCases(), null, null, 0)));
    }

    private IssueRules rules(Stored set) {
        Duration quiet = Duration.ofDays(set.quietDays());
        Duration history = config.history().compareTo(quiet) > 0 ? config.history() : quiet;
        return new IssueRules(
                set.quietDays(),
                set.leastCases(),
                set.setBy(),
                set.setAt(),
                set.version(),
                ShanghaiTime.day(clock.instant().minus(history)));
    }
}
