package org.hotline12345.intake.similarity.model;

/** What is offered for a case that may repeat an earlier one. */
public enum Offer {
    /** 补充: the same citizen has more to say on an open case. */
    SUPPLEMENT,
    /** 催办: the same citizen says the same again on an open case. */
    URGE,
    /** 并单: another citizen's open case on the same matter. */
    MERGE,
    /** 关联: the same citizen's case was answered; if nothing is new a second reader may link them. */
    LINK
}
