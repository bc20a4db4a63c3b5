package org.hotline12345.assessment.appeal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.appeal.Appeal.Step;
import org.hotline12345.assessment.appeal.Appeal.Wish;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ScoreQueries;
import org.hotline12345.assessment.scoring.ScoreSheet;
import org.hotline12345.assessment.scoring.ScoreSheetQueries;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.attachment.Attachments.Named;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.decision.Wanted;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.AppealDecided;

/**
 * Objections to scores (考核异议). A unit objects while the scores are open; somebody who did not score decides; the decision goes
 * into the stream of the case, from which the score is computed anew.
 */
@ApplicationScoped
public class Appeals {
    private static final ProblemType SCORED_IT = new ProblemType("decider-scored-it", 403);

    private final Transactions transactions;
    private final Decide decide;
    private final AppealQueries queries;
    private final ScoreQueries scores;
    private final ScoreSheetQueries sheets;
    private final Decisions decisions;
    private final Outbox outbox;
    private final OfficeCopy office;

    public Appeals(
            Transactions transactions,
            Decide decide,
            AppealQueries queries,
            ScoreQueries scores,
            ScoreSheetQueries sheets,
            Decisions decisions,
            Outbox outbox,
            OfficeCopy office) {
        this.transactions = transactions;
        this.decide = decide;
        this.queries = queries;
        this.scores = scores;
        this.sheets = sheets;
        this.decisions = decisions;
        this.outbox = outbox;
        this.office = office;
    }

    /**
     * An objection to be raised.
     *
     * @param ruleSet Rule set of the score; null: the one that counts for the unit's group.
     * @param toUnit Who should answer for the case; null: it should be left out.
     * @param evidence What the unit refers to.
     */
    public record Objection(
            String unit,
            Period period,
            String ruleSet,
            UUID caseId,
            String item,
            String toUnit,
            String reason,
            List<String> evidence) {}

    record Scores(String period, String ruleSet) {
        static Scores of(Appeal appeal) {
            return new Scores(appeal.period, appeal.ruleSet);
        }
    }

    /** Raises an objection, in the transaction of the session. */
    Uni<Appeal> raise(Mutiny.Session session, Objection objection, Named files, CommandContext command) {
        String group =
                office.unit(objection.unit()).orElseThrow(Problem::notFound).group();
        if (objection.toUnit() != null
                && (office.unit(objection.toUnit()).isEmpty()
                        || objection.toUnit().equals(objection.unit()))) {
            throw Problem.invalid("toUnit", "violation.unit");
        }
        return scores.ground(objection.period(), objection.ruleSet(), group, null)
                .chain(ground -> {
                    RuleSet rules = ground.rules();
                    RuleSet.Item item = rules.meantBy(objection.item())
                            .orElseThrow(() -> Problem.invalid("item", "violation.item"));
                    var raised = new Appeal(
                            UuidV7.next(),
                            rules.id(),
                            item.item(),
                            objection,
                            command.actor(),
                            ShanghaiTime.of(command.at()));
                    return sheets.hold(session, raised.period, rules.id())
                            .invoke(sheet -> refuseUnlessOpen(sheet, command.at()))
                            .chain(() -> scores.counts(ground, objection.unit(), item, objection.caseId()))
                            .invoke(counts -> {
                                if (!counts) {
                                    throw Problem.invalid("caseId", "violation.appeal.case");
                                }
                            })
                            .chain(() -> decide.open(session, raised))
                            .call(appeal -> queries.caseNumber(session, appeal.caseId)
                                    .invoke(number -> appeal.caseNumber = number))
                            .call(appeal -> note(session, Kind.APPEALED, appeal, objection.reason(), command))
                            .invoke(files::requireFree)
                            .invoke(appeal -> files.bind(
                                    transactions.atClose(session),
                                    Origin.APPEAL,
                                    appeal.id(),
                                    appeal.caseId,
                                    command.at()));
                });
    }

