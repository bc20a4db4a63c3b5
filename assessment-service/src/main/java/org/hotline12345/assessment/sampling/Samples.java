package org.hotline12345.assessment.sampling;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseNumberQueries;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.period.ReportingPeriods;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.SampleStore.Finding;
import org.hotline12345.assessment.sampling.model.Method;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.attachment.Attachments.Named;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Samples of the rounds of handling that were finished in a period: so many of each unit, in the order of a hash of seed and
 * work order. So nobody chooses, and the same seed draws the same sample of the same rounds again.
 */
@ApplicationScoped
class Samples {
    private static final int MOST_PER_UNIT = 500;
    private static final int MOST_NAMED = 1_000;

    private final Decide decide;
    private final SampleStore store;
    private final Decisions decisions;
    private final ReportingPeriods periods;
    private final OfficeCopy office;
    private final CaseSight sight;
    private final Transactions transactions;

    Samples(
            Decide decide,
            SampleStore store,
            Decisions decisions,
            ReportingPeriods periods,
            OfficeCopy office,
            CaseSight sight,
            Transactions transactions) {
        this.decide = decide;
        this.store = store;
        this.decisions = decisions;
        this.periods = periods;
        this.office = office;
        this.sight = sight;
        this.transactions = transactions;
    }

    /**
     * What is to be drawn.
     *
     * @param period Of the rounds finished in this period.
     * @param seed The same seed draws the same sample of the same rounds; made by chance if left out.
     * @param perUnit So many of each unit, or all it has.
     * @param units Of these units only; absent: of all.
     */
    public record SampleInput(
            @NotBlank @Size(max = 100) String name,
            @NotBlank String period,
            @NotNull Method method,
            @Size(max = 100) String seed,
            @NotNull @Min(1) @Max(MOST_PER_UNIT) Integer perUnit,
            @Size(max = MOST_NAMED) List<@NotBlank String> units,
            @Size(max = MOST_NAMED) List<@NotBlank String> excludedUnits,
            @Size(max = MOST_NAMED) List<@NotNull UUID> excludedCases,
            @Size(max = MOST_NAMED) List<@NotBlank String> excludedCaseNumbers) {}

    /**
     * What was found.
     *
     * @param number Number in the sample; absent: it is about no single case of it, and names its unit.
     * @param attachments Files that go with it, by the ids they were given when they were sent.
     */
    public record FindingInput(
            @Min(1) Integer number,
            String unit,
            @NotNull Severity severity,
            @NotBlank @Size(max = 4_000) String text,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> attachments) {}

    /** Draws, in the transaction of the session. */
    Uni<SamplePlan> draw(Mutiny.Session session, SampleInput input, CommandContext command) {
        Period period = periods.read("period", input.period());
        return CaseNumberQueries.cases(
                        session, sight, input.excludedCases(), input.excludedCaseNumbers(), "excludedCaseNumbers")
                .chain(excluded -> decide.open(session, new SamplePlan(input, period, excluded, command)))
                .call(plan -> store.draw(session, plan, period).invoke(drawn -> plan.drawn = drawn));
    }

    /** Writes down what was found, in the transaction of the session. */
    Uni<Finding> note(Mutiny.Session session, UUID plan, FindingInput input, Named files, CommandContext command) {
        UUID id = UuidV7.next();
        return decide.find(session, SamplePlan.class, plan)
                .chain(() -> input.number() == null
                        ? Uni.createFrom().item(input.unit())
                        : store.unit(session, plan, input.number()))
                .invoke(concerned -> refuse(input, concerned))
                .invoke(files::requireFree)
                .chain(unit -> decisions
                        .add(
                                session,
                                new Decision(
                                        Decisions.Kind.FOUND,
                                        null,
                                        null,
                                        unit,
                                        id + " " + input.severity(),
                                        command.actor(),
                                        command.at()))
                        .chain(decision -> store.add(
                                session,
                                plan,
                                new Finding(
                                        id,
                                        input.number(),
                                        unit,
                                        input.severity(),
                                        input.text(),
                                        command.actor(),
                                        ShanghaiTime.of(command.at()),
                                        null),
                                decision)))
                .call(finding -> store.caseOf(session, plan, finding.findingId())
                        .invoke(caseId -> files.bind(
                                transactions.atClose(session),
                                Origin.FINDING,
                                finding.findingId(),
                                caseId,
                                command.at())));
    }

    private void refuse(FindingInput input, String concerned) {
        if (input.number() != null && concerned == null) {
            throw Problem.invalid("number", "violation.sample.number");
        }
        if (input.number() != null && input.unit() != null && !input.unit().equals(concerned)) {
            throw Problem.invalid("unit", "violation.sample.unit-of-number");
        }
        if (input.number() == null
                && (concerned == null || office.unit(concerned).isEmpty())) {
            throw Problem.invalid("unit", "violation.sample.unit");
        }
    }
}
