package org.hotline12345.assessment.period;

/** Keeps something under the name of a period, which therefore must go on meaning the same days. */
public interface UsesPeriods {
    /** A query that gives those of the names {@code $1} (text[]) under which something is kept. */
    String used();
}
