package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.TriageQuestion;

/** A dispatcher asks the agent back about a case in triage (退回补充), and an agent answers. */
@ApplicationScoped
class AskBack {
    private final Cases cases;
    private final CaseSight sight;
    private final TriageQuestionStore store;

    AskBack(Cases cases, CaseSight sight, TriageQuestionStore store) {
        this.cases = cases;
        this.sight = sight;
        this.store = store;
    }

    /** The case waits for the agent; 409 if it is asked back already, or was decided. */
    Uni<TriageQuestion> ask(Mutiny.Session session, UUID caseId, String question, CommandContext context) {
        return sight.require(session, List.of(caseId))
                .chain(() -> cases.change(
                        session,
                        List.of(caseId),
                        set -> Uni.createFrom().item(() -> {
                            var waiting = set.get(caseId);
                            context.requireHand(waiting.silent(), Set.of(Roles.DISPATCHER));
                            return waiting.askBack(UuidV7.next(), question, OrderInHand.act(context));
                        })))
                .call(asked -> store.insert(session, asked));
    }

    /** The case is before the dispatchers again; what the citizen said is masked whole. 409 if somebody answered, or it was decided. */
    Uni<TriageQuestion> answer(
            Mutiny.Session session, UUID questionId, boolean learnt, String answer, CommandContext context) {
        return store.find(session, questionId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .call(open -> sight.require(session, List.of(open.caseId())))
                .chain(open -> cases.change(
                        session,
                        List.of(open.caseId()),
                        set -> store.find(session, questionId)
                                .map(now -> set.get(now.caseId())
                                        .answerBack(now, learnt, Masking.mask(answer), OrderInHand.act(context)))))
                .call(answered -> store.update(session, answered));
    }
}
