package org.hotline12345.chassis.rest;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/**
 * How a command was given, for the code that carries it out; it outlives the request.
 *
 * @param at When it happened.
 * @param imported Whether the time was given by an importer: history moved in.
 * @param key By which it may be repeated. May be null.
 * @param ifMatch The version it is meant for, as the header {@code If-Match}. May be null.
 * @param language The language that the caller reads.
 * @param besideImporter Of an importer the roles held beside; null for everybody else.
 */
public record CommandContext(
        Instant at,
        String actor,
        boolean imported,
        CommandKey key,
        String ifMatch,
        Language language,
        Set<String> besideImporter) {
    /**
     * 403 for an importer who has none of these roles, unless the case is history: moved in, and not live. The annotation of an
     * operation lets importers in whatever the case; everybody else it has judged already.
     */
    public void requireHand(boolean history, Set<String> roles) {
        if (besideImporter != null && !history && Collections.disjoint(besideImporter, roles)) {
            throw Problem.of(ProblemType.LIVE_CASE);
        }
    }

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
