package org.hotline12345.assessment.figures.summary;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.model.WorkingDayOrdinals;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.WorkCalendarData;
import org.jboss.logging.Logger;

/**
 * Keeps the table {@code working_day} in step with the calendar the office published. It is checked before figures are read:
 * a comparison in memory, unless the calendar changed.
 */
@ApplicationScoped
public class WorkingDayStore {
    private static final Logger LOG = Logger.getLogger(WorkingDayStore.class);
    private static final int FIRST_YEAR = 2007;
    private static final int LAST_YEAR = 2040;

    private static final String LOCK = """
            select revision
            from working_day_state
            for update
            """;

    private static final String KNOWN = """
            select
              day,
              ordinal
            from working_day
            """;

    private static final String WRITE = """
            insert into working_day (day, ordinal)
            select *
            from unnest($1::date[], $2::integer[])
            on conflict (day) do update
            set ordinal = excluded.ordinal
            where working_day.ordinal <> excluded.ordinal
            """;

    private static final String MARK = """
            update working_day_state
            set revision = $1
            """;

    private final OfficeCopy office;
    private final Transactions transactions;
    private final SummaryStore summary;
    private volatile WorkCalendarData written;

    public WorkingDayStore(OfficeCopy office, Transactions transactions, SummaryStore summary) {
        this.office = office;
        this.transactions = transactions;
        this.summary = summary;
    }

    /** Completes when the table says what the calendar says. */
    public Uni<Void> upToDate() {
        WorkCalendarData calendar = office.calendar();
        if (calendar.equals(written)) {
            return Uni.createFrom().voidItem();
        }
        return transactions.inTransaction(session -> write(session, calendar)).invoke(() -> written = calendar);
    }

    /** Follows the calendar before anybody asks, while few facts rest on it. */
    @Scheduled(
            every = "5s",
            identity = "working-days",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return upToDate().onFailure().recoverWithItem(failure -> {
            LOG.debug("The working days are not renumbered yet", failure);
            return null;
        });
    }

    private Uni<Void> write(Mutiny.Session session, WorkCalendarData calendar) {
        var sql = Sql.on(session);
        var ordinals = WorkingDayOrdinals.of(FIRST_YEAR, LAST_YEAR, exceptions(calendar));
        return sql.first(LOCK)
                .chain(state -> sql.select(KNOWN).chain(rows -> {
                    var known = new HashMap<LocalDate, Integer>();
                    rows.forEach(row -> known.put(row.getLocalDate("day"), row.getInteger("ordinal")));
                    var renumber = sql.update(
                                    WRITE,
                                    ordinals.keySet().toArray(LocalDate[]::new),
                                    ordinals.values().toArray(Integer[]::new))
                            .chain(() -> sql.update(MARK, calendar.revision()));
                    return summary.follow(
                            sql,
                            WorkingDayOrdinals.turned(known, ordinals),
                            state.getLong("revision"),
                            calendar.revision(),
                            renumber);
                }));
    }

    private static Map<LocalDate, Boolean> exceptions(WorkCalendarData calendar) {
        var exceptions = new HashMap<LocalDate, Boolean>();
        calendar.years()
                .values()
                .forEach(year -> year.days().forEach(day -> exceptions.put(day.date(), day.workday())));
        return exceptions;
    }
}
