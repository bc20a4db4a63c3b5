package org.hotline12345.desk.citizen;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotline12345.desk.citizen.CitizenServices.Answer;

/** What a service tells everybody, read anew every few minutes; while the service is away it is what was read last. */
final class Remembered<T> {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<Uni<Answer>> asked;
    private final Function<JsonNode, T> read;
    private final Clock clock = Clock.systemUTC();
    private volatile Known<T> known;

    /**
     * What is read.
     *
     * @param before what it is until a service has told it
     */
    Remembered(T before, Supplier<Uni<Answer>> asked, Function<JsonNode, T> read) {
        this.asked = asked;
        this.read = read;
        this.known = new Known<>(before, Instant.MIN);
    }

    private record Known<T>(T told, Instant until) {}

    Uni<T> now() {
        Known<T> now = known;
        if (clock.instant().isBefore(now.until())) {
            return Uni.createFrom().item(now.told());
        }
        return asked.get().map(answer -> {
            if (!answer.isGood()) {
                return now.told();
            }
            T told = read.apply(answer.body());
            known = new Known<>(told, clock.instant().plus(KEPT));
            return told;
        });
    }
}
