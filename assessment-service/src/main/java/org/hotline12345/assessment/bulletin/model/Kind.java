package org.hotline12345.assessment.bulletin.model;

import org.hotline12345.chassis.language.Text;

/** What kind of document it is; each kind is numbered by itself. */
public enum Kind {
    /** 情况通报: the figures of a period, to the units. */
    BULLETIN("情况通报", "Bulletin"),
    /** 督查专报: about a unit, a category or certain cases. */
    SPECIAL_REPORT("督查专报", "Special report");

    private final Text heading;

    Kind(String chinese, String language) {
        heading = new Text(chinese, language);
    }

    /** What stands in red at the head of the document. */
    public Text heading() {
        return heading;
    }
}
