package org.hotline12345.dispatch.extension;

import java.util.Optional;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deadline.model.TimeLeft;

/** Failures of their own. */
final class ExtensionProblems {
    /** The deadline has passed. */
    static final ProblemType TOO_LATE = new ProblemType("extension-too-late", 409);

    /** The policy leaves no extension. */
    static final ProblemType NONE_LEFT = new ProblemType("no-extension-left", 409);

    /** Somebody asked already and waits. */
    static final ProblemType PENDING = new ProblemType("extension-pending", 409);

    private ExtensionProblems() {}

    /** Throws what stands against it. */
    static void refuse(Optional<TimeLeft.Objection> objection, TimeLeft left) {
        objection.ifPresent(why -> {
            throw switch (why) {
                case TOO_LATE ->
                    Problem.of(TOO_LATE, ShanghaiTime.of(left.askUntil()).toString());
                case NONE_LEFT -> Problem.of(NONE_LEFT);
                case TOO_LONG -> Problem.invalid("workingDays", "violation.extension-too-long", left.daysLeft());
            };
        });
    }
}
