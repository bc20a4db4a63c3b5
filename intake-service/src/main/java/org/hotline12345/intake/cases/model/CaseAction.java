package org.hotline12345.intake.cases.model;

import java.util.EnumSet;
import java.util.Set;

/** What an agent does to a registered case for the citizen. */
public enum CaseAction {
    /** 直接答复. */
    DIRECT_ANSWER("direct-answer"),
    /** 不予受理. */
    NON_ACCEPTANCE("non-acceptance"),
    /** 补充. */
    SUPPLEMENT("supplements"),
    /** 诉求人催办. */
    URGE("urges"),
    /** 撤回. */
    WITHDRAWAL("withdrawal"),
    /** 关联前诉求: nothing is new since an earlier case was answered. */
    LINK("links"),
    /** 更正: something was registered wrongly. */
    CORRECT("corrections");

    private final String path;

    CaseAction(String path) {
        this.path = path;
    }

    /** Name in the interface. */
    public String path() {
        return path;
    }

    /** Everything: no unit has the case yet. */
    static Set<CaseAction> settled() {
        return EnumSet.allOf(CaseAction.class);
    }

    /** A unit was given the case and has not signed: two people may still find that nothing is new. */
    static Set<CaseAction> unsigned() {
        return EnumSet.of(SUPPLEMENT, URGE, WITHDRAWAL, LINK, CORRECT);
    }

    /** A unit has the case: it can no longer be answered or refused by the hotline alone. */
    static Set<CaseAction> open() {
        return EnumSet.of(SUPPLEMENT, URGE, WITHDRAWAL, CORRECT);
    }
}
