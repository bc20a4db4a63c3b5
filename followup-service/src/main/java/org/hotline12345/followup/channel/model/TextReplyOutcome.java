package org.hotline12345.followup.channel.model;

/** What came of a short message of a citizen that names none of ours. */
public enum TextReplyOutcome {
    /** 退订: it was the stop word. */
    STOPPED,
    /** 满意度回答: it was a grade, and one asking waited for it. */
    ANSWERED,
    /** 补充到诉求: a person added it to a case. */
    SUPPLEMENTED,
    /** 已回问: a person asked the citizen what is meant. */
    ASKED_BACK,
    /** 无需处理: a person found nothing in it. */
    NO_MATTER;

    /** Whether people decide so; the others machines do. */
    public boolean isDecidedByPeople() {
        return this == SUPPLEMENTED || this == ASKED_BACK || this == NO_MATTER;
    }
}
