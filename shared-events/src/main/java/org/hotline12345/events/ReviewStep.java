package org.hotline12345.events;

/** A step a reply passes before it is issued. */
public enum ReviewStep {
    REVIEW("审核"),
    SIGN_OFF("审签"),
    CENTRE_REVIEW("中心审核");

    private final String chinese;

    ReviewStep(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
