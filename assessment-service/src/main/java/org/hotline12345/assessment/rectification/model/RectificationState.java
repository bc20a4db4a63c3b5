package org.hotline12345.assessment.rectification.model;

import java.util.List;

/** How far an order to put something right (限期整改) is. */
public enum RectificationState {
    /** The unit has to act 整改中. */
    ORDERED("整改中", "being put right", List.of("report")),
    /** The unit says that it has acted 待核验. */
    REPORTED("待核验", "to be verified", List.of("verify")),
    /** Somebody who did not report it saw that it has 已整改. */
    FULFILLED("已整改", "put right", List.of("reopening"));

    private final String chinese;
    private final String english;
    private final List<String> allowed;

    RectificationState(String chinese, String english, List<String> allowed) {
        this.chinese = chinese;
        this.english = english;
        this.allowed = allowed;
    }

    /** The word that people read. */
    public String chinese() {
        return chinese;
    }

    /** The same in English. */
    public String english() {
        return english;
    }

    /** What can be done now. */
    public List<String> allowed() {
        return allowed;
    }
}
