package org.hotline12345.assessment.hotissue.model;

/** Which places can be one: a functional zone holds parts of several districts. */
@FunctionalInterface
public interface Places {
    /** Only the same place is one. */
    Places APART = String::equals;

    /** Whether something in the one place may lie in the other. */
    boolean mayBeOne(String place, String other);
}
