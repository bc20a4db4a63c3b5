package org.hotline12345.followup.cases.model;

/**
 * What computing deadlines anew did.
 *
 * @param looked How many open deadlines were looked at.
 * @param moved How many of them moved.
 */
public record Recomputed(int looked, int moved) {
    public static final Recomputed NOTHING = new Recomputed(0, 0);

    /** Both together. */
    public Recomputed plus(Recomputed more) {
        return new Recomputed(looked + more.looked, moved + more.moved);
    }
}
