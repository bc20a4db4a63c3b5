package org.hotline12345.assessment.period;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.ReportingCalendarStore.Stored;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.period.model.ReportingCalendar;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.ETags;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Reads what people write for a period: the forms everybody knows, and the names in the city's own reporting calendars, of which
 * a snapshot is kept in memory. A name under which scores are kept means the same days for ever.
 */
@ApplicationScoped
public class ReportingPeriods {
    private static final ProblemType IN_USE = new ProblemType("reporting-period-in-use", 409);

    private final ReportingCalendarStore store;
    private final Transactions transactions;
    private final Clock clock;
    private final List<UsesPeriods> users;
    private volatile Map<String, Stored> calendars = Map.of();

    public ReportingPeriods(
            ReportingCalendarStore store, Transactions transactions, Clock clock, @All List<UsesPeriods> users) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.users = users;
    }

    /**
     * Reads a period; 400 if it is missing or none.
     *
     * @param field What the caller calls it.
     */
    public Period read(String field, String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid(field, "violation.required");
        }
        return find(text).filter(Period::plausible).orElseThrow(() -> Problem.invalid(field, "violation.period"));
    }

    /** The period that is written so; empty if there is none. */
    public Optional<Period> find(String text) {
        try {
            return Optional.of(Period.parse(text));
        } catch (IllegalArgumentException notOfTheseForms) {
            return calendars.values().stream()
                    .map(stored -> stored.calendar().named(text.strip()))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    /** The calendar of this id. */
    public Optional<ReportingCalendar> calendar(String id) {
        return Optional.ofNullable(calendars.get(id)).map(Stored::calendar);
    }

    /** All calendars. */
    public Uni<Collection<Stored>> all() {
        return store.all().map(Map::values);
    }

    /**
     * Stores a calendar in the place of the one of its id.
     *
     * @param ifMatch The version that the author saw, as an entity tag. May be null.
     */
    public Uni<Stored> put(ReportingCalendar calendar, String ifMatch, String by) {
        return transactions
                .inTransaction(session -> store.lock(session).chain(known -> {
                    Stored last = known.get(calendar.id());
                    ETags.check(ifMatch, last == null ? 0 : last.version());
                    refuseNamesOfOthers(calendar, known.values());
                    if (last != null && last.calendar().equals(calendar)) {
                        return Uni.createFrom().item(last);
                    }
                    int version = last == null ? 1 : last.version() + 1;
                    var stored = new Stored(calendar, version, ShanghaiTime.of(clock.instant()), by);
                    return refuseOtherDays(session, last, calendar)
                            .chain(() -> store.store(session, stored))
                            .replaceWith(stored);
                }))
                .call(this::refresh);
    }

    private static void refuseNamesOfOthers(ReportingCalendar calendar, Collection<Stored> known) {
        var taken = new HashSet<String>();
        known.stream()
                .filter(stored -> !stored.calendar().id().equals(calendar.id()))
                .forEach(stored -> stored.calendar().periods().forEach(p -> taken.add(p.name())));
        calendar.periods().stream()
                .filter(period -> !taken.add(period.name()))
                .findFirst()
                .ifPresent(period -> {
                    throw Problem.invalid("periods", "violation.reporting-period.twice", period.name());
                });
    }

    private Uni<Void> refuseOtherDays(Mutiny.Session session, Stored last, ReportingCalendar calendar) {
        if (last == null) {
            return Uni.createFrom().voidItem();
        }
        var kept = new HashSet<>(calendar.periods());
        var changed = last.calendar().periods().stream()
                .filter(period -> !kept.contains(period))
                .map(ReportingCalendar.Named::name)
                .toList();
        return store.used(session, users, changed)
                .invoke(names -> {
                    if (!names.isEmpty()) {
                        throw Problem.of(IN_USE, String.join(", ", names)).with("periods", names);
                    }
                })
                .replaceWithVoid();
    }

    void start(@Observes @Priority(3000) StartupEvent event) {
        StartWork.finish("the reporting periods", this::refresh);
    }

    /** Follows changes made through another instance of the service. */
    @Scheduled(
            every = "5s",
            delayed = "5s",
            identity = "reporting-calendars",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return StartWork.again("the reporting periods", this::refresh);
    }

    private Uni<Void> refresh() {
        return store.all().invoke(read -> calendars = read).replaceWithVoid();
    }
}
