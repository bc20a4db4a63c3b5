package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.events.ReviewStep;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyPathTest {
    @ParameterizedTest
    @CsvSource({
        // reviewed, centre, after submission, after review, after sign-off, after the centre
        "true,  false, REPLY_IN_REVIEW,   REPLY_IN_SIGN_OFF, REPLIED,                REPLIED",
        "false, false, REPLY_IN_SIGN_OFF, REPLY_IN_SIGN_OFF, REPLIED,                REPLIED",
        "true,  true,  REPLY_IN_REVIEW,   REPLY_IN_SIGN_OFF, REPLY_IN_CENTRE_REVIEW, REPLIED",
        "false, true,  REPLY_IN_SIGN_OFF, REPLY_IN_SIGN_OFF, REPLY_IN_CENTRE_REVIEW, REPLIED"
    })
    void a_reply_goes_the_way_of_its_unit(
            boolean reviewed,
            boolean centre,
            WorkOrderState submitted,
            WorkOrderState afterReview,
            WorkOrderState afterSignOff,
            WorkOrderState afterCentre) {
        var path = new ReplyPath(reviewed, centre);
        assertThat(path.afterSubmission()).isEqualTo(submitted);
        assertThat(path.after(ReviewStep.REVIEW, true)).isEqualTo(afterReview);
        assertThat(path.after(ReviewStep.SIGN_OFF, true)).isEqualTo(afterSignOff);
        assertThat(path.after(ReviewStep.CENTRE_REVIEW, true)).isEqualTo(afterCentre);
    }

    @ParameterizedTest
    @EnumSource(ReviewStep.class)
    void a_reply_not_approved_goes_back_to_its_author(ReviewStep step) {
        assertThat(new ReplyPath(true, true).after(step, false)).isEqualTo(WorkOrderState.SIGNED);
    }

    @ParameterizedTest
    @EnumSource(ReviewStep.class)
    void nobody_approves_what_he_wrote(ReviewStep step) {
        assertThat(SeparateHands.judge(step, "zhang", "zhang", null))
                .isEqualTo(new SeparateHands.Verdict.Refused(step, "zhang"));
        assertThat(SeparateHands.judge(step, "zhang", "li", null)).isEqualTo(new SeparateHands.Verdict.Granted());
    }

    @ParameterizedTest
    @CsvSource({
        // author, deputy, person acted for, granted
        "zhang, li,    wang,  true",
        "zhang, zhang, wang,  false",
        "zhang, li,    zhang, false"
    })
    void a_deputy_changes_nothing_about_that(String author, String deputy, String person, boolean granted) {
        assertThat(
                        SeparateHands.judge(ReviewStep.SIGN_OFF, author, deputy, person)
                                instanceof SeparateHands.Verdict.Granted)
                .isEqualTo(granted);
    }
}
