package org.hotline12345.assessment.scoring.model;

/** A unit in the list of a period's scores; its sheet is written when somebody reads it. */
public interface Listed {
    /** Code. */
    String unit();

    String name();

    /** Comparison group. May be null. */
    String group();

    /** Whether it is placed or listed apart. */
    UnitSheet.Standing standing();

    /** Its score as people read it. */
    UnitSheet sheet();
}
