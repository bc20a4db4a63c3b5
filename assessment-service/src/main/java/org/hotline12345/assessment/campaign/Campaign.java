package org.hotline12345.assessment.campaign;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.campaign.model.Plan;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.decision.Decision;

/** A campaign (专项整治) on a hot issue. Its batches are rows of their own. */
@Entity
@Table(name = "campaign")
@AttributeOverride(name = "id", column = @Column(name = "campaign_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "opened_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "opened_at", updatable = false))
class Campaign extends Decision<Campaign.State> {
    static final CommandTable<Step, State> STEPS = new CommandTable<>(
            Step.class,
            Step::word,
            State::steps,
            Map.of(Step.PLAN, Set.of(Roles.EVALUATOR), Step.CLOSURE, Set.of(Roles.EVALUATOR)));

    /** How far a campaign is. */
    public enum State {
        /** It is carried out. */
        OPEN,
        /** It has ended. */
        CLOSED;

        List<Step> steps() {
            return this == OPEN ? List.of(Step.values()) : List.of();
        }
    }

    /** What can be done with one. */
    enum Step {
        /** It gets another plan. */
        PLAN,
        /** It ends. */
        CLOSURE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Column(name = "issue_id", updatable = false)
    UUID issueId;

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    String goal;

    @Column(name = "lead_unit", updatable = false)
    String leadUnit;

    @Column(name = "starts_on")
    LocalDate from;

    @Column(name = "ends_on")
    LocalDate to;

    BigDecimal target;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "closed_by")
    String closedBy;

    @Column(name = "closed_at")
    OffsetDateTime closedAt;

    @Column(name = "closing_note")
    String closingNote;

    protected Campaign() {}

    Campaign(UUID id, UUID issueId, Campaigns.Opening opening, String by, OffsetDateTime at) {
        super(id, by, at);
        this.issueId = issueId;
        name = opening.name();
        goal = opening.goal();
        leadUnit = opening.leadUnit();
        state = State.OPEN;
        replan(opening.plan());
    }

    /** Another plan; false if only its batches differ. */
    final boolean replan(Plan plan) {
        boolean same = plan.from().equals(from)
                && plan.to().equals(to)
                && target != null
                && plan.target().compareTo(target) == 0;
        from = plan.from();
        to = plan.to();
        target = plan.target();
        return !same;
    }

    void close(String note, String by, OffsetDateTime at) {
        state = State.CLOSED;
        closingNote = note;
        closedBy = by;
        closedAt = at;
    }

    @Override
    public State state() {
        return state;
    }
}
