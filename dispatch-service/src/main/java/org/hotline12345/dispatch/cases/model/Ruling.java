package org.hotline12345.dispatch.cases.model;

import java.time.Instant;

/** What a dispatcher says to a request; nothing yet while it is open. */
public record Ruling(State state, String note, String decidedBy, Instant decidedAt) {
    public static final Ruling AWAITED = new Ruling(State.OPEN, null, null, null);

    /** Where a request stands. */
    public enum State {
        OPEN,
        GRANTED,
        REFUSED
    }

    public static Ruling of(boolean granted, String note, String by, Instant at) {
        return new Ruling(granted ? State.GRANTED : State.REFUSED, note, by, at);
    }

    /** Refuses where somebody ruled before. */
    public void requireOpen() {
        if (state != State.OPEN) {
            throw new Refusal(new Refusal.WrongState(state.name()));
        }
    }

    public boolean granted() {
        return state == State.GRANTED;
    }
}
