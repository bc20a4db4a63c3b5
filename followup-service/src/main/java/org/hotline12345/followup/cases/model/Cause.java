package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What makes something happen; what follows from it carries its time.
 *
 * @param time Business time.
 * @param imported Whether it was moved in from an older system.
 * @param actor Who did it. May be null for the system itself.
 */
public record Cause(Instant time, boolean imported, String actor) {
    public Cause {
        Objects.requireNonNull(time, "time");
    }

    /** Something that happens at the moment. */
    public static Cause at(Instant time, String actor) {
        return new Cause(time, false, actor);
    }
}
