package org.hotline12345.followup.regulation;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.calendar.CalendarQueries;
import org.hotline12345.followup.calendar.ShippedHolidays;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyVersion;

/**
 * At the first start the shipped holiday notices and the default policy come into the database, before the first event is
 * read. A later release brings newer notices for years that nobody edited.
 */
@ApplicationScoped
public class FirstRegulations {
    private static final String SYSTEM = "system";
    /** The default policy holds for history of any age. */
    private static final LocalDate SINCE_EVER = LocalDate.of(2000, 1, 1);

    private final Transactions transactions;
    private final CalendarQueries calendars;
    private final ShippedHolidays holidays;
    private final RegulationStore regulations;
    private final PolicyDocuments documents;
    private final OfficeQueries book;
    private final ChangeCalendar changeCalendar;
    private final ChangePolicy changePolicy;

    public FirstRegulations(
            Transactions transactions,
            CalendarQueries calendars,
            ShippedHolidays holidays,
            RegulationStore regulations,
            PolicyDocuments documents,
            OfficeQueries book,
            ChangeCalendar changeCalendar,
            ChangePolicy changePolicy) {
        this.transactions = transactions;
        this.calendars = calendars;
        this.holidays = holidays;
        this.regulations = regulations;
        this.documents = documents;
        this.book = book;
        this.changeCalendar = changeCalendar;
        this.changePolicy = changePolicy;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        StartWork.finish(
                "calendars and policy",
                () -> transactions.inTransaction(
                        session -> storeCalendar(session).chain(() -> storePolicy(session))));
    }

    private Uni<Void> storeCalendar(Mutiny.Session session) {
        return calendars.editedYears(session).chain(edited -> {
            var kept = Set.copyOf(edited);
            List<CalendarYear> shipped = holidays.years().stream()
                    .filter(year -> !kept.contains(year.year()))
                    .toList();
            return changeCalendar.storeShipped(session, shipped, SYSTEM);
        });
    }

    private Uni<Void> storePolicy(Mutiny.Session session) {
        return book.alone(session).chain(office -> {
            if (!office.policies().isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            String document = documents.shipped();
            DeadlinePolicy policy = documents.read(document);
            var from = ShanghaiTime.start(SINCE_EVER);
            return regulations
                    .addVersion(session, policy.id(), document, from, SYSTEM)
                    .chain(version -> changePolicy.put(
                            session, new PolicyVersion(version, policy, document), from, false, SYSTEM))
                    .replaceWithVoid();
        });
    }
}
