package org.hotline12345.assessment.rectification;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.assessment.rectification.model.RectificationState;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.decision.Decision;
import org.hotline12345.chassis.time.ShanghaiTime;

/** An order to put something right by a date (限期整改). */
@Entity
@Table(name = "rectification")
@AttributeOverride(name = "id", column = @Column(name = "rectification_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "ordered_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "ordered_at", updatable = false))
class Rectification extends Decision<RectificationState> {
    static final CommandTable<Step, RectificationState> STEPS = new CommandTable<>(
            Step.class,
            step -> step.word,
            state -> List.of(
                    switch (state) {
                        case ORDERED -> Step.REPORT;
                        case REPORTED -> Step.VERIFY;
                        case FULFILLED -> Step.REOPEN;
                    }),
            Map.of(
                    Step.REPORT,
                    Roles.UNIT_PEOPLE,
                    Step.VERIFY,
                    Set.of(Roles.EVALUATOR),
                    Step.REOPEN,
                    Set.of(Roles.EVALUATOR)));

    /** What can be done with one. */
    enum Step {
        /** The unit says what it did. */
        REPORT("report"),
        /** Somebody looks whether it is so. */
        VERIFY("verify"),
        /** What had been put right is not any more. */
        REOPEN("reopening");

        private final String word;

        Step(String word) {
            this.word = word;
        }
    }

    @Column(name = "finding_id", updatable = false)
    UUID findingId;

    @Column(updatable = false)
    String unit;

    @Column(updatable = false)
    String text;

    @Enumerated(EnumType.STRING)
    private RectificationState state;

    @Column(name = "due_at")
    OffsetDateTime dueAt;

    @Column(name = "reported_by")
    String reportedBy;

    @Column(name = "reported_at")
    OffsetDateTime reportedAt;

    int reopened;

    protected Rectification() {}

    Rectification(UUID id, UUID findingId, String unit, String text, Instant due, String by, Instant at) {
        super(id, by, ShanghaiTime.of(at));
        this.findingId = findingId;
        this.unit = unit;
        this.text = text;
        orderAgain(due);
    }

    void report(String by, Instant at) {
        state = RectificationState.REPORTED;
        reportedBy = by;
        reportedAt = ShanghaiTime.of(at);
    }

    void fulfil() {
        state = RectificationState.FULFILLED;
    }

    final void orderAgain(Instant due) {
        state = RectificationState.ORDERED;
        dueAt = ShanghaiTime.of(due);
    }

    void reopen(Instant due) {
        reopened++;
        orderAgain(due);
    }

    /** Whether somebody may look whether it is so: not who reported it, nor anybody of the unit. */
    boolean mayBeVerifiedBy(String subject, Collection<String> units) {
        return !subject.equals(reportedBy) && !units.contains(unit);
    }

    @Override
    public RectificationState state() {
        return state;
    }
}
