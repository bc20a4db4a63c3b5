package org.hotline12345.chassis.rest;

import java.util.Arrays;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/** Versions of aggregates as entity tags. */
public final class ETags {
    private ETags() {}

    /** The value of the header {@code ETag}. */
    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /** The problem {@code precondition-failed} (412) unless {@code If-Match} is absent or names the version. */
    public static void check(String ifMatch, int version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return;
        }
        String wanted = tag(version);
        boolean matches = Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(wanted));
        if (!matches) {
            throw Problem.of(ProblemType.PRECONDITION_FAILED, wanted).header("ETag", wanted);
        }
    }
}
