package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.Role;

/**
 * Who stands in for whom today, held in memory so that telling what somebody may do costs no query: all instances follow
 * within a second. A command itself asks the database, see {@link ActInRole}.
 */
@ApplicationScoped
public class StandingDeputies {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final DeputyStore store;
    private final OfficeCopy office;
    private final Clock clock;
    private volatile Map<String, List<Deputyship>> ofDeputy = Map.of();
    private volatile Instant goodUntil = Instant.MIN;

    public StandingDeputies(DeputyStore store, OfficeCopy office, Clock clock) {
        this.store = store;
        this.office = office;
        this.clock = clock;
    }

    /** This instance has changed them: they are looked up the next time. */
    void lookAgain() {
        goodUntil = Instant.MIN;
    }

    /** Brings them up to date; one small query a second. */
    public Uni<Void> upToDate() {
        Instant now = clock.instant();
        if (now.isBefore(goodUntil)) {
            return Uni.createFrom().voidItem();
        }
        goodUntil = now.plus(LOOK_AGAIN);
        return store.standing(ShanghaiTime.day(now))
                .onFailure()
                .invoke(this::lookAgain)
                .invoke(standing -> ofDeputy = standing.stream().collect(Collectors.groupingBy(Deputyship::deputy)))
                .replaceWithVoid();
    }

    /** Whether the person acts today for somebody in this role in the unit or one above it. */
    public boolean standsIn(String person, Role role, String unit) {
        return ofDeputy.getOrDefault(person, List.of()).stream()
                .anyMatch(deputyship -> deputyship.role() == role && office.isWithin(unit, deputyship.unit()));
    }
}
