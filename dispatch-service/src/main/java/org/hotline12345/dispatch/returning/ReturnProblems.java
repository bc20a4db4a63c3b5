package org.hotline12345.dispatch.returning;

import org.hotline12345.chassis.problem.ProblemType;

/** Failures of their own. */
final class ReturnProblems {
    /** The window for returns has closed. */
    static final ProblemType TOO_LATE = new ProblemType("return-too-late", 409);

    private ReturnProblems() {}
}
