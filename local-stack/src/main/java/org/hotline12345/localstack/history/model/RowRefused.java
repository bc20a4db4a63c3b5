package org.hotline12345.localstack.history.model;

/** A row cannot become a case. Carries why, so that nothing is left out in silence. */
public final class RowRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Text reason;

    /**
     * Refuses a row.
     *
     * @param code Short name of the kind of refusal, for counting.
     * @param reason What is wrong, for people.
     */
    public RowRefused(String code, Text reason) {
        super(reason.en(), null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** Short name of the kind of refusal. */
    public String code() {
        return code;
    }

    /** What is wrong. */
    public Text reason() {
        return reason;
    }
}
