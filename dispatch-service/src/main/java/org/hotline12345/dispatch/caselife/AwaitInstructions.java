package org.hotline12345.dispatch.caselife;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.cases.model.ComplexCase;
import org.hotline12345.dispatch.masterdata.units.InstructionPolicies;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.Urgency;

/** Marks the orders just given that a leader must read before they are handled; costs nothing where no unit asks for it. */
@ApplicationScoped
class AwaitInstructions {
    private static final String AWAIT = """
            update work_order
            set instruction_standing = 'AWAITED'
            where id = any ($1::uuid[])
            """;

    private final InstructionPolicies policies;

    AwaitInstructions(InstructionPolicies policies) {
        this.policies = policies;
    }

    /** Marks those of the batch; they are stored already. */
    Uni<Void> mark(Mutiny.Session session, Batch batch, long revision) {
        var fresh = batch.orders.values().stream()
                .filter(order -> order.fresh && !order.of.silent)
                .toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var sql = Sql.on(session);
        return policies.current(sql, revision).chain(wanted -> {
            UUID[] awaited = fresh.stream()
                    .filter(order -> isAwaited(order, wanted))
                    .map(order -> order.id)
                    .toArray(UUID[]::new);
            return awaited.length == 0
                    ? Uni.createFrom().voidItem()
                    : sql.update(AWAIT, (Object) awaited).replaceWithVoid();
        });
    }

    private static boolean isAwaited(CaseFile.Order order, Map<String, InstructionPolicy> wanted) {
        var policy = wanted.getOrDefault(order.to.unit(), InstructionPolicy.NONE);
        return new ComplexCase(
                        Urgency.valueOf(order.of.urgency),
                        order.of.channel,
                        order.to.round(),
                        order.to.cause(),
                        order.to.coUnits().size())
                .standing(policy)
                .holdsHandling();
    }
}
