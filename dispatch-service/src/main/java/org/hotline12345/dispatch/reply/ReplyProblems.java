package org.hotline12345.dispatch.reply;

import org.hotline12345.chassis.problem.ProblemType;

/** Failures of their own. */
final class ReplyProblems {
    /** The author of a reply wants to review or sign it. */
    static final ProblemType AUTHOR_MAY_NOT_APPROVE = new ProblemType("author-may-not-approve", 403);

    /** Serious flags of the quality check, in a unit whose policy blocks. */
    static final ProblemType SAYS_TOO_LITTLE = new ProblemType("reply-says-too-little", 422);

    private ReplyProblems() {}
}
