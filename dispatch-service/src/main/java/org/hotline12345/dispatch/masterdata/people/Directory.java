package org.hotline12345.dispatch.masterdata.people;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.masterdata.people.model.Belonging;
import org.hotline12345.dispatch.masterdata.people.model.EmergencyContacts;
import org.hotline12345.dispatch.masterdata.people.model.Person;
import org.jboss.logging.Logger;

/** The people in memory, so that names and who belongs where cost no query; all instances follow within two seconds. */
@ApplicationScoped
public class Directory {
    private static final Logger LOG = Logger.getLogger(Directory.class);
    private static final ProblemType NOT_IN_DIRECTORY = new ProblemType("not-in-directory", 403);

    private final PersonStore store;
    private final Clock clock;
    private volatile Copy copy = new Copy(-1, Map.of(), Map.of());

    Directory(PersonStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The people by subject, and those the office filed by unit. */
    private record Copy(long revision, Map<String, Person> people, Map<String, List<Person>> filed) {
        static Copy of(long revision, List<Person> all) {
            return new Copy(
                    revision,
                    all.stream().collect(Collectors.toMap(Person::subject, Function.identity())),
                    all.stream()
                            .filter(person -> person.filed() && person.unit() != null)
                            .collect(Collectors.groupingBy(Person::unit)));
        }
    }

    public Optional<Person> person(String subject) {
        return subject == null
                ? Optional.empty()
                : Optional.ofNullable(copy.people().get(subject));
    }

    /** Who is called about an emergency: handlers and leaders of the unit that gets it; null: none has it yet, dispatchers. */
    public List<Person> emergencyContacts(String unit) {
        var roles = unit == null ? List.of(Roles.DISPATCHER) : List.of(Roles.UNIT_HANDLER, Roles.UNIT_LEADER);
        return EmergencyContacts.of(copy.people().values(), unit, roles, ShanghaiTime.day(clock.instant()));
    }

    /** 400 at the field unless the office filed the person as one of these units' people, at work today; null units are left out. */
    public void requireOf(String field, String subject, String... units) {
        var wanted = Arrays.stream(units).filter(Objects::nonNull).toList();
        String key = switch (judge(subject, wanted)) {
            case FINE -> null;
            case UNKNOWN -> "violation.person-unknown";
            case OF_ANOTHER_UNIT -> "violation.person-of-another-unit";
            case NOT_AT_WORK -> "violation.person-not-at-work";
        };
        if (key != null) {
            throw Problem.invalid(field, key, subject);
        }
    }

    /**
     * 403 unless the office filed the caller as one of the own unit's people, at work today, where the unit keeps a directory. A sign-in
     * ({@code PUT /people/me}) is no filing, and helps nobody past this.
     */
    public void requireAtWork(Caller caller) {
        String unit = caller.unit();
        if (unit != null
                && !caller.has(Roles.IMPORTER)
                && judge(caller.subject(), List.of(unit)) != Belonging.Verdict.FINE) {
            throw Problem.of(NOT_IN_DIRECTORY, unit);
        }
    }

    private Belonging.Verdict judge(String subject, Collection<String> units) {
        Copy now = copy;
        LocalDate today = ShanghaiTime.day(clock.instant());
        return Belonging.judge(
                now.people().get(subject),
                units,
                unit -> now.filed().getOrDefault(unit, List.of()).stream().anyMatch(person -> person.isValidOn(today)),
                today);
    }

    void start(@Observes @Priority(12) StartupEvent event) {
        StartWork.finish("the directory of people", this::refresh);
    }

    @Scheduled(
            every = "2s",
            delayed = "2s",
            identity = "people",
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> follow() {
        return StartWork.again("the directory of people", this::refresh);
    }

    /** This instance has changed it. */
    void lookAgain() {
        follow().subscribe()
                .with(ignored -> {}, failure -> LOG.warn("The directory of people is not refreshed", failure));
    }

    private Uni<Void> refresh() {
        return store.revision()
                .chain(revision -> revision == copy.revision()
                        ? Uni.createFrom().voidItem()
                        : store.everybody()
                                .invoke(all -> copy = Copy.of(revision, all))
                                .replaceWithVoid());
    }
}
