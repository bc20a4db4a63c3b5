package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.fact.CaseNumberQueries;
import org.hotline12345.assessment.scoring.ChangeScores.Change;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Cases left out of scores by a decision of the office (剔除). */
@ApplicationScoped
class ExcludeCases {
    private final ChangeScores change;
    private final CaseSight sight;

    ExcludeCases(ChangeScores change, CaseSight sight) {
        this.change = change;
        this.sight = sight;
    }

    /**
     * Leaves cases out.
     *
     * @param ids The cases. May be null.
     * @param numbers The same by their numbers. May be null.
     * @param item From which item, by its id or what it rests on; null: from all.
     */
    Uni<Exclusion> exclude(
            OfScores scores,
            Collection<UUID> ids,
            Collection<String> numbers,
            String item,
            String reason,
            CommandContext command) {
        return change.make(
                Kept.EXCLUSIONS,
                scores,
                command,
                (session, rules) -> CaseNumberQueries.cases(session, sight, ids, numbers, "caseNumbers")
                        .map(cases -> {
                            if (cases.isEmpty()) {
                                throw Problem.invalid("caseNumbers", "violation.required");
                            }
                            return decided(new Exclusion(
                                    UuidV7.next(),
                                    item == null ? null : itemOf(rules, item),
                                    List.copyOf(cases),
                                    reason,
                                    command.actor(),
                                    ShanghaiTime.of(command.at())));
                        }));
    }

    private static Change<Exclusion> decided(Exclusion exclusion) {
        return new Change<>(
                exclusion.id(),
                null,
                exclusion.reason(),
                Arrays.asList(exclusion.item(), exclusion.cases().toArray(UUID[]::new)),
                exclusion);
    }

    private static String itemOf(RuleSet rules, String item) {
        return rules.meantBy(item)
                .orElseThrow(() -> Problem.invalid("item", "violation.item"))
                .item();
    }
}
