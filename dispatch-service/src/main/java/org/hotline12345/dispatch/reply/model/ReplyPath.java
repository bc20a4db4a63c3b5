package org.hotline12345.dispatch.reply.model;

import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.WorkOrderState;

/**
 * The way of a reply through a unit, as its policy says. The default is the two steps of the Changchun New Area (承办处室负责人
 * 审核, then 分管领导或主要领导审签); sign-off is never left out.
 *
 * @param reviewed Whether a reviewer stands between the author and the sign-off.
 * @param centreReviewed Whether the centre checks the reply before it counts.
 */
public record ReplyPath(boolean reviewed, boolean centreReviewed) {
    /** Where a reply stands once it is submitted. */
    public WorkOrderState afterSubmission() {
        return reviewed ? WorkOrderState.REPLY_IN_REVIEW : WorkOrderState.REPLY_IN_SIGN_OFF;
    }

    /** Where it stands after the step; a reply not approved goes back to its author. */
    public WorkOrderState after(ReviewStep step, boolean approved) {
        if (!approved) {
            return WorkOrderState.SIGNED;
        }
        return switch (step) {
            case REVIEW -> WorkOrderState.REPLY_IN_SIGN_OFF;
            case SIGN_OFF -> centreReviewed ? WorkOrderState.REPLY_IN_CENTRE_REVIEW : WorkOrderState.REPLIED;
            case CENTRE_REVIEW -> WorkOrderState.REPLIED;
        };
    }
}
