package org.hotline12345.localstack.fuzz;

/** An answer that the suite should not have given. */
record Finding(Kind kind, Request request, RawAnswer answer, String why) {
    /** What is wrong with it. */
    enum Kind {
        /** A status of 500 and above: bad input was taken for a fault of the service. */
        FAILURE,
        /** No answer at all. */
        SILENT,
        /** Took too long. */
        SLOW,
        /** A refusal without a problem document. */
        UNEXPLAINED,
        /** Not as the service's description says. */
        UNDESCRIBED
    }

    /** Findings of one cause are shown once; how a refusal looks is a matter of the edge and of no operation. */
    String group() {
        String where = kind == Kind.UNEXPLAINED ? "" : request.operation().title() + " ";
        return kind + " " + answer.status() + " " + where + why;
    }
}
