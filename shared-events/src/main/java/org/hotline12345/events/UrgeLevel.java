package org.hotline12345.events;

/** Whom a reminder goes to, 催办层级. */
public enum UrgeLevel {
    HANDLERS("承办人"),
    LEADERS("分管领导"),
    PARENT_UNIT("上级单位"),
    /** 通报: the unit is named in the next circular. */
    CIRCULAR("通报");

    private final String chinese;

    UrgeLevel(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
