package org.hotline12345.dispatch.reply.model;

import org.hotline12345.events.ReviewStep;

/**
 * A reply is reviewed, signed off and checked by somebody other than its author, always: the centre's own four-eyes rule for
 * replies, with the database saying the same.
 * It holds through deputies (AB 角) too: neither the deputy nor the person acted for is the author.
 */
public final class SeparateHands {
    private SeparateHands() {}

    /**
     * May this person take the step on a reply of that author?
     *
     * @param onBehalfOf For whom, where a deputy takes it. May be null.
     */
    public static Verdict judge(ReviewStep step, String author, String reviewer, String onBehalfOf) {
        return author.equals(reviewer) || author.equals(onBehalfOf)
                ? new Verdict.Refused(step, author)
                : new Verdict.Granted();
    }

    /** Granted, or refused with what is in the way. */
    public sealed interface Verdict {
        /** Somebody else wrote it. */
        record Granted() implements Verdict {}

        /** The author may not take this step. */
        record Refused(ReviewStep step, String author) implements Verdict {}
    }
}
