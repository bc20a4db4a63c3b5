package org.hotline12345.assessment.bulletin.model;

import org.hotline12345.chassis.language.Text;

/**
 * The number of an issued bulletin, counted in its kind and year.
 *
 * @param number From 1.
 */
public record IssueNumber(int year, int number) {
    /** As it stands in the document: 〔2026〕第47期. */
    public Text text() {
        return Written.TEXTS.get("issue").fill(year, number);
    }
}
