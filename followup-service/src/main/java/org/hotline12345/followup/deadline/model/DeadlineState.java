package org.hotline12345.followup.deadline.model;

/** Where a deadline stands. */
public enum DeadlineState {
    /** Owed, no mark yet. */
    OPEN(true),
    /** Owed, yellow mark 黄牌. */
    YELLOW(true),
    /** Owed, red mark 红牌. */
    RED(true),
    /** Done in time. */
    MET(false),
    /** Done late. */
    MISSED(false),
    /** No longer owed. */
    CANCELLED(false);

    private final boolean open;

    DeadlineState(boolean open) {
        this.open = open;
    }

    /** Whether it is still owed. */
    public boolean isOpen() {
        return open;
    }
}
