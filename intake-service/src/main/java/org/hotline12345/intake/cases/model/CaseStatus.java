package org.hotline12345.intake.cases.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.course.CaseCourse;

/** Where a case stands, 诉求状态, with what may be done to it there. */
public enum CaseStatus {
    /** 已登记: nobody has decided yet who handles it. */
    REGISTERED("已登记", "Registered", CaseAction.settled()),
    NOT_ACCEPTED("不予受理", "Not accepted", EnumSet.noneOf(CaseAction.class)),
    /** 已直接答复: answered on the spot. */
    ANSWERED("已直接答复", "Answered on the spot", EnumSet.noneOf(CaseAction.class)),
    IN_TRIAGE("待人工派单", "Waiting for a dispatcher", CaseAction.settled()),
    DISPATCHED("已派单", "Dispatched", CaseAction.unsigned()),
    /** 办理中: the unit has signed. */
    IN_PROGRESS("办理中", "In progress", CaseAction.open()),
    /** 已答复: the unit's reply is issued, the citizen is to be informed and called back. */
    REPLIED("已答复", "Replied", EnumSet.of(CaseAction.SUPPLEMENT)),
    REWORK("重办中", "Being handled again", CaseAction.open()),
    /** 已并单: handled together with another case. */
    MERGED("已并单", "Handled together with another case", CaseAction.open()),
    WITHDRAWN("已撤回", "Withdrawn", EnumSet.noneOf(CaseAction.class)),
    CLOSED("已归档", "Closed", EnumSet.noneOf(CaseAction.class));

    private final Text words;
    private final Set<CaseAction> allowed;

    CaseStatus(String chinese, String english, Set<CaseAction> allowed) {
        words = new Text(chinese, english);
        this.allowed = allowed;
    }

    /** The word for where the course of a case is. */
    public static CaseStatus of(CaseCourse course) {
        boolean again = course.round() > 1;
        return switch (course.phase()) {
            case REGISTERED -> REGISTERED;
            case IN_TRIAGE -> IN_TRIAGE;
            case AWAITING_DISPATCH -> again ? REWORK : REGISTERED;
            case WITH_UNIT -> again ? REWORK : course.signed() ? IN_PROGRESS : DISPATCHED;
            case MERGED -> MERGED;
            case REPLIED -> REPLIED;
            case REWORK -> REWORK;
            case ENDED -> valueOf(course.end().name());
        };
    }

    /** The word on screens and in reports. */
    public Text words() {
        return words;
    }

    /** Whether the command is allowed in this status. */
    public boolean allows(CaseAction action) {
        return allowed.contains(action);
    }

    /** The commands allowed, by their names in the interface. */
    public List<String> allowed() {
        return allowed.stream().map(CaseAction::path).toList();
    }

    /** Ended in intake itself: what other services tell later has no effect. */
    public boolean endedInIntake() {
        return this == NOT_ACCEPTED || this == ANSWERED || this == WITHDRAWN;
    }

    /** Nothing more is to be done. */
    public boolean ended() {
        return endedInIntake() || this == CLOSED;
    }
}
