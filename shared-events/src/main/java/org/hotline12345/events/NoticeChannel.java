package org.hotline12345.events;

/** How the citizen was told the result, 反馈方式. */
public enum NoticeChannel {
    UNIT_CALL("承办单位电话"),
    ROBOT("智能语音"),
    SMS("短信"),
    WEB("网页");

    private final String chinese;

    NoticeChannel(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
