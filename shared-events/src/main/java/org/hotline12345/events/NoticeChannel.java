package org.hotline12345.events;

/** How the citizen was told the result, 反馈方式. */
public enum NoticeChannel {
    /** 承办单位电话. */
    UNIT_CALL("承办单位电话"),
    /** 智能语音. */
    ROBOT("智能语音"),
    /** 短信. */
    SMS("短信"),
    /** 网页. */
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
