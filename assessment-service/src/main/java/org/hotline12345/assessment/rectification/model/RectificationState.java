package org.hotline12345.assessment.rectification.model;

import org.hotline12345.chassis.language.Text;

/** How far an order to put something right (限期整改) is. */
public enum RectificationState {
    /** The unit has to act. */
    ORDERED("整改中", "being put right"),
    /** The unit says that it has acted. */
    REPORTED("待核验", "to be verified"),
    /** Somebody who did not report it saw that it has. */
    FULFILLED("已整改", "put right");

    private final Text words;

    RectificationState(String chinese, String english) {
        words = new Text(chinese, english);
    }

    public Text words() {
        return words;
    }
}
