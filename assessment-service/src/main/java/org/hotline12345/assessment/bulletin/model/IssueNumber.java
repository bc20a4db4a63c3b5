package org.hotline12345.assessment.bulletin.model;

/**
 * The number of an issued bulletin, counted in its kind and year.
 *
 * @param number From 1.
 */
public record IssueNumber(int year, int number) {
    /** As it stands in the document: 〔2026〕第47期. */
    public String text(boolean english) {
        return english ? "No. " + number + " of " + year : "〔" + year + "〕第" + number + "期";
    }
}
