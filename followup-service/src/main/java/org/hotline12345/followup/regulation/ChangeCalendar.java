package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.office.OfficeChanges;

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

    private static final Text MANY_NOTICES = new Text("{0}至{1}年放假安排更新", "the notices for {0} to {1} changed");
    private static final Text NOTICE = new Text("{0}年放假安排更新{1}", "the notice for {0} changed{1}");
    private static final Text LOCAL_DAYS = new Text("{0}年本地工作日安排更新{1}", "the local days of {0} changed{1}");

    private final Transactions transactions;
    private final RegulationStore regulations;
    private final OfficeChanges changes;
    private final OfficeQueries book;
    private final Outbox outbox;
    private final RecalculationStore runs;
    private final Clock clock;

    public ChangeCalendar(
            Transactions transactions,
            RegulationStore regulations,
            OfficeChanges changes,
            OfficeQueries book,
            Outbox outbox,
            RecalculationStore runs,
            Clock clock) {
        this.transactions = transactions;
        this.regulations = regulations;
        this.changes = changes;
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
                    CalendarYear before = office.calendar().known(year);
                    CalendarYear wanted = change.apply(before);
                    return store(session, office, List.of(wanted), wanted.isByNoticeOf(before) ? null : false, by)
                            .map(stored -> new Changed(wanted, stored.revision(), stored.run()));
                }))
                .chain(changed -> changed.run() != null
                        ? Uni.createFrom().item(changed)
                        : runs.unfinishedOfCalendar().map(run -> new Changed(changed.year(), changed.revision(), run)));
    }

    /** What was stored: the revision of the calendar after it, and the run for it; null where nothing is new. */
    private record Stored(long revision, UUID run) {}

    /** Stores the notices that a release ships; the caller leaves out the years that somebody edited. */
    Uni<Void> storeShipped(Mutiny.Session session, List<CalendarYear> shipped, String by) {
        return book.alone(session).chain(office -> {
            List<CalendarYear> years = shipped.stream()
                    .map(year -> office.calendar().known(year.year()).byNotice(year.source(), year.days()))
                    .toList();
            return store(session, office, years, true, by).replaceWithVoid();
        });
    }

    /**
     * Stores the years that say something new; the caller holds the office alone.
     *
     * @param areShipped whether their notices come with a release; null: as it was, for only the place's own days change
     */
    private Uni<Stored> store(
            Mutiny.Session session, Office office, List<CalendarYear> years, Boolean areShipped, String by) {
        Instant now = clock.instant();
        long before = office.calendar().revision();
        List<CalendarYear> fresh = years.stream()
                .filter(year -> !year.equals(office.calendar().year(year.year()).orElse(null)))
                .toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(new Stored(before, null));
        }
        long revision = before + 1;
        Uni<Void> stored = Uni.createFrom().voidItem();
        for (CalendarYear year : fresh) {
            stored = stored.chain(() -> regulations.store(session, year, areShipped, revision, now, by));
        }
        List<EventDraft> events = fresh.stream()
                .map(year -> EventDraft.of(changed(year, revision, now), now).by(by))
                .toList();
        return stored.chain(() -> changes.calendar(session, revision))
                .chain(() -> outbox.add(session, events))
                .chain(() -> runs.startForCalendar(session, revision, what(fresh, office.calendar()), now, by))
                .map(run -> new Stored(revision, run));
    }

    private static CalendarChanged changed(CalendarYear year, long revision, Instant at) {
        return new CalendarChanged(year.year(), year.source(), year.provisional(), revision, year.exceptions(), at);
    }

    private static CalendarChange what(List<CalendarYear> fresh, WorkingCalendar calendar) {
        CalendarChange change = fresh.stream()
                .map(year -> what(calendar.known(year.year()), year))
                .reduce(CalendarChange::and)
                .orElseThrow();
        return fresh.size() <= NAMED_YEARS
                ? change
                : new CalendarChange(
                        MANY_NOTICES.fill(
                                fresh.get(0).year(), fresh.get(fresh.size() - 1).year()),
                        change.days());
    }

    private static CalendarChange what(CalendarYear before, CalendarYear after) {
        Text notice = NOTICE.fill(after.year(), inBrackets(after.source()));
        Text local = LOCAL_DAYS.fill(
                after.year(),
                inBrackets(after.localDays().stream()
                        .map(SourcedDay::source)
                        .distinct()
                        .collect(Collectors.joining("、"))));
        boolean sameNotice = after.isByNoticeOf(before);
        boolean sameDays = after.localDays().equals(before.localDays());
        Text because = sameDays ? notice : sameNotice ? local : CalendarChange.both(notice, local);
        return new CalendarChange(because, ChangedDays.between(before, after));
    }

    private static Text inBrackets(String source) {
        return source.isBlank() ? new Text("", "") : new Text("(" + source + ")", " (" + source + ")");
    }
}
