package org.hotline12345.followup.policy.model;

import org.hotline12345.chassis.language.Text;

/** What starts a clock. */
public enum StartingPoint {
    /** Registration of the case, 受理. */
    REGISTRATION("受理登记", "registration"),
    /** Dispatch to the unit, 派单. */
    DISPATCH("派单给承办单位", "dispatch to the unit"),
    /** The reply, 答复. */
    REPLY("答复生效", "issue of the reply"),
    /** A request that waits for somebody, 申请. */
    REQUEST("提出申请", "the request"),
    /** A date that the document itself names, such as the review date of a planned matter. */
    GIVEN_DATE("约定日期", "the date agreed");

    private final Text text;

    StartingPoint(String chinese, String english) {
        this.text = new Text(chinese, english);
    }

    public Text text() {
        return text;
    }
}
