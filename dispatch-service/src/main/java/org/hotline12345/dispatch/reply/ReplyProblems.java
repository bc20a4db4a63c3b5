package org.hotline12345.dispatch.reply;

import org.hotline12345.chassis.problem.ProblemType;

/** Failures of their own. */
final class ReplyProblems {
    /** The author of a reply wants to review or sign it. */
    static final ProblemType AUTHOR_MAY_NOT_APPROVE = new ProblemType("author-may-not-approve", 403);

    /** Serious flags of the quality check, in a unit whose policy blocks. */
    static final ProblemType SAYS_TOO_LITTLE = new ProblemType("reply-says-too-little", 422);

    /** Somebody else wants to take a reply back. */
    static final ProblemType ONLY_AUTHOR_TAKES_BACK = new ProblemType("only-author-takes-back", 403);

    /** The case is handled again, withdrawn, or closed for too long. */
    static final ProblemType NO_LONGER_CORRECTABLE = new ProblemType("reply-no-longer-correctable", 409);

    /** The case was answered with another one, whose reply is the one to correct. */
    static final ProblemType CORRECTED_WITH_LEAD = new ProblemType("reply-corrected-with-lead", 409);

    private ReplyProblems() {}
}
