package org.hotline12345.localstack.demo.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moments of a case that lies in the past, by its script and by now: it came in some nine days ago and was due three days later. */
public record Past(Instant registered, Instant due, Instant signed, Instant replied) {
    /** Days before today that hold everything of the past. */
    public static final int DAYS = 12;

    /** The moments of a script. */
    public static Past of(Script script, Instant now) {
        Instant registered = now.minus(Duration.ofDays(9))
                .plus(Duration.ofMinutes(script.number() % 600))
                .truncatedTo(ChronoUnit.SECONDS);
        Instant due = registered.plus(Duration.ofDays(3));
        Instant signed = registered.plus(Duration.ofMinutes(50));
        Duration answer = script.pace() == Script.Pace.LATE ? Duration.ofDays(5) : Duration.ofDays(1);
        return new Past(registered, due, signed, registered.plus(answer));
    }
}
