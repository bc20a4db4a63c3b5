package org.hotline12345.events;

/** What of a registered case was corrected, 更正事项. */
public enum CorrectedFact {
    /** Name or telephone of the citizen; neither is ever told. */
    CONTACT("联系方式"),
    TITLE("标题"),
    CATEGORY("事项类别"),
    AREA("属地"),
    URGENCY("紧急程度"),
    ANONYMITY("保密要求"),
    RESPONDENT("被举报单位");

    private final String chinese;

    CorrectedFact(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
