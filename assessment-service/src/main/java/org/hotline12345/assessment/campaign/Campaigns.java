package org.hotline12345.assessment.campaign;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.campaign.Campaign.Step;
import org.hotline12345.assessment.campaign.CampaignStore.Status;
import org.hotline12345.assessment.campaign.model.Plan;
import org.hotline12345.assessment.hotissue.IssueQueries;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Campaigns (专项整治) on confirmed issues; how far they are follows from the facts of the cases, nobody reports it. */
@ApplicationScoped
public class Campaigns {
    private final Transactions transactions;
    private final Decide decide;
    private final IssueQueries issues;
    private final CampaignStore store;
    private final OfficeCopy office;

    Campaigns(Transactions transactions, Decide decide, IssueQueries issues, CampaignStore store, OfficeCopy office) {
        this.transactions = transactions;
        this.decide = decide;
        this.issues = issues;
        this.office = office;
        this.store = store;
    }

    /** A campaign to be opened. */
    public record Opening(UUID issueId, String name, String goal, String leadUnit, Plan plan) {}

    /** Opens a campaign on a confirmed issue, in the transaction of the session; one at a time. */
    Uni<Status> open(Mutiny.Session session, Opening opening, CommandContext command) {
        refuseFaults(opening.plan(), opening.leadUnit());
        return issues.find(session, opening.issueId())
                .onFailure(Problem.class)
                .transform(e -> Problem.invalid("issueId", "violation.post.issue"))
                .invoke(issue -> {
                    if (issue.state() != IssueQueries.State.CONFIRMED) {
                        throw Problem.wrongState(issue.state().name(), List.of("confirmation"));
                    }
                })
                .chain(issue -> decide.open(
                        session,
                        new Campaign(
                                UuidV7.next(), issue.id(), opening, command.actor(), ShanghaiTime.of(command.at()))))
                .call(campaign -> store.save(session, campaign.id(), opening.plan()))
                .chain(campaign -> store.status(session, campaign));
    }

    /** Gives an open campaign another plan. */
    Uni<Status> replan(UUID id, Plan plan, CommandContext command) {
        refuseFaults(plan, null);
        return decide.step(Campaign.class, id, command.ifMatch(), Campaign.STEPS, Step.PLAN, (session, campaign) -> {
                    // batches are rows of their own, and yet it is another version
                    Uni<Void> counted = campaign.replan(plan)
                            ? Uni.createFrom().voidItem()
                            : session.lock(campaign, LockMode.PESSIMISTIC_FORCE_INCREMENT);
                    return counted.chain(() -> store.save(session, id, plan));
                })
                .chain(() -> status(id));
    }

    /** Ends a campaign. */
    Uni<Status> close(UUID id, String note, CommandContext command) {
        return decide.step(Campaign.class, id, command.ifMatch(), Campaign.STEPS, Step.CLOSURE, (session, campaign) -> {
                    campaign.close(note, command.actor(), ShanghaiTime.of(command.at()));
                    return Uni.createFrom().voidItem();
                })
                .chain(() -> status(id));
    }

    /** A campaign and how far it is. */
    Uni<Status> status(UUID id) {
        return transactions.inTransaction(
                session -> decide.find(session, Campaign.class, id).chain(campaign -> store.status(session, campaign)));
    }

    private void refuseFaults(Plan plan, String leadUnit) {
        var violations = new ArrayList<Violation>();
        plan.faults().forEach(fault -> violations.add(new Violation(fault.field(), fault.message())));
        if (leadUnit != null && office.unit(leadUnit).isEmpty()) {
            violations.add(new Violation("leadUnit", "violation.campaign.unit"));
        }
        for (int i = 0; i < plan.batches().size(); i++) {
            for (String unit : plan.batches().get(i).units()) {
                if (office.unit(unit).isEmpty()) {
                    violations.add(new Violation("batches[" + i + "].units", "violation.campaign.unit"));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }
}
