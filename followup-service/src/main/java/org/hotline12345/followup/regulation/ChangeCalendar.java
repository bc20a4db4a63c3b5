package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.followup.calendar.Calendars;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.model.Wording;
import org.hotline12345.followup.recalculation.Recalculations;

/** Puts the working days of a year in force, tells the other services, and moves the open deadlines. */
@ApplicationScoped
public class ChangeCalendar {
    /**
     * What came of it.
     *
     * @param year The year as it now stands.
     * @param revision Revision of the calendar now.
     * @param run The run that moves the open deadlines; null where nothing was left to do.
     */
    public record Changed(CalendarYear year, long revision, UUID run) {}

    /** A change of more years than this names the first and the last alone. */
    private static final int NAMED_YEARS = 3;

    private final Transactions transactions;
    private final Pool pool;
    private final Calendars calendars;
    private final OfficeBook book;
    private final Outbox outbox;
    private final Recalculations runs;
    private final Clock clock;

    public ChangeCalendar(
            Transactions transactions,
            Pool pool,
            Calendars calendars,
            OfficeBook book,
            Outbox outbox,
            Recalculations runs,
            Clock clock) {
        this.transactions = transactions;
        this.pool = pool;
        this.calendars = calendars;
        this.book = book;
        this.outbox = outbox;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Changes a year. The same again changes nothing, but names the run that an earlier change has not finished.
     *
     * @param change makes of the year as it stands what it is to be
     */
    public Uni<Changed> change(int year, UnaryOperator<CalendarYear> change, String by) {
        return transactions
                .inTransaction(session -> book.alone(session).chain(office -> {
                    CalendarYear before = office.calendar().year(year).orElseGet(() -> CalendarYear.unknown(year));
                    CalendarYear wanted = change.apply(before);
                    boolean byNotice = !wanted.days().equals(before.days())
                            || !wanted.source().equals(before.source());
                    return store(session, office, List.of(wanted), byNotice ? Origin.EDITED : Origin.AS_IT_WAS, by)
                            .map(stored -> new Changed(wanted, stored.revision(), stored.run()));
                }))
                .chain(changed -> changed.run() != null
                        ? Uni.createFrom().item(changed)
                        : runs.unfinishedOfCalendar(Sql.on(pool))
                                .map(run -> new Changed(changed.year(), changed.revision(), run)));
    }

    /** Who wrote a year's notice. */
    enum Origin {
        /** A release of the suite. */
        SHIPPED,
        /** Somebody of the office. */
        EDITED,
        /** Whoever wrote it before; only the place's own days change. */
        AS_IT_WAS
    }

    /** What was stored: the revision of the calendar after it, and the run for it; null where nothing is new. */
    public record Stored(long revision, UUID run) {}

    /** Stores the notices that a release ships, except those of years that somebody edited. */
    public Uni<Stored> storeShipped(Mutiny.Session session, List<CalendarYear> shipped, String by) {
        return book.alone(session).chain(office -> {
            List<CalendarYear> years = shipped.stream()
                    .map(year -> office.calendar()
                            .year(year.year())
                            .orElseGet(() -> CalendarYear.unknown(year.year()))
                            .byNotice(year.source(), year.days()))
                    .toList();
            return store(session, office, years, Origin.SHIPPED, by);
        });
    }

    /** Stores the years that say something new; the caller holds the office alone. */
    private Uni<Stored> store(Mutiny.Session session, Office office, List<CalendarYear> years, Origin origin, String by) {
        Sql sql = Sql.on(session);
        Instant now = clock.instant();
        long before = office.calendar().revision();
        List<CalendarYear> fresh = years.stream()
                .filter(year ->
                        !year.equals(office.calendar().year(year.year()).orElse(null)))
                .toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(new Stored(before, null));
        }
        long revision = before + 1;
        var events = new ArrayList<EventDraft>();
        Uni<Void> stored = Uni.createFrom().voidItem();
        for (CalendarYear year : fresh) {
            events.add(EventDraft.of(Calendars.changed(year, revision, now), now)
                    .by(by));
            stored = stored.chain(() -> calendars.store(sql, year, shipped(origin), revision, now, by));
        }
        return stored.chain(() -> sql.update("update office_state set calendar_revision = $1", revision))
                .chain(() -> outbox.add(session, events))
                .chain(() -> runs.startForCalendar(sql, UuidV7.next(), revision, what(fresh, office), now, by))
                .map(run -> new Stored(revision, run));
    }

    private static Boolean shipped(Origin origin) {
        return switch (origin) {
            case SHIPPED -> true;
            case EDITED -> false;
            case AS_IT_WAS -> null;
        };
    }

    private static Recalculations.CalendarChange what(List<CalendarYear> fresh, Office office) {
        ChangedDays days = fresh.stream()
                .map(year -> ChangedDays.between(before(year, office), year))
                .reduce(new ChangedDays(List.of()), ChangedDays::and);
        return new Recalculations.CalendarChange(because(fresh, office), days);
    }

    private static CalendarYear before(CalendarYear year, Office office) {
        return office.calendar().year(year.year()).orElseGet(() -> CalendarYear.unknown(year.year()));
    }

    private static Wording because(List<CalendarYear> fresh, Office office) {
        if (fresh.size() > NAMED_YEARS) {
            int first = fresh.get(0).year();
            int last = fresh.get(fresh.size() - 1).year();
            return new Wording(first + "至" + last + "年放假安排更新", "the notices for " + first + " to " + last + " changed");
        }
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        for (CalendarYear year : fresh) {
            CalendarYear before = before(year, office);
            if (!year.days().equals(before.days()) || !year.source().equals(before.source())) {
                String source = year.source().isBlank() ? "" : "(" + year.source() + ")";
                zh.add(year.year() + "年放假安排更新" + source);
                en.add("the notice for " + year.year() + " changed" + (source.isEmpty() ? "" : " " + source));
            }
            if (!year.localDays().equals(before.localDays())) {
                String sources = year.localDays().stream()
                        .map(SourcedDay::source)
                        .distinct()
                        .collect(Collectors.joining("、"));
                zh.add(year.year() + "年本地工作日安排更新" + (sources.isEmpty() ? "" : "(" + sources + ")"));
                en.add("the local days of " + year.year() + " changed"
                        + (sources.isEmpty() ? "" : " (" + sources + ")"));
            }
        }
        return new Wording(String.join(";", zh), String.join("; ", en));
    }
}
