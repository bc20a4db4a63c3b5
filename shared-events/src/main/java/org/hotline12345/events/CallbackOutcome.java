package org.hotline12345.events;

/** How a callback ended. */
public enum CallbackOutcome {
    ANSWERED("已答复"),
    NO_ANSWER("无人接听"),
    NOT_CALLED("不回访");

    private final String chinese;

    CallbackOutcome(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
