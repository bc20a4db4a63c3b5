package org.hotline12345.assessment.bulletin.model;

/** How far a bulletin is. */
public enum State {
    /** Staff work on it. */
    DRAFT,
    /** The office leader issued it; it is never changed again. */
    ISSUED
}
