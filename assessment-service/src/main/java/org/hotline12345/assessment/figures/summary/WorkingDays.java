package org.hotline12345.assessment.figures.summary;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.model.WorkingDayOrdinals;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.WorkCalendarData;

/**
 * Keeps the table {@code working_day} in step with the calendar the office published. It is checked before figures are read:
 * a comparison in memory, unless the calendar changed.
 */
@ApplicationScoped
public class WorkingDays {
    private static final int FIRST_YEAR = 2007;
    private static final int LAST_YEAR = 2040;

    private final OfficeCopy office;
    private final Transactions transactions;
    private final WorkingDayStore store;
    private final Summary summary;
    private volatile WorkCalendarData written;

    public WorkingDays(OfficeCopy office, Transactions transactions, WorkingDayStore store, Summary summary) {
        this.office = office;
        this.transactions = transactions;
        this.store = store;
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
        return StartWork.again("the numbers of the working days", this::upToDate);
    }

    private Uni<Void> write(Mutiny.Session session, WorkCalendarData calendar) {
        var ordinals = WorkingDayOrdinals.of(FIRST_YEAR, LAST_YEAR, exceptions(calendar));
        return store.lock(session)
                .chain(revision -> store.known(session)
                        .chain(known -> summary.follow(
                                session,
                                WorkingDayOrdinals.turned(known, ordinals),
                                revision,
                                calendar.revision(),
                                store.write(session, ordinals, calendar.revision()))));
    }

    private static Map<LocalDate, Boolean> exceptions(WorkCalendarData calendar) {
        var exceptions = new HashMap<LocalDate, Boolean>();
        calendar.years()
                .values()
                .forEach(year -> year.days().forEach(day -> exceptions.put(day.date(), day.workday())));
        return exceptions;
    }
}
