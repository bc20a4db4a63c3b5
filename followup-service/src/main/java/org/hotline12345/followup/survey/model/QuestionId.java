package org.hotline12345.followup.survey.model;

/** What a citizen can be asked. */
public enum QuestionId {
    /** Was I told the result? 是否已告知. */
    INFORMED,
    /** Is it solved? 是否解决. */
    RESOLVED,
    /** Am I satisfied with the result, in five grades? 结果满意度. */
    SATISFACTION,
    /** Am I satisfied with the attitude, in five grades? 态度满意度. */
    ATTITUDE,
    /** Why not, from the list. 不满意原因. */
    REASONS,
    /** Why not, in words. 原因说明. */
    REASON,
    /** Does the reason lie with the unit, or with what it cannot change? 主观或客观. */
    OBJECTIVE
}
