package org.hotline12345.dispatch.merge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.CaseSight;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.dispatch.cases.Cases;
import org.hotline12345.dispatch.cases.OrderInHand;
import org.hotline12345.dispatch.cases.model.Act;
import org.hotline12345.dispatch.cases.model.DispatchCase;
import org.hotline12345.dispatch.cases.model.Merging;

/** A dispatcher merges cases about one matter, or takes one out again. */
@ApplicationScoped
public class MergeCases {
    private final Cases cases;
    private final CaseSight sight;

    public MergeCases(Cases cases, CaseSight sight) {
        this.cases = cases;
        this.sight = sight;
    }

    Uni<Merging.Merge> merge(
            Mutiny.Session session, UUID leadCaseId, List<UUID> caseIds, boolean ruledBack, CommandContext context) {
        var named = Stream.concat(caseIds.stream(), Stream.of(leadCaseId)).toList();
        return sight.require(session, named)
                .chain(() -> cases.change(
                        session,
                        named,
                        set -> Uni.createFrom().item(() -> {
                            boolean history = named.stream().map(set::get).allMatch(DispatchCase::silent);
                            context.requireHand(history, Set.of(Roles.DISPATCHER));
                            return set.merging().merge(leadCaseId, caseIds, ruledBack, OrderInHand.act(context));
                        })));
    }

    Uni<Merging.TakenOut> unmerge(Mutiny.Session session, UUID caseId, boolean ruledBack, Act act) {
        return cases.change(
                session,
                List.of(caseId),
                set -> Uni.createFrom().item(() -> set.merging().unmerge(caseId, ruledBack, act)));
    }
}
