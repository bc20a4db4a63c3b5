package org.hotline12345.followup.survey.social.model;

/** Where the calling of a citizen of a sample stands. */
public enum SurveyCallState {
    /** 待回访: an agent may take it. */
    OPEN,
    /** 已领取. */
    CLAIMED,
    /** 已结束: answered, or nobody calls again. */
    ENDED
}
