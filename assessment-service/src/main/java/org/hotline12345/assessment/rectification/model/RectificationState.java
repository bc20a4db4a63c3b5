package org.hotline12345.assessment.rectification.model;

/** How far an order to put something right (限期整改) is. */
public enum RectificationState {
    /** The unit has to act 整改中. */
    ORDERED("整改中", "being put right"),
    /** The unit says that it has acted 待核验. */
    REPORTED("待核验", "to be verified"),
    /** Somebody who did not report it saw that it has 已整改. */
    FULFILLED("已整改", "put right");

    private final String chinese;
    private final String english;

    RectificationState(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** The word that people read. */
    public String chinese() {
        return chinese;
    }

    /** The same in English. */
    public String english() {
        return english;
    }
}
