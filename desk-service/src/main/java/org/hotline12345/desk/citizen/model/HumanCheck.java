package org.hotline12345.desk.citizen.model;

/** Keeps machines from putting matters in by the thousand. A city's own check is another implementation. */
public interface HumanCheck {
    /** How many bits of work the page's script is asked for; 0: none. */
    int bits();

    /**
     * Whether the form is taken.
     *
     * @param mark the mark of the form
     * @param proof what the script found; may be null
     * @param nanos {@link System#nanoTime()}
     */
    boolean passes(String mark, String proof, long nanos);
}
