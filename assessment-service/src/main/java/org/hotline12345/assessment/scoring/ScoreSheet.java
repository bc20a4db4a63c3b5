package org.hotline12345.assessment.scoring;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decision;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The scores of a period by a rule set, once they are more than provisional. */
@Entity
@Table(name = "score_sheet")
@AttributeOverride(name = "id", column = @Column(name = "sheet_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "opened_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "opened_at", updatable = false))
public class ScoreSheet extends Decision<ScoreSheet.State> {
    public static final CommandTable<Step, State> STEPS = new CommandTable<>(
            Step.class,
            step -> step.word,
            state -> switch (state) {
                case PROVISIONAL -> List.of(Step.OPEN);
                case OPEN_TO_OBJECTION -> List.of(Step.APPROVE);
                case APPROVED -> List.of(Step.CORRECT);
            },
            Map.of(
                    Step.OPEN,
                    Set.of(Roles.EVALUATOR),
                    Step.APPROVE,
                    Set.of(Roles.OFFICE_LEADER),
                    Step.CORRECT,
                    Set.of(Roles.EVALUATOR)));

    /** How far the scores of a period are. */
    public enum State {
        /** 初评: they follow the cases, and there is no sheet. */
        PROVISIONAL,
        /** 异议期: units may object. */
        OPEN_TO_OBJECTION,
        /** 审定: fixed for ever. */
        APPROVED
    }

    public enum Step {
        OPEN("open"),
        APPROVE("approve"),
        /** Opens a new edition beside the approved one. */
        CORRECT("correction");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    @Column(updatable = false)
    private String period;

    @Column(name = "rule_set", updatable = false)
    private String ruleSet;

    @Column(name = "rule_set_version", updatable = false)
    private int rulesVersion;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "objections_until", updatable = false)
    private OffsetDateTime objectionsUntil;

    @Column(name = "approved_at")
    private OffsetDateTime approvedAt;

    @Column(name = "approved_by")
    private String approvedBy;

    private String mark;

    /** Which of the period and rule set it is: a correction is the next one. */
    @Column(updatable = false)
    private int edition;

    /** Why the edition before is corrected; null of the first. */
    @Column(name = "correction_reason", updatable = false)
    private String correctionReason;

    protected ScoreSheet() {}

    /**
     * Scores open to objection.
     *
     * @param rulesVersion The version of the rule set by which they stay.
     * @param until Until when units may object; null: until approval.
     */
    public ScoreSheet(String period, String ruleSet, int rulesVersion, Instant until, String by, Instant at) {
        super(UuidV7.next(), by, ShanghaiTime.of(at));
        this.period = period;
        this.ruleSet = ruleSet;
        this.rulesVersion = rulesVersion;
        state = State.OPEN_TO_OBJECTION;
        objectionsUntil = ShanghaiTime.of(until);
        edition = 1;
    }

    /**
     * A correction of these approved scores, open to objection: by the rules they were made by, beside them.
     *
     * @param until Until when units may object; null: until approval.
     */
    public ScoreSheet corrected(String reason, Instant until, String by, Instant at) {
        var next = new ScoreSheet(period, ruleSet, rulesVersion, until, by, at);
        next.edition = edition + 1;
        next.correctionReason = reason;
        return next;
    }

    /**
     * Fixes them.
     *
     * @param upTo Up to which event and decision they count.
     */
    public void approve(String upTo, String by, Instant at) {
        state = State.APPROVED;
        mark = upTo;
        approvedBy = by;
        approvedAt = ShanghaiTime.of(at);
    }

    /** How far scores are; without a sheet they are provisional. */
    public static State stateOf(ScoreSheet sheet) {
        return sheet == null ? State.PROVISIONAL : sheet.state;
    }

    /** What is approved is not changed any more. */
    static void refuseIfApproved(ScoreSheet sheet) {
        if (sheet != null && sheet.approved()) {
            throw STEPS.wrongState(sheet.state);
        }
    }

    @Override
    public State state() {
        return state;
    }

    public boolean approved() {
        return state == State.APPROVED;
    }

    public String period() {
        return period;
    }

    public String ruleSet() {
        return ruleSet;
    }

    public int edition() {
        return edition;
    }

    /** Why the edition before is corrected; null of the first. */
    public String correctionReason() {
        return correctionReason;
    }

    public int rulesVersion() {
        return rulesVersion;
    }

    /** Until when units may object; null: until approval. */
    public OffsetDateTime objectionsUntil() {
        return shown(objectionsUntil);
    }

    /** Null until they are approved. */
    public OffsetDateTime approvedAt() {
        return shown(approvedAt);
    }

    /** Null until they are approved. */
    public String approvedBy() {
        return approvedBy;
    }

    /** Up to which event and decision they count; null until they are approved. */
    public String mark() {
        return mark;
    }
}
