package org.hotline12345.assessment.sampling;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.model.Method;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decision;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;

/** How a sample was drawn. What was drawn, and what was found, are rows of their own. */
@Entity
@Table(name = "sample_plan")
@AttributeOverride(name = "id", column = @Column(name = "plan_id"))
@AttributeOverride(name = "madeBy", column = @Column(name = "drawn_by", updatable = false))
@AttributeOverride(name = "madeAt", column = @Column(name = "drawn_at", updatable = false))
class SamplePlan extends Decision<SamplePlan.State> {
    /** It is drawn once and never changed. */
    enum State {
        DRAWN
    }

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    String period;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    Method method;

    /** The same seed draws the same sample of the same rounds. */
    @Column(updatable = false)
    String seed;

    @Column(name = "per_unit", updatable = false)
    int perUnit;

    /** Of these units only; none: of all. */
    @Column(columnDefinition = "text[]", updatable = false)
    String[] units;

    @Column(name = "excluded_units", columnDefinition = "text[]", updatable = false)
    String[] excludedUnits;

    @Column(name = "excluded_cases", columnDefinition = "uuid[]", updatable = false)
    UUID[] excludedCases;

    /** How many rounds were drawn. */
    int drawn;

    protected SamplePlan() {}

    SamplePlan(Samples.SampleInput input, Period of, Collection<UUID> excluded, CommandContext command) {
        super(UuidV7.next(), command.actor(), ShanghaiTime.of(command.at()));
        name = input.name();
        period = of.text();
        method = input.method();
        seed = input.seed() == null || input.seed().isBlank() ? UuidV7.next().toString() : input.seed();
        perUnit = input.perUnit();
        units = array(input.units());
        excludedUnits = array(input.excludedUnits());
        excludedCases = excluded.toArray(UUID[]::new);
    }

    private static String[] array(List<String> texts) {
        return texts == null ? new String[0] : texts.toArray(String[]::new);
    }

    @Override
    public State state() {
        return State.DRAWN;
    }
}
