package org.hotline12345.assessment.appeal;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hotline12345.assessment.appeal.model.Impartiality;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.decision.Decision;

/** An objection of a unit to its score. */
@Entity
@Table(name = "appeal")
@AttributeOverride(name = "id", column = @Column(name = "appeal_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "raised_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "raised_at", updatable = false))
class Appeal extends Decision<Appeal.State> {
    static final CommandTable<Step, State> STEPS = new CommandTable<>(
            Step.class,
            step -> "decision",
            state -> state == State.OPEN ? List.of(Step.DECISION) : List.of(),
            Map.of(Step.DECISION, Set.of(Roles.EVALUATOR)));

    /** What a unit wishes. */
    public enum Wish {
        /** That the case is left out. */
        EXCLUDE,
        /** That another unit answers for it. */
        REASSIGN
    }

    /** How far an objection is. */
    public enum State {
        /** Nobody has decided. */
        OPEN,
        /** The unit was right. */
        GRANTED,
        /** The score stands. */
        REFUSED
    }

    /** What can be done with one. */
    enum Step {
        /** Somebody who did not score decides. */
        DECISION
    }

    @Column(updatable = false)
    String period;

    @Column(name = "rule_set", updatable = false)
    String ruleSet;

    @Column(updatable = false)
    String unit;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Formula("(select f.case_number from case_fact f where f.case_id = case_id)")
    String caseNumber;

    @Column(updatable = false)
    String item;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Wish wish;

    @Column(name = "to_unit", updatable = false)
    String toUnit;

    @Column(updatable = false)
    String reason;

    @Column(columnDefinition = "text[]", updatable = false)
    private String[] evidence;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "decided_by")
    String decidedBy;

    @Column(name = "decided_at")
    OffsetDateTime decidedAt;

    @Column(name = "decision_reason")
    String decisionReason;

    @Column(name = "reassigned_to")
    String reassignedTo;

    protected Appeal() {}

    Appeal(UUID id, String ruleSet, String item, Appeals.Objection objection, String by, OffsetDateTime at) {
        super(id, by, at);
        period = objection.period().text();
        this.ruleSet = ruleSet;
        unit = objection.unit();
        caseId = objection.caseId();
        this.item = item;
        wish = objection.toUnit() == null ? Wish.EXCLUDE : Wish.REASSIGN;
        toUnit = objection.toUnit();
        reason = objection.reason();
        evidence = objection.evidence().toArray(String[]::new);
        state = State.OPEN;
    }

    List<String> evidence() {
        return List.of(evidence);
    }

    /** Whether somebody may decide, who did not score and is of no unit concerned. */
    boolean mayBeDecidedBy(String subject, Collection<String> units, Set<String> scorers) {
        boolean concerned = units.contains(unit) || toUnit != null && units.contains(toUnit);
        return new Impartiality(scorers, madeBy()).allows(subject, concerned);
    }

    void decide(boolean granted, String receiver, String why, String by, OffsetDateTime at) {
        state = granted ? State.GRANTED : State.REFUSED;
        reassignedTo = receiver;
        decisionReason = why;
        decidedBy = by;
        decidedAt = at;
    }

    @Override
    public State state() {
        return state;
    }
}
