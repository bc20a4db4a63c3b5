package org.hotline12345.chassis.attachment;

import java.util.Collection;
import java.util.stream.Collectors;
import org.hotline12345.chassis.attachment.model.FileType;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;

/** Why a file is not taken, or not given. */
final class Uploads {
    /** By its content it is of none of the types that are taken. */
    private static final ProblemType NOT_TAKEN = new ProblemType("file-type-not-taken", 415);
    /** The scanner found something in it. */
    private static final ProblemType INFECTED = new ProblemType("file-infected", 422);
    /** Nothing was sent. */
    private static final ProblemType EMPTY = new ProblemType("file-empty", 400);
    /** The scanner has not said its word yet. */
    private static final ProblemType NOT_LOOKED_THROUGH = new ProblemType("file-not-looked-through", 409);

    private static final long MEBIBYTE = 1 << 20;

    private Uploads() {}

    static Problem notTaken(Collection<FileType> types) {
        return Problem.of(NOT_TAKEN, types.stream().sorted().map(Enum::name).collect(Collectors.joining(" ")));
    }

    static Problem infected() {
        return Problem.of(INFECTED);
    }

    static Problem empty() {
        return Problem.of(EMPTY);
    }

    static Problem notLookedThrough() {
        return Problem.of(NOT_LOOKED_THROUGH).header("Retry-After", "30");
    }

    static Problem tooLarge(long most) {
        String words = most >= MEBIBYTE ? most / MEBIBYTE + " MiB" : most + " B";
        return Problem.of(ProblemType.PAYLOAD_TOO_LARGE, words).header("Connection", "close");
    }
}
