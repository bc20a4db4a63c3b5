package org.hotline12345.chassis.rest;

import java.time.Instant;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;

/**
 * How a command was given, for the code that carries it out; it outlives the request.
 *
 * @param at When it happened.
 * @param imported Whether the time was given by an importer: history moved in.
 * @param ifMatch The version it is meant for, as the header {@code If-Match}. May be null.
 * @param language The language that the caller reads.
 */
public record CommandContext(Instant at, String actor, boolean imported, String ifMatch, Language language) {
    /**
     * The time, not before the last event of the case: history in the wrong order is refused (400), clocks that differ are evened
     * out.
     */
    public Instant notBefore(Instant last) {
        if (last == null || !at.isBefore(last)) {
            return at;
        }
        if (imported) {
            throw Problem.invalid("occurredAt", "violation.before-last-event", last.toString());
        }
        return last;
    }

    /** 412 unless the command is meant for this version or for any. */
    public void requireVersion(int version) {
        ETags.check(ifMatch, version);
    }
}
