package org.hotline12345.events;

/** By which instrument the citizen was asked, 回访方式. */
public enum SurveyInstrument {
    AUTOMATIC("智能回访"),
    AGENT("人工回访"),
    SOCIAL_SURVEY("社会调查");

    private final String chinese;

    SurveyInstrument(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
