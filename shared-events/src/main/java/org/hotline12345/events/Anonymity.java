package org.hotline12345.events;

/** How the citizen wants to be protected. */
public enum Anonymity {
    NAMED("实名"),
    HIDDEN_FROM_UNIT("对承办单位保密"),
    NO_CONTACT("不接受回访");

    private final String chinese;

    Anonymity(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
