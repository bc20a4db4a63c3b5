package org.hotline12345.localstack.fuzz;

/** An answer that the suite should not have given. */
record Finding(Kind kind, Request request, RawAnswer answer, String why) {
    /** What is wrong with it. */
    enum Kind {
        /** A status of 500 and above: bad input was taken for a fault of the service. */
        FAILURE,
        /** A refusal without a problem document. */
        UNEXPLAINED,
        /** Not as the service's description says. */
        UNDESCRIBED,
        /** Took too long. */
        SLOW,
        /** No answer at all. */
        SILENT
    }

    /** Findings of one cause are shown once. */
    String group() {
        return kind + " " + answer.status() + " " + request.operation().title() + " " + why;
    }
}
