package org.hotline12345.intake.linking.model;

import org.hotline12345.intake.cases.model.CaseStatus;

/**
 * When a case may be linked to an earlier one instead of being handled (已答复且无新的事实): the earlier one was answered and came from
 * the same citizen, as far as both are known, and no unit has taken the new one yet. Whether there is something new is for
 * people to say: one proposes, another decides.
 */
public final class LinkRule {
    private LinkRule() {}

    /** What speaks against a link. */
    public enum Verdict {
        /** Nothing. */
        ALLOWED,
        /** A case is no answer to itself. */
        SAME_CASE,
        /** The earlier case was not answered yet: supplement or urge it. */
        NOT_ANSWERED,
        /** It came from somebody else: merge them. */
        OTHER_CITIZEN
    }

    /**
     * Judges the earlier case.
     *
     * @param earlier Where it stands.
     * @param sameCase Whether it is the case itself.
     * @param bothKnown Whether both citizens are known by a telephone.
     * @param sameCitizen Whether it is the same telephone.
     */
    public static Verdict judge(CaseStatus earlier, boolean sameCase, boolean bothKnown, boolean sameCitizen) {
        if (sameCase) {
            return Verdict.SAME_CASE;
        }
        if (earlier != CaseStatus.REPLIED && earlier != CaseStatus.CLOSED && earlier != CaseStatus.ANSWERED) {
            return Verdict.NOT_ANSWERED;
        }
        return bothKnown && !sameCitizen ? Verdict.OTHER_CITIZEN : Verdict.ALLOWED;
    }

    /** Whether this person may be the second reader. */
    public static boolean mayDecide(String proposedBy, String subject) {
        return !proposedBy.equals(subject);
    }
}