    /**
     * Decides an objection.
     *
     * @param reassignedTo Who answers for the case if it is granted and the unit wished so; null: whom the unit named.
     * @param units The decider's own unit and those below it.
     */
    Uni<Appeal> decide(
            UUID id,
            boolean granted,
            String reason,
            String reassignedTo,
            Collection<String> units,
            CommandContext command) {
        return decide.step(Appeal.class, id, command.ifMatch(), Appeal.STEPS, Step.DECISION, (session, appeal) -> {
            String receiver = receiver(appeal, granted, reassignedTo);
            return sheets.hold(session, appeal.period, appeal.ruleSet)
                    .invoke(sheet -> {
                        if (sheet == null || sheet.approved()) {
                            throw Problem.wrongState(state(sheet), List.of());
                        }
                    })
                    .chain(() -> scorers(session, Scores.of(appeal)))
                    .invoke(scorers -> {
                        if (!appeal.mayBeDecidedBy(command.actor(), units, scorers)
                                || receiver != null && units.contains(receiver)) {
                            throw Problem.of(SCORED_IT);
                        }
                        appeal.decide(granted, receiver, reason, command.actor(), ShanghaiTime.of(command.at()));
                    })
                    .chain(() -> note(session, Kind.APPEAL_DECIDED, appeal, appeal.state() + " " + reason, command))
                    .chain(() -> outbox.add(
                            session,
                            EventDraft.of(event(appeal, granted), command.at()).by(command.actor())));
        });
    }

    private Uni<Long> note(Mutiny.Session session, Kind kind, Appeal appeal, String why, CommandContext command) {
        return decisions.add(
                session,
                new Decision(
                        kind,
                        appeal.period,
                        appeal.ruleSet,
                        appeal.unit,
                        appeal.id() + " " + why,
                        command.actor(),
                        command.at()));
    }

    private String receiver(Appeal appeal, boolean granted, String reassignedTo) {
        if (!granted || appeal.wish == Wish.EXCLUDE) {
            if (reassignedTo != null) {
                throw Problem.invalid("reassignedTo", "violation.Null");
            }
            return null;
        }
        String receiver = reassignedTo == null ? appeal.toUnit : reassignedTo;
        if (office.unit(receiver).isEmpty() || receiver.equals(appeal.unit)) {
            throw Problem.invalid("reassignedTo", "violation.unit");
        }
        return receiver;
    }

    private static AppealDecided event(Appeal appeal, boolean granted) {
        return new AppealDecided(
                appeal.caseId,
                appeal.id(),
                appeal.unit,
                appeal.period,
                appeal.item,
                granted,
                appeal.decisionReason,
                appeal.decidedBy,
                appeal.decidedAt.toInstant(),
                appeal.ruleSet,
                appeal.reassignedTo);
    }

    Uni<Appeal> find(UUID id) {
        return decide.find(Appeal.class, id);
    }

    /** A page of objections, the oldest first. */
    Uni<Page<Appeal>> list(Wanted wanted, PageRequest page) {
        return decide.list(Appeal.class, wanted, false, page);
    }

    /** Who had a hand in the scores that are objected to, for each of them. */
    Uni<Map<Scores, Set<String>>> scorers(Collection<Appeal> appeals) {
        return transactions.inTransaction(session -> {
            var all = new HashMap<Scores, Set<String>>();
            Uni<Void> found = Uni.createFrom().voidItem();
            for (Scores of : appeals.stream().map(Scores::of).distinct().toList()) {
                found = found.chain(() -> scorers(session, of))
                        .invoke(scorers -> all.put(of, scorers))
                        .replaceWithVoid();
            }
            return found.replaceWith(all);
        });
    }

    private Uni<Set<String>> scorers(Mutiny.Session session, Scores of) {
        return sheets.scorers(session, of.period(), of.ruleSet());
    }

    private static void refuseUnlessOpen(ScoreSheet sheet, Instant now) {
        if (sheet == null || sheet.approved()) {
            throw Problem.wrongState(state(sheet), List.of());
        }
        if (sheet.objectionsUntil() != null
                && now.isAfter(sheet.objectionsUntil().toInstant())) {
            throw Problem.wrongState("OBJECTIONS_ENDED", List.of());
        }
    }

    private static String state(ScoreSheet sheet) {
        return ScoreSheet.stateOf(sheet).name();
    }
}
